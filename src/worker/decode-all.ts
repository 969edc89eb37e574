import type { DecodedInput } from './decode-input.ts';
import type { AnalysisRequest, OnProgress, Outcome } from './protocol.ts';
import { type AnswerOf, CANCELLED, type WorkerClient } from './worker-client.ts';

/** Below this many bytes in all, threads for decoding cost more time than they save. */
export const PARALLEL_FROM = 8 * 1024 * 1024;

/** A long series is decoded by so many threads at a time. */
export const MOST_WORKERS = 4;

/** Decodes inputs side by side, as many at a time as there are workers, and ends the workers. */
export async function decodeAll(
  workers: readonly WorkerClient[],
  { inputs, options }: AnalysisRequest,
  totalBytes: number,
  onProgress: OnProgress,
): Promise<Outcome<DecodedInput[]>> {
  const done = inputs.map(() => 0);
  const results: Outcome<AnswerOf<'decoded'>>[] = inputs.map(() => CANCELLED);
  const waiting = inputs.entries();
  const work = async (worker: WorkerClient) => {
    for (const [i, input] of waiting) {
      const order = { kind: 'decode', input, dump: options.dump, hash: options.hash } as const;
      results[i] = await worker.ask(order, 'decoded', ({ doneBytes }) => {
        done[i] = doneBytes;
        onProgress({ phase: 'reading', doneBytes: done.reduce((sum, n) => sum + n, 0), totalBytes });
      });
    }
    void worker.stop();
  };
  await Promise.all(workers.map(work));
  const decoded: DecodedInput[] = [];
  for (const [i, result] of results.entries()) {
    if (!result.ok) return { ...result, input: result.error.kind === 'cancelled' ? null : i };
    decoded.push(result.value.input);
  }
  return { ok: true, value: decoded };
}
