/** How a gzip stream ended. What was given to the sink before stays valid in all three cases. */
export interface InflateEnd {
  /** truncated: it ends before its time. damaged: its bytes or a checksum are wrong. */
  readonly status: 'complete' | 'truncated' | 'damaged';
  /** What is wrong, as a clause without a full stop; "" where nothing is. */
  readonly message: string;
  /** Byte of the compressed stream at which the member begins that is not whole; null where all are. */
  readonly offset: number | null;
  /** Members begun: `cat a.gz b.gz` has two. */
  readonly members: number;
  /** Bytes after the last member that are no gzip; they are ignored. */
  readonly trailing: number;
}

/** Undoes gzip (RFC 1952), with any number of members. Takes chunks of any size, gives chunks to its sink. */
export interface Inflater {
  /** The chunk may be reused by the caller as soon as this returns. */
  push(chunk: Uint8Array): void;
  finish(): InflateEnd;
}

/** The sink must not keep the chunk: the next one may be written over it. */
export type InflaterFactory = (sink: (chunk: Uint8Array) => void) => Inflater;

/** What one step of `RawInflate` did. damaged: the bytes are no DEFLATE data; what the step wrote is not to be used. */
export interface RawInflateStep {
  readonly status: 'more' | 'end' | 'damaged';
  readonly consumed: number;
  readonly produced: number;
}

/** Undoes DEFLATE (RFC 1951) without any frame, one stream at a time. */
export interface RawInflate {
  /** Reads from `input` at `from`, writes into `output` at `to`, until one of them is at its end or the stream is. */
  step(input: Uint8Array, from: number, output: Uint8Array<ArrayBuffer>, to: number): RawInflateStep;
  /** Begins the next stream. */
  reset(): void;
  /** CRC-32 of `bytes`, continuing from `crc` (0 at the start). */
  crc32(bytes: Uint8Array, crc: number): number;
}
