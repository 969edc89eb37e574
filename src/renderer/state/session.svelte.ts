import type { Analysis } from '../../core/report/model.ts';
import type {
  AnalysisOptions,
  Bridge,
  CaptureOrder,
  ComparisonChoice,
  Expectation,
  ExportFormat,
  MenuCommand,
  Outcome,
  Settings,
  Slot,
  UserError,
  WindowState,
} from '../../ipc/contract.ts';
import { choiceOf } from '../matching/corrections.ts';
import { t } from '../strings.ts';
import type { Ui } from './ui.svelte.ts';
import { parseViewState } from './view-state.ts';
import { Workspace } from './workspace.svelte.ts';

/** How long a view must rest before it is kept with its pair. */
const SAVE_AFTER_MS = 600;

const SAY_FOR_MS = 2500;

/** The window's side of the bridge: what main holds, the comparison it sent, and what went wrong last. */
export class Session {
  readonly #bridge: Bridge;
  readonly #ui: Ui;
  readonly #onMenu: (command: MenuCommand) => void;
  #state: WindowState | null = $state.raw(null);
  #workspace: Workspace | null = $state.raw(null);
  #notice: UserError | null = $state.raw(null);
  #said = $state('');
  #saveTimer: ReturnType<typeof setTimeout> | undefined;
  #sayTimer: ReturnType<typeof setTimeout> | undefined;
  #saved = '';
  /** The choice of snapshots and matches that was asked for last, or that the analysis was made with. */
  #asked = '';

  constructor(bridge: Bridge, ui: Ui, onMenu: (command: MenuCommand) => void) {
    this.#bridge = bridge;
    this.#ui = ui;
    this.#onMenu = onMenu;
  }

  /** Begins to listen; gives the function that ends it. */
  start(): () => void {
    const ends = [
      this.#bridge.on('state', (state) => this.#take(state)),
      this.#bridge.on('analysis', (analysis) => {
        this.#workspace = this.#workspaceFor(analysis);
        this.#saved = JSON.stringify(this.#workspace.view.now);
        this.#asked = JSON.stringify(choiceOf(analysis));
      }),
      this.#bridge.on('menu', (command) => this.#onMenu(command)),
    ];
    void this.#bridge.request('window.ready').then((outcome) => {
      if (outcome.ok) this.#take(outcome.value);
    });
    return () => {
      for (const end of ends) end();
    };
  }

  get state(): WindowState | null {
    return this.#state;
  }

  /** null as long as there is nothing to look at. */
  get workspace(): Workspace | null {
    return this.#state !== null && (this.#state.status.kind === 'empty' || this.#state.status.kind === 'waiting')
      ? null
      : this.#workspace;
  }

  /** An expected failure of the last request, until it is dismissed. */
  get notice(): UserError | null {
    return this.#notice;
  }

  /** A short confirmation, read aloud too. */
  get said(): string {
    return this.#said;
  }

  say(text: string): void {
    this.#said = text;
    clearTimeout(this.#sayTimer);
    this.#sayTimer = setTimeout(() => {
      this.#said = '';
    }, SAY_FOR_MS);
  }

  dismiss(): void {
    this.#notice = null;
  }

  async drop(files: readonly File[], slot: Slot | null): Promise<void> {
    this.#check(await this.#bridge.drop(files, slot));
  }

  async choose(slot: Slot | null): Promise<void> {
    this.#check(await this.#bridge.request('files.choose', slot));
  }

  async openExample(): Promise<void> {
    this.#check(await this.#bridge.request('files.example'));
  }

  async openRecent(index: number): Promise<void> {
    this.#check(await this.#bridge.request('files.recent', index));
  }

  async swap(): Promise<void> {
    this.#check(await this.#bridge.request('files.swap'));
  }

  async close(): Promise<void> {
    this.#check(await this.#bridge.request('files.close'));
  }

  async cancel(): Promise<void> {
    this.#check(await this.#bridge.request('analysis.cancel'));
  }

  /** Whether the capture was begun; what goes wrong with it later comes with the state. */
  async capture(order: CaptureOrder): Promise<Outcome<boolean>> {
    return await this.#bridge.request('capture.start', order);
  }

  async hurryCapture(): Promise<void> {
    this.#check(await this.#bridge.request('capture.hurry'));
  }

  async cancelCapture(): Promise<void> {
    this.#check(await this.#bridge.request('capture.cancel'));
  }

  async chooseCaptureFolder(): Promise<void> {
    this.#check(await this.#bridge.request('capture.folder'));
  }

  async setOptions(options: AnalysisOptions): Promise<void> {
    this.#check(await this.#bridge.request('analysis.options', options));
  }

  async setSettings(settings: Settings): Promise<void> {
    this.#ui.apply(settings);
    this.#check(await this.#bridge.request('settings.set', settings));
  }

  async export(format: ExportFormat): Promise<void> {
    const name = this.#check(await this.#bridge.request('report.export', format));
    if (name !== null) this.say(t.exports.done(name));
  }

  async chooseSource(): Promise<void> {
    this.#check(await this.#bridge.request('source.choose'));
  }

  async chooseExpected(kind: 'open' | 'new'): Promise<void> {
    this.#check(await this.#bridge.request('expected.choose', kind));
  }

  async forgetExpected(): Promise<void> {
    this.#check(await this.#bridge.request('expected.forget'));
  }

  async addExpected(rule: Expectation): Promise<void> {
    const done = await this.#bridge.request('expected.add', rule);
    this.#check(done);
    if (done.ok) this.say(t.expected.written(this.#state?.expected?.name ?? ''));
  }

  async removeExpected(rule: Expectation): Promise<void> {
    const done = await this.#bridge.request('expected.remove', rule);
    this.#check(done);
    if (done.ok) this.say(t.expected.removed(this.#state?.expected?.name ?? ''));
  }

  /** After every step of the view, also back and forth: keeps it with its files, and compares what it asks for. */
  followView(): void {
    this.#keepView();
    const workspace = this.#workspace;
    if (workspace === null) return;
    const { pair, manual } = workspace.view.now;
    const asked = JSON.stringify({ pair, manual } satisfies ComparisonChoice);
    if (asked === this.#asked) return;
    this.#asked = asked;
    void this.#bridge.request('analysis.compare', { pair, manual }).then((outcome) => this.#check(outcome));
  }

  /** For requests with an answer of their own: the value, or null after saying what went wrong. */
  async ask<T>(outcome: Promise<Outcome<T>>): Promise<T | null> {
    return this.#check(await outcome);
  }

  get bridge(): Bridge {
    return this.#bridge;
  }

  /** Once it rests. */
  #keepView(): void {
    const view = this.#workspace?.view.now;
    if (view === undefined) return;
    const text = JSON.stringify(view);
    if (text === this.#saved) return;
    clearTimeout(this.#saveTimer);
    this.#saveTimer = setTimeout(() => {
      this.#saved = text;
      void this.#bridge.request('view.save', text);
    }, SAVE_AFTER_MS);
  }

  /** The view goes on where the same files are compared anew; else it is the one that was kept with them. */
  #workspaceFor(analysis: Analysis): Workspace {
    const old = this.#workspace;
    if (old !== null && filesOf(old.analysis) === filesOf(analysis)) {
      const workspace = new Workspace(analysis, old.view, this.#bridge.growTree);
      const seen = new Set(old.analysis.diff.comparison.manual.map(({ text }) => text));
      const row = analysis.diff.comparison.manual.find(({ text }) => !seen.has(text))?.rows[0];
      if (row !== undefined) workspace.selectRow(row);
      return workspace;
    }
    const saved = this.#state?.savedView ?? null;
    return new Workspace(analysis, saved === null ? null : parseViewState(saved), this.#bridge.growTree);
  }

  #take(state: WindowState): void {
    this.#state = state;
    this.#ui.apply(state.settings);
  }

  #check<T>(outcome: Outcome<T>): T | null {
    if (outcome.ok) {
      this.#notice = null;
      return outcome.value;
    }
    this.#notice = outcome.error;
    return null;
  }
}

/** What tells whether two analyses are of the same snapshots in the same order. */
function filesOf({ before, after, series }: Analysis): string {
  const sources = series.length > 0 ? series : [before, after];
  return sources.map((source) => source?.sha256 ?? '').join(' ');
}
