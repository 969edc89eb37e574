import type { GoroutineDetail } from '../core/diff/diff.ts';
import type { FlameTrie } from '../core/flame/trie.ts';
import type { RowIndex } from '../core/model/index-types.ts';
import type { ReportFormat } from '../core/report/choices.ts';
import type { Analysis } from '../core/report/model.ts';
import type {
  AnalysisOptions,
  ComparisonChoice,
  Outcome,
  SessionStatus,
  Slot,
  TreeChoice,
  UserError,
} from '../ipc/contract.ts';
import type { AnalysisSession } from '../worker/session.ts';
import type { Expected } from './expectations.ts';
import { inputFiles } from './input-files.ts';
import {
  type InputFile,
  NOTHING_PLACED,
  type Placement,
  placedFiles,
  placeFiles,
  placeInOrder,
  setAside,
} from './place-files.ts';
import { userError } from './user-error.ts';

/** What a document tells its window. */
export interface DocumentListener {
  changed(): void;
  analysed(analysis: Analysis, files: readonly InputFile[]): void;
}

export const DEFAULT_OPTIONS: AnalysisOptions = { match: 'auto', normalize: 'none', minDelta: 1 };

/** After so long without a word from the worker the person is told, in milliseconds. */
const SILENCE = 20_000;

/** The first of a series against the last, and every match as it was found. */
const NOTHING_CHOSEN: ComparisonChoice = { pair: null, manual: { join: [], split: [] } };

type Session = Pick<
  AnalysisSession,
  'prepare' | 'analyse' | 'again' | 'goroutines' | 'growTree' | 'writeReport' | 'cancel' | 'close'
>;

/**
 * The files of one window and what has become of them. Every change of files or options starts the analysis anew in
 * the session's workers; a running one is stopped first, and what it would still say is not heard.
 */
export class Document {
  readonly #session: Session;
  readonly #listener: DocumentListener;
  readonly #expected: () => Promise<Expected | null>;
  #files: Placement = NOTHING_PLACED;
  #status: SessionStatus = { kind: 'empty' };
  #options = DEFAULT_OPTIONS;
  #orderNote: string | null = null;
  #sourcePath: string | null = null;
  #choice = NOTHING_CHOSEN;
  #silence: NodeJS.Timeout | undefined;
  /** Counts what was begun; what belongs to an earlier number is not heard any more. */
  #run = 0;

  /** `expected` is asked before every analysis. */
  constructor(session: Session, listener: DocumentListener, expected: () => Promise<Expected | null>) {
    this.#session = session;
    this.#listener = listener;
    this.#expected = expected;
  }

  get files(): Placement {
    return this.#files;
  }

  get status(): SessionStatus {
    return this.#status;
  }

  get options(): AnalysisOptions {
    return this.#options;
  }

  /** How files that came at once were put in order, for the person to see and to undo with Swap. */
  get orderNote(): string | null {
    return this.#orderNote;
  }

  /** Makes the first analysis quick. */
  prepare(): void {
    if (this.#status.kind === 'empty') this.#session.prepare();
  }

  /** Files as dropped, chosen or named on a command line. */
  async open(paths: readonly string[], slot: Slot | null): Promise<void> {
    // A file that could not be read makes way for the next.
    const target = slot ?? (this.#status.kind === 'failed' ? this.#status.slot : null);
    await this.#place(paths, slot, (files, earlier) => placeFiles(earlier, files, target));
  }

  /** Files whose order is known, oldest first: the example, or recent ones. */
  async openInOrder(paths: readonly string[]): Promise<void> {
    await this.#place(paths, null, (files) => placeInOrder(files));
  }

  async swap(): Promise<void> {
    await this.#turnRound(null);
  }

  async setOptions(options: AnalysisOptions): Promise<void> {
    this.#options = options;
    await this.#analyseAgain();
  }

  /** Other snapshots of the series, or matches that a person joined or split. Forgotten with these files. */
  async compare(choice: ComparisonChoice): Promise<void> {
    this.#choice = choice;
    await this.#analyseAgain();
  }

  /** Judges anew, after what the person expects has changed. */
  async judgeAgain(): Promise<void> {
    if (placedFiles(this.#files).length > 0) await this.#analyseAgain();
  }

  /** Reads culprit lines from the Go source in this folder from now on. */
  async setSource(folder: string): Promise<void> {
    this.#sourcePath = folder;
    await this.#analyseAgain();
  }

  /** Back to the start screen. */
  close(): void {
    this.#stop();
    this.#setFiles(NOTHING_PLACED);
    this.#tell({ kind: 'empty' });
  }

  /** Stops what runs; the files stay chosen. */
  cancel(): void {
    if (this.#status.kind !== 'working') return;
    this.#stop();
    const error = { message: 'The analysis was cancelled.', advice: 'Choose the files again to start it anew.' };
    this.#tell({ kind: 'failed', slot: null, error });
  }

  goroutines(rows: readonly RowIndex[], limit: number): Promise<readonly GoroutineDetail[]> {
    return this.#session.goroutines(rows, limit);
  }

  /** The flame tree of the last analysis; null where there is none, or filters are not what they should be. */
  async growTree(choice: TreeChoice): Promise<FlameTrie | null> {
    const grown = await this.#session.growTree(choice);
    return grown.ok ? grown.value : null;
  }

  async writeReport(path: string, format: ReportFormat): Promise<Outcome<null>> {
    const written = await this.#session.writeReport(path, format);
    return written.ok ? written : { ok: false, error: userError(written.error) };
  }

  dispose(): void {
    this.#stop();
    void this.#session.close();
  }

  /** A stalled network drive can hold this up for long: it is already work that can be cancelled. */
  async #place(
    paths: readonly string[],
    slot: Slot | null,
    place: (files: readonly InputFile[], earlier: Placement) => Placement,
  ): Promise<void> {
    const run = this.#begin({ kind: 'working', phase: 'opening', doneBytes: 0, totalBytes: 0 });
    const files = await inputFiles(paths);
    if (run !== this.#run) return;
    if (!files.ok) return this.#fail(files.error, slot);
    const earlier = this.#files;
    this.#setFiles(place(files.value, earlier));
    const analysis = await this.#read('analyse');
    if (analysis === null) return;
    // Only now it is known what is in them.
    const inOrder = placedFiles(this.#files).filter(isSnapshotIn(analysis));
    this.#setFiles(setAside(files.value, isSnapshotIn(analysis), earlier, (snapshots) => place(snapshots, earlier)));
    const isSame = placedFiles(this.#files).every((file, i) => file === inOrder[i]);
    if (isSame && inOrder.length === placedFiles(this.#files).length) await this.#show(analysis);
    else await this.#analyse();
  }

  #setFiles(files: Placement): void {
    this.#files = files;
    this.#orderNote = orderNote(files);
    this.#choice = NOTHING_CHOSEN;
  }

  async #analyse(): Promise<void> {
    const analysis = await this.#read('analyse');
    if (analysis !== null) await this.#show(analysis);
  }

  /** The same files with other options: what was read of them is compared anew. */
  async #analyseAgain(): Promise<void> {
    const analysis = await this.#read('again');
    if (analysis !== null) this.#publish(analysis);
  }

  /** The analysis of the files as they lie; null where it failed or something newer was begun, and all is told. */
  async #read(how: 'analyse' | 'again'): Promise<Analysis | null> {
    const inputs = this.#inputs();
    if (inputs.length === 0) {
      this.close();
      return null;
    }
    const totalBytes = inputs.reduce((sum, file) => sum + file.bytes, 0);
    const isAgain = how === 'again';
    const run = this.#begin(
      { kind: 'working', phase: isAgain ? 'comparing' : 'reading', doneBytes: 0, totalBytes: isAgain ? 0 : totalBytes },
      isAgain,
    );
    const expected = await this.#expected();
    if (run !== this.#run) return null;
    const source = this.#sourcePath === null ? null : { root: this.#sourcePath, trimPath: null };
    const options = {
      ...this.#options,
      ...this.#choice,
      source,
      suppressions: expected?.suppressions ?? [],
      suppressionsFile: expected?.file ?? null,
    };
    const result = await this.#session[how]({ inputs, options }, ({ phase, doneBytes }) => {
      if (run === this.#run) this.#tell({ kind: 'working', phase, doneBytes, totalBytes });
    });
    if (run !== this.#run) return null;
    if (result.ok) return result.value;
    const file = result.input === null ? null : (inputs[result.input] ?? null);
    this.#fail(userError(result.error, file?.name ?? null), this.#slotOf(file));
    return null;
  }

  async #show(analysis: Analysis): Promise<void> {
    if (this.#looksSwapped(analysis)) {
      const reasons = analysis.diff.comparison.reasons.join('; ');
      return this.#turnRound(`Put in this order by what is in them: ${reasons}.`);
    }
    this.#publish(analysis);
  }

  #publish(analysis: Analysis): void {
    this.#listener.analysed(analysis, this.#inputs());
    const isHalf = placedFiles(this.#files).length === 1 && analysis.before === null;
    this.#tell({ kind: isHalf ? 'waiting' : 'ready' });
  }

  #inputs(): readonly InputFile[] {
    return [...placedFiles(this.#files), ...this.#files.beside];
  }

  async #turnRound(note: string | null): Promise<void> {
    const { before, between, after, beside } = this.#files;
    this.#setFiles({ before: after, between: [...between].reverse(), after: before, beside, ordered: 'by person' });
    this.#orderNote = note;
    await this.#analyse();
  }

  #slotOf(file: InputFile | null): Slot | null {
    if (file === null) return null;
    if (file === this.#files.before) return 'before';
    return file === this.#files.after ? 'after' : null;
  }

  /** Only an order that we chose is turned round: a person's own is questioned in the health strip instead. */
  #looksSwapped(analysis: Analysis): boolean {
    return this.#files.ordered !== 'by person' && analysis.diff.comparison.swappedSuspected;
  }

  /** What runs is stopped; `keeps` leaves that to the session, which may need what its worker holds. */
  #begin(status: SessionStatus, keeps = false): number {
    if (keeps) this.#run++;
    else this.#stop();
    this.#tell(status);
    return this.#run;
  }

  #fail(error: UserError, slot: Slot | null): void {
    this.#tell({ kind: 'failed', slot, error });
  }

  #stop(): void {
    this.#run++;
    this.#session.cancel();
  }

  #tell(status: SessionStatus): void {
    this.#status = status;
    clearInterval(this.#silence);
    if (status.kind === 'working') this.#watch(status);
    this.#listener.changed();
  }

  /** A worker that hangs, or a drive that stalls, says nothing: then this says so, and the person can cancel. */
  #watch(last: Extract<SessionStatus, { kind: 'working' }>): void {
    const since = Date.now();
    this.#silence = setInterval(() => {
      const seconds = Math.round((Date.now() - since) / 1000);
      this.#status = { ...last, phase: `${last.phase}; nothing heard for ${seconds} s` };
      this.#listener.changed();
    }, SILENCE);
  }
}

/** Whether a file is a snapshot of the comparison, and not something that was laid beside it. */
function isSnapshotIn({ beside }: Analysis): (file: InputFile) => boolean {
  return ({ name, bytes }) => !beside.some((other) => other.name === name && other.bytes === bytes);
}

function orderNote({ before, after, ordered }: Placement): string | null {
  if (before === null || after === null || ordered === 'by person') return null;
  return ordered === 'by name' ? 'Ordered by their names.' : 'Ordered by the times of the files.';
}
