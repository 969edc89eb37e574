import type { Worker } from 'node:worker_threads';
import type { GoroutineDetail } from '../core/diff/diff.ts';
import type { FlameTrie } from '../core/flame/trie.ts';
import type { RowIndex } from '../core/model/index-types.ts';
import type { ReportFormat } from '../core/report/choices.ts';
import type { Analysis } from '../core/report/model.ts';
import { decodeAll, decoderIn, MOST_DECODERS, PARALLEL_FROM } from './decode-all.ts';
import type { TreeChoice } from './grow-tree.ts';
import { inputBytes } from './input.ts';
import {
  type AnalysisOptions,
  type AnalysisRequest,
  DEFAULT_OPTIONS,
  failed,
  type OnProgress,
  type Outcome,
} from './protocol.ts';
import { transferables } from './transferables.ts';
import { CANCELLED, WorkerClient } from './worker-client.ts';
import type { ReportOptions } from './write-report.ts';

export interface SessionOptions {
  /** Starts a thread that runs worker.ts. */
  readonly spawn: () => Worker;
  /** Path of the built viewer page that HTML reports are made of. */
  readonly page: string;
}

/**
 * The analysis off the host's thread. Large inputs are decoded side by side; one worker compares,
 * keeps the result for questions about goroutines, and writes the reports. Cancelling ends the threads at once.
 */
export class AnalysisSession {
  readonly #options: SessionOptions;
  #keeper: WorkerClient | null = null;
  #decoders: WorkerClient[] = [];
  /** Of which files the keeper holds an analysis. */
  #kept: string | null = null;
  /** Counts up with every analysis and every cancel: an analysis that is not the newest has nothing more to say. */
  #run = 0;

  constructor(options: SessionOptions) {
    this.#options = options;
  }

  /** Starts the worker ahead, so that the first analysis does not wait for it to load. */
  prepare(): void {
    this.#keep();
  }

  /** One result or one error; a later call makes an earlier one answer as cancelled. */
  async analyse(
    request: { readonly inputs: AnalysisRequest['inputs']; readonly options?: Partial<AnalysisOptions> },
    onProgress: OnProgress = () => {},
  ): Promise<Outcome<Analysis>> {
    this.cancel();
    this.#kept = null;
    const outcome = await this.#read(request, onProgress);
    if (outcome.ok) this.#kept = pathsOf(request.inputs);
    return outcome;
  }

  async #read(
    request: { readonly inputs: AnalysisRequest['inputs']; readonly options?: Partial<AnalysisOptions> },
    onProgress: OnProgress,
  ): Promise<Outcome<Analysis>> {
    const run = this.#run;
    const { inputs } = request;
    const options = { ...DEFAULT_OPTIONS, ...request.options };
    const total = await inputBytes(inputs);
    if (run !== this.#run) return CANCELLED;
    const keeper = this.#keep();
    if (inputs.length < 2 || total < PARALLEL_FROM) {
      return analysisOf(await keeper.ask({ kind: 'analyse', request: { inputs, options } }, 'analysis', onProgress));
    }
    this.#decoders = inputs.slice(0, MOST_DECODERS).map(() => new WorkerClient(this.#options.spawn()));
    const decoders = this.#decoders.map((worker) => decoderIn(worker, options));
    const decoded = await decodeAll(decoders, inputs, total, onProgress);
    if (!decoded.ok) return decoded;
    if (run !== this.#run) return CANCELLED;
    onProgress({ phase: 'comparing', doneBytes: total, totalBytes: total });
    const order = { kind: 'compare', inputs: decoded.value, options } as const;
    return analysisOf(await keeper.ask(order, 'analysis', onProgress, transferables(decoded.value)));
  }

  /**
   * Compares what was analysed last once more, with other options: nothing is read again but where the worker that
   * kept it is gone. Options of reading (which dump, hashing) do not change.
   */
  async again(
    request: { readonly inputs: AnalysisRequest['inputs']; readonly options?: Partial<AnalysisOptions> },
    onProgress: OnProgress = () => {},
  ): Promise<Outcome<Analysis>> {
    const keeper = this.#keeper;
    const isKept = keeper?.alive && this.#kept === pathsOf(request.inputs);
    if (!isKept) return this.analyse(request, onProgress);
    this.#run++;
    // An answer that is still being worked on would have to be waited for: then the files are read again.
    this.#kept = null;
    onProgress({ phase: 'comparing', doneBytes: 0, totalBytes: 0 });
    const options = { ...DEFAULT_OPTIONS, ...request.options };
    const outcome = analysisOf(await keeper.ask({ kind: 'again', options }, 'analysis', onProgress));
    if (keeper.alive && keeper === this.#keeper) this.#kept = pathsOf(request.inputs);
    return outcome;
  }

  /** Up to `limit` goroutines of these rows, survivors first; none where nothing has been analysed. */
  async goroutines(rows: readonly RowIndex[], limit: number): Promise<readonly GoroutineDetail[]> {
    const outcome = await this.#keeper?.ask({ kind: 'goroutines', rows, limit }, 'goroutines');
    return outcome?.ok ? outcome.value.goroutines : [];
  }

  /** The flame tree of what was analysed last. */
  async growTree(choice: TreeChoice): Promise<Outcome<FlameTrie>> {
    const outcome = await this.#keeper?.ask({ kind: 'tree', choice }, 'tree');
    if (outcome === undefined) return failed('usage', 'nothing has been analysed', 'open two snapshots first');
    return outcome.ok ? { ok: true, value: outcome.value.tree } : outcome;
  }

  /** Writes the report whole or not at all. */
  async writeReport(path: string, format: ReportFormat, options: Partial<ReportOptions> = {}): Promise<Outcome<null>> {
    if (this.#keeper === null) return failed('usage', 'nothing has been analysed', 'open two snapshots first');
    const report = { path, format, page: this.#options.page, options };
    const outcome = await this.#keeper.ask({ kind: 'report', report }, 'written');
    return outcome.ok ? { ok: true, value: null } : outcome;
  }

  /** Ends a running analysis; its promise answers "cancelled". A finished one is kept. */
  cancel(): void {
    this.#run++;
    for (const decoder of this.#decoders) void decoder.stop();
    this.#decoders = [];
    if (this.#keeper?.busy) {
      void this.#keeper.stop();
      this.#keeper = null;
    }
  }

  async close(): Promise<void> {
    const workers = [...this.#decoders, ...(this.#keeper === null ? [] : [this.#keeper])];
    this.#decoders = [];
    this.#keeper = null;
    await Promise.all(workers.map((worker) => worker.stop()));
  }

  #keep(): WorkerClient {
    if (!this.#keeper?.alive) this.#keeper = new WorkerClient(this.#options.spawn());
    return this.#keeper;
  }
}

function pathsOf(inputs: AnalysisRequest['inputs']): string {
  return inputs.map(({ path }) => path).join('\0');
}

function analysisOf(outcome: Outcome<{ readonly analysis: Analysis }>): Outcome<Analysis> {
  return outcome.ok ? { ok: true, value: outcome.value.analysis } : outcome;
}
