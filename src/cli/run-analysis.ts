import { Worker } from 'node:worker_threads';
import type { Analysis } from '../core/report/model.ts';
import { type Analysed, analyse, compare } from '../worker/analyse.ts';
import { decodeAll, MOST_WORKERS, PARALLEL_FROM } from '../worker/decode-all.ts';
import { type Input, inputBytes } from '../worker/input.ts';
import { type AnalysisOptions, DEFAULT_OPTIONS, type OnProgress, type Outcome } from '../worker/protocol.ts';
import { WorkerClient } from '../worker/worker-client.ts';
import { workerPath } from './built-files.ts';
import { progressLine } from './terminal.ts';

/** Decodes large inputs side by side in threads of their own, small ones in this thread; compares in this one. */
export async function runAnalysis(
  paths: readonly string[],
  changed: Partial<AnalysisOptions>,
): Promise<Outcome<Analysis>> {
  const inputs = paths.map((path) => ({ path }));
  const options = { ...DEFAULT_OPTIONS, ...changed };
  const progress = progressLine();
  try {
    const total = paths.includes('-') ? 0 : await inputBytes(inputs);
    const outcome =
      inputs.length < 2 || total < PARALLEL_FROM
        ? await analyse({ inputs, options }, progress.show)
        : await inThreads(inputs, options, total, progress.show);
    return outcome.ok ? { ok: true, value: outcome.value.analysis } : outcome;
  } finally {
    progress.clear();
  }
}

async function inThreads(
  inputs: readonly Input[],
  options: AnalysisOptions,
  totalBytes: number,
  onProgress: OnProgress,
): Promise<Outcome<Analysed>> {
  const workers = inputs.slice(0, MOST_WORKERS).map(() => new WorkerClient(new Worker(workerPath())));
  const decoded = await decodeAll(workers, { inputs, options }, totalBytes, onProgress);
  if (!decoded.ok) return decoded;
  onProgress({ phase: 'comparing', doneBytes: totalBytes, totalBytes });
  return compare(decoded.value, options);
}
