import { Worker } from 'node:worker_threads';
import type { Analysis } from '../core/report/model.ts';
import { type Analysed, analyse, compare } from '../worker/analyse.ts';
import { decodeAll, decoderHere, decoderIn, MOST_DECODERS, PARALLEL_FROM } from '../worker/decode-all.ts';
import { type Input, inputBytes } from '../worker/input.ts';
import { type AnalysisOptions, DEFAULT_OPTIONS, type OnProgress, type Outcome } from '../worker/protocol.ts';
import { WorkerClient } from '../worker/worker-client.ts';
import { workerPath } from './built-files.ts';
import { progressLine } from './terminal.ts';

/** Decodes large inputs side by side, in this thread and others, small ones in this one alone; compares in this one. */
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
  const others = inputs.slice(1, MOST_DECODERS).map(() => new WorkerClient(new Worker(workerPath())));
  const decoders = [...others.map((worker) => decoderIn(worker, options)), decoderHere(options)];
  const decoded = await decodeAll(decoders, inputs, totalBytes, onProgress);
  if (!decoded.ok) return decoded;
  onProgress({ phase: 'comparing', doneBytes: totalBytes, totalBytes });
  return compare(decoded.value, options);
}
