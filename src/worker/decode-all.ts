import type { DecodedInput } from './decode-input.ts';
import type { AnalysisRequest, OnProgress, Outcome } from './protocol.ts';
import { CANCELLED, type WorkerClient } from './worker-client.ts';

/** Below this many bytes in all, threads for decoding cost more time than they save. */
export const PARALLEL_FROM = 8 * 1024 * 1024;

/** Decodes inputs side by side, the one at each position in the worker there, and ends the workers. */
export async function decodeAll(
  workers: readonly WorkerClient[],
  { inputs, options }: AnalysisRequest,
  totalBytes: number,
  onProgress: OnProgress,
): Promise<Outcome<DecodedInput[]>> {
  const done = inputs.map(() => 0);
  const results = await Promise.all(
    inputs.map(async (input, i) => {
      const order = { kind: 'decode', input, dump: options.dump, hash: options.hash } as const;
      const result = await workers[i]?.ask(order, 'decoded', ({ doneBytes }) => {
        done[i] = doneBytes;
        onProgress({ phase: 'reading', doneBytes: done.reduce((sum, n) => sum + n, 0), totalBytes });
      });
      void workers[i]?.stop();
      return result ?? CANCELLED;
    }),
  );
  const decoded: DecodedInput[] = [];
  for (const [i, result] of results.entries()) {
    if (!result.ok) return { ...result, input: result.error.kind === 'cancelled' ? null : i };
    decoded.push(result.value.input);
  }
  return { ok: true, value: decoded };
}
