import type { DecodeError } from '../model/decode-error.ts';
import type { Layer, Snapshot } from '../model/snapshot.ts';
import type { Warning } from '../model/warning.ts';
import type { InflaterFactory } from './inflater.ts';

export interface DecodeOptions {
  /** Which dump of a file that holds several, numbers from 1. Default: the last complete one. */
  readonly dump?: DumpChoice;
  /** Keep the runtime's own goroutines, flagged SampleFlag.System. Default: left out, with a warning. */
  readonly keepSystem?: boolean;
  /** Scan text with the WebAssembly kernel where the host has it (default), or with TypeScript alone: the same result. */
  readonly kernel?: boolean;
  /** What undoes gzip. Default: pako. */
  readonly inflater?: InflaterFactory;
}

export type DumpChoice = 'last-complete' | 'first' | 'last' | number;

/** A snapshot, or (delta and merged profiles) a comparison by itself. */
export type Decoded =
  | { readonly kind: 'snapshot'; readonly snapshot: Snapshot }
  | { readonly kind: 'pair'; readonly before: Snapshot; readonly after: Snapshot };

export type DecodeResult =
  | { readonly ok: true; readonly decoded: Decoded }
  | { readonly ok: false; readonly error: DecodeError };

/** Takes the bytes of a file in chunks of any size; the result does not depend on where they are cut. */
export interface Decoder {
  /** The chunk may be reused by the caller as soon as this returns. */
  push(chunk: Uint8Array): void;
  /** True as soon as nothing that follows can change the result: a host may stop reading. */
  readonly settled: boolean;
  finish(): DecodeResult;
}

/** What the layers around a dump have told by its end. */
export interface LayerReport {
  /** Outermost first. */
  readonly layers: readonly Layer[];
  /** A layer ended before its time (a cut gzip stream): counts are lower bounds. */
  readonly truncated: boolean;
  readonly warnings: readonly Warning[];
}

export function failure(
  kind: DecodeError['kind'],
  message: string,
  advice: string,
  line: number | null = null,
  offset: number | null = null,
): { readonly ok: false; readonly error: DecodeError } {
  return { ok: false, error: { kind, message, advice, line, offset } };
}
