import type { DecodeResult } from './decode-result.ts';

/** A step on the way from bytes to a snapshot. Chunks may be reused by the caller after `push`. */
export interface Stage {
  push(chunk: Uint8Array): void;
  /** Nothing that follows can change the result. */
  readonly settled: boolean;
  finish(): DecodeResult;
}
