import { type DecodedInput, decodeInput } from './decode-input.ts';
import type { Input } from './input.ts';
import { type AnalysisOptions, type AnalysisRequest, failed, type OnProgress, type Outcome } from './protocol.ts';
import { CANCELLED, type WorkerClient } from './worker-client.ts';

/** Below this many bytes in all, threads for decoding cost more time than they save. */
export const PARALLEL_FROM = 8 * 1024 * 1024;

/** A long series is decoded by so many threads at a time. */
export const MOST_DECODERS = 4;

/** Decodes one input after the other. */
export interface InputDecoder {
  decode(input: Input, onBytes: (bytes: number) => void): Promise<Outcome<DecodedInput>>;
  /** Nothing more is to be decoded. */
  end(): void;
}

type DecodeChoice = Pick<AnalysisOptions, 'dump' | 'hash'>;

/** Decodes in another thread, which ends with it. */
export function decoderIn(worker: WorkerClient, { dump, hash }: DecodeChoice): InputDecoder {
  return {
    async decode(input, onBytes) {
      const order = { kind: 'decode', input, dump, hash } as const;
      const outcome = await worker.ask(order, 'decoded', ({ doneBytes }) => onBytes(doneBytes));
      return outcome.ok ? { ok: true, value: outcome.value.input } : outcome;
    },
    end: () => void worker.stop(),
  };
}

/** Decodes in the calling thread. */
export function decoderHere({ dump, hash }: DecodeChoice): InputDecoder {
  return {
    async decode(input, onBytes) {
      const result = await decodeInput(input, { dump, hash }, onBytes);
      return result.ok ? result : failed(result.error.kind, result.error.message, result.error.advice);
    },
    end: () => {},
  };
}

/**
 * Decodes inputs side by side, as many at a time as there are decoders, and ends these. No more are begun after one
 * that fails.
 */
export async function decodeAll(
  decoders: readonly InputDecoder[],
  inputs: AnalysisRequest['inputs'],
  totalBytes: number,
  onProgress: OnProgress,
): Promise<Outcome<DecodedInput[]>> {
  const done = inputs.map(() => 0);
  const results: Outcome<DecodedInput>[] = inputs.map(() => CANCELLED);
  const waiting = inputs.entries();
  const work = async (decoder: InputDecoder) => {
    for (const [i, input] of waiting) {
      const result = await decoder.decode(input, (bytes) => {
        done[i] = bytes;
        onProgress({ phase: 'reading', doneBytes: done.reduce((sum, n) => sum + n, 0), totalBytes });
      });
      results[i] = result;
      if (!result.ok) break;
    }
    decoder.end();
  };
  await Promise.all(decoders.map(work));
  const decoded: DecodedInput[] = [];
  for (const [i, result] of results.entries()) {
    if (!result.ok) return { ...result, input: result.error.kind === 'cancelled' ? null : i };
    decoded.push(result.value);
  }
  return { ok: true, value: decoded };
}
