import { Worker } from 'node:worker_threads';
import type { Analysis } from '../core/report/model.ts';
import { compare } from '../worker/analyse.ts';
import {
  decodeAll,
  decoderHere,
  decoderIn,
  type InputDecoder,
  MOST_DECODERS,
  PARALLEL_FROM,
} from '../worker/decode-all.ts';
import { type Input, inputBytes } from '../worker/input.ts';
import { type AnalysisOptions, DEFAULT_OPTIONS, type Outcome } from '../worker/protocol.ts';
import { WorkerClient } from '../worker/worker-client.ts';
import { workerPath } from './built-files.ts';
import { keepNewSpaceSmall } from './small-heap.ts';
import { progressLine } from './terminal.ts';

/** Decodes large inputs side by side, in this thread and others, small ones in this one alone; compares in this one. */
export async function runAnalysis(
  paths: readonly string[],
  changed: Partial<AnalysisOptions>,
): Promise<Outcome<Analysis>> {
  const inputs = paths.map((path) => ({ path }));
  const options = { ...DEFAULT_OPTIONS, ...changed };
  const { show, clear } = progressLine();
  try {
    const total = paths.includes('-') ? 0 : await inputBytes(inputs);
    const decoders = total < PARALLEL_FROM ? [decoderHere(options)] : manyDecoders(inputs, options);
    // Nothing here holds on to what was decoded: see `compare`.
    const outcome = await decodeAll(decoders, inputs, total, show).then((decoded) => {
      if (!decoded.ok) return decoded;
      show({ phase: 'comparing', doneBytes: total, totalBytes: total });
      return compare(decoded.value, options);
    });
    return outcome.ok ? { ok: true, value: outcome.value.analysis } : outcome;
  } finally {
    clear();
  }
}

function manyDecoders(inputs: readonly Input[], options: AnalysisOptions): InputDecoder[] {
  const others = inputs.slice(1, MOST_DECODERS).map(() => decoderIn(new WorkerClient(startWorker()), options));
  return [...others, decoderHere(options)];
}

function startWorker(): Worker {
  return new Worker(workerPath()).once('online', keepNewSpaceSmall);
}
