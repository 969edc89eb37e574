import {
  Z_BUF_ERROR,
  Z_NO_FLUSH,
  Z_OK,
  Z_STREAM_END,
  ZStream,
  zlibInflate,
  zlibInflateInit2,
  zlibInflateReset,
} from 'pako';
import { crc32 } from './crc32.ts';
import { GzipInflater } from './gzip-inflater.ts';
import type { Inflater, RawInflate, RawInflateStep } from './inflater.ts';

/** Window of 32 KiB, and no frame: what zlib means by a negative number of bits. */
const RAW = -15;

class PakoRawInflate implements RawInflate {
  readonly #stream = new ZStream();

  constructor() {
    zlibInflateInit2(this.#stream, RAW);
  }

  reset(): void {
    zlibInflateReset(this.#stream);
  }

  step(input: Uint8Array, from: number, output: Uint8Array<ArrayBuffer>, to: number): RawInflateStep {
    const stream = this.#stream;
    stream.input = input;
    stream.next_in = from;
    stream.avail_in = input.length - from;
    stream.output = output;
    stream.next_out = to;
    stream.avail_out = output.length - to;
    const result = zlibInflate(stream, Z_NO_FLUSH);
    const status = result === Z_STREAM_END ? 'end' : result === Z_OK || result === Z_BUF_ERROR ? 'more' : 'damaged';
    return { status, consumed: stream.next_in - from, produced: stream.next_out - to };
  }

  crc32(bytes: Uint8Array, crc: number): number {
    return crc32(bytes, crc);
  }
}

/** Undoes gzip with pako: the inflater that works in every host. */
export function pakoInflater(sink: (chunk: Uint8Array) => void): Inflater {
  return new GzipInflater(new PakoRawInflate(), sink);
}
