import type { GoroutineDetail } from '../core/diff/diff.ts';
import type { RowIndex } from '../core/model/index-types.ts';
import type { Analysis } from '../core/report/model.ts';
import type { AnalysisOptions, ExportFormat, Outcome, SessionStatus, Slot, UserError } from '../ipc/contract.ts';
import type { AnalysisSession } from '../worker/session.ts';
import { type InputFile, NOTHING_PLACED, type Placement, placeFiles } from './place-files.ts';

/** What a document tells its window. */
export interface DocumentListener {
  changed(): void;
  analysed(analysis: Analysis, files: Placement): void;
}

export const DEFAULT_OPTIONS: AnalysisOptions = { match: 'auto', normalize: 'none', minDelta: 1 };

/**
 * The files of one window and what has become of them. Every change of files or options starts the analysis anew in
 * the session's workers; a running one is stopped first, and what it would still say is not heard.
 */
export class Document {
  readonly #session: AnalysisSession;
  readonly #listener: DocumentListener;
  #files: Placement = NOTHING_PLACED;
  #status: SessionStatus = { kind: 'empty' };
  #options = DEFAULT_OPTIONS;
  #orderNote: string | null = null;
  #sourcePath: string | null = null;
  #run = 0;

  constructor(session: AnalysisSession, listener: DocumentListener) {
    this.#session = session;
    this.#listener = listener;
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

  /** How two files that came at once were put in order, for the person to see and to undo with Swap. */
  get orderNote(): string | null {
    return this.#orderNote;
  }

  async open(files: readonly InputFile[], slot: Slot | null): Promise<void> {
    this.#files = placeFiles(this.#files, files, slot);
    this.#orderNote = orderNote(this.#files);
    await this.#analyse();
  }

  /** One file alone, or before and after as given. */
  async openPair(files: readonly InputFile[]): Promise<void> {
    const [first, second] = files;
    if (first === undefined) return;
    this.#files =
      second === undefined
        ? { before: null, after: first, ordered: 'by person' }
        : { before: first, after: second, ordered: 'by person' };
    this.#orderNote = null;
    await this.#analyse();
  }

  async swap(): Promise<void> {
    this.#files = { before: this.#files.after, after: this.#files.before, ordered: 'by person' };
    this.#orderNote = null;
    await this.#analyse();
  }

  async setOptions(options: AnalysisOptions): Promise<void> {
    this.#options = options;
    await this.#analyse();
  }

  /** Reads culprit lines from the Go source in this folder from now on. */
  async setSource(folder: string): Promise<void> {
    this.#sourcePath = folder;
    await this.#analyse();
  }

  /** Back to the start screen. */
  close(): void {
    this.#stop();
    this.#files = NOTHING_PLACED;
    this.#orderNote = null;
    this.#tell({ kind: 'empty' });
  }

  /** Stops what runs; the files stay chosen. */
  cancel(): void {
    if (this.#status.kind !== 'working') return;
    this.#stop();
    const error = { message: 'The analysis was cancelled.', advice: 'Choose the files again to start it anew.' };
    this.#tell({ kind: 'failed', slot: null, error });
  }

  fail(error: UserError, slot: Slot | null): void {
    this.#stop();
    this.#tell({ kind: 'failed', slot, error });
  }

  goroutines(rows: readonly RowIndex[], limit: number): Promise<readonly GoroutineDetail[]> {
    return this.#session.goroutines(rows, limit);
  }

  async writeReport(path: string, format: ExportFormat): Promise<Outcome<null>> {
    const written = await this.#session.writeReport(path, format);
    return written.ok ? written : { ok: false, error: userError(written.error) };
  }

  dispose(): void {
    this.#stop();
    void this.#session.close();
  }

  async #analyse(): Promise<void> {
    this.#stop();
    const run = this.#run;
    const { before, after } = this.#files;
    const inputs = [before, after].filter((file) => file !== null);
    if (inputs.length === 0) return this.#tell({ kind: 'empty' });
    const totalBytes = inputs.reduce((sum, file) => sum + file.bytes, 0);
    this.#tell({ kind: 'working', phase: 'reading', doneBytes: 0, totalBytes });
    const result = await this.#session.analyse(
      {
        inputs,
        options: { ...this.#options, source: { paths: this.#sourcePath === null ? [] : [this.#sourcePath], trim: [] } },
      },
      ({ phase, doneBytes }) => {
        if (run === this.#run) this.#tell({ kind: 'working', phase, doneBytes, totalBytes });
      },
    );
    if (run !== this.#run) return;
    if (!result.ok) {
      const slot = result.input === null ? null : result.input === 0 && before !== null ? 'before' : 'after';
      return this.#tell({ kind: 'failed', slot, error: userError(result.error) });
    }
    if (this.#looksSwapped(result.value)) {
      this.#files = { before: after, after: before, ordered: 'by person' };
      this.#orderNote = `Put in this order by what is in them: ${result.value.diff.comparison.reasons.join('; ')}.`;
      return this.#analyse();
    }
    this.#listener.analysed(result.value, this.#files);
    this.#tell(inputs.length === 1 && result.value.before === null ? { kind: 'waiting' } : { kind: 'ready' });
  }

  /** Only an order that we chose is turned round: a person's own is questioned in the health strip instead. */
  #looksSwapped(analysis: Analysis): boolean {
    return this.#files.ordered !== 'by person' && analysis.diff.comparison.swappedSuspected;
  }

  #stop(): void {
    this.#run++;
    this.#session.cancel();
  }

  #tell(status: SessionStatus): void {
    this.#status = status;
    this.#listener.changed();
  }
}

function orderNote({ before, after, ordered }: Placement): string | null {
  if (before === null || after === null || ordered === 'by person') return null;
  return ordered === 'by name' ? 'Ordered by their names.' : 'Ordered by the times of the files.';
}

/** The core's sentences have no capital and no full stop, because the command line sets them after a file name. */
function userError({ message, advice }: UserError): UserError {
  return { message: sentence(message), advice: sentence(advice) };
}

function sentence(text: string): string {
  return text === '' ? '' : `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}`;
}
