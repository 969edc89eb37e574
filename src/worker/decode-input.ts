import { createDecoder } from '../core/decode/decode.ts';
import type { Decoded, DecodeResult, DumpChoice } from '../core/decode/decode-result.ts';
import type { CountSeries } from '../core/diff/count-series.ts';
import type { DecodeErrorKind } from '../core/model/decode-error.ts';
import type { FileFacts } from '../core/report/analysis.ts';
import { zlibInflater } from '../node/inflate-zlib.ts';
import { readInput } from '../node/read-input.ts';
import type { Input } from './input.ts';
import { readCounts } from './read-counts.ts';

/** What an input turned out to hold: a snapshot or two, or goroutine counts over time. */
export type Content = Decoded | { readonly kind: 'counts'; readonly counts: readonly CountSeries[] };

export interface DecodedInput {
  readonly file: FileFacts;
  readonly decoded: Content;
}

/** Why an input gives no snapshot, as two clauses without a full stop. */
export interface InputError {
  readonly kind: DecodeErrorKind | 'unreadable';
  readonly message: string;
  readonly advice: string;
}

export type DecodeInputResult =
  | { readonly ok: true; readonly value: DecodedInput }
  | { readonly ok: false; readonly error: InputError };

export interface DecodeInputOptions {
  readonly dump: DumpChoice;
  readonly hash: boolean;
  readonly signal?: AbortSignal;
}

/**
 * Reads and decodes one input in the calling thread, without ever holding it whole. The event loop runs between its
 * chunks. `onProgress` gets the bytes read so far.
 */
export async function decodeInput(
  input: Input,
  { dump, hash, signal }: DecodeInputOptions,
  onProgress: (bytes: number) => void = () => {},
): Promise<DecodeInputResult> {
  const decoder = createDecoder({ dump, inflater: zlibInflater });
  let early: DecodeResult | null = null;
  const read = await readInput(
    input.path,
    (chunk) => {
      if (early !== null) return true;
      decoder.push(chunk);
      if (decoder.settled) early = decoder.finish();
      // What cannot be read any more is not read on; a snapshot that is ready still has a size and a hash to come.
      return early === null || early.ok;
    },
    { hash, onProgress, ...(signal && { signal }) },
  );
  if (!read.ok) {
    const { kind, message, advice } = read.error;
    return { ok: false, error: { kind: kind === 'cancelled' ? kind : 'unreadable', message, advice } };
  }
  const result = early ?? decoder.finish();
  if (result.ok) return { ok: true, value: { file: read.facts, decoded: result.decoded } };
  const counts = result.error.kind === 'unrecognized' ? await readCounts(input.path) : null;
  return counts === null ? result : { ok: true, value: { file: read.facts, decoded: { kind: 'counts', counts } } };
}
