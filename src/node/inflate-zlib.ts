import * as zlib from 'node:zlib';
import { crc32 } from '../core/decode/crc32.ts';
import { GzipInflater } from '../core/decode/gzip-inflater.ts';
import type { Inflater, RawInflate, RawInflateStep } from '../core/decode/inflater.ts';
import { pakoInflater } from '../core/decode/pako-inflater.ts';

/** The binding under a zlib stream, as Node has had it since 11. Its streams only work asynchronously; this does not. */
interface ZlibHandle {
  onerror: (message: string, errno: number, code: string) => void;
  writeSync(
    flush: number,
    input: Uint8Array,
    inputAt: number,
    inputLength: number,
    output: Uint8Array,
    outputAt: number,
    outputLength: number,
  ): void;
  reset(): void;
}

class ZlibRawInflate implements RawInflate {
  readonly #handle: ZlibHandle;
  /** After each write: bytes left of the output, bytes left of the input. */
  readonly #left: Uint32Array;
  #damaged = false;

  constructor(handle: ZlibHandle, left: Uint32Array) {
    this.#handle = handle;
    this.#left = left;
    handle.onerror = () => {
      this.#damaged = true;
    };
  }

  reset(): void {
    this.#damaged = false;
    this.#handle.reset();
  }

  step(input: Uint8Array, from: number, output: Uint8Array<ArrayBuffer>, to: number): RawInflateStep {
    const available = input.length - from;
    const room = output.length - to;
    this.#handle.writeSync(zlib.constants.Z_NO_FLUSH, input, from, available, output, to, room);
    if (this.#damaged) return { status: 'damaged', consumed: 0, produced: 0 };
    const [roomLeft = 0, inputLeft = 0] = this.#left;
    // With both input and room left there is only one reason to stop.
    const status = roomLeft > 0 && inputLeft > 0 ? 'end' : 'more';
    return { status, consumed: available - inputLeft, produced: room - roomLeft };
  }

  crc32(bytes: Uint8Array, crc: number): number {
    return nativeCrc32(bytes, crc);
  }
}

/** Node 20.15 and 22.2 brought it. */
const nativeCrc32: (bytes: Uint8Array, crc: number) => number = 'crc32' in zlib ? zlib.crc32 : crc32;

/** Undoes gzip with node:zlib, three times as fast as pako, which stands in where this Node's binding is another one. */
export function zlibInflater(sink: (chunk: Uint8Array) => void): Inflater {
  const stream: object = zlib.createInflateRaw();
  const handle: unknown = Reflect.get(stream, '_handle');
  const left: unknown = Reflect.get(stream, '_writeState');
  if (!isHandle(handle) || !(left instanceof Uint32Array)) return pakoInflater(sink);
  return new GzipInflater(new ZlibRawInflate(handle, left), sink);
}

function isHandle(value: unknown): value is ZlibHandle {
  return typeof value === 'object' && value !== null && 'writeSync' in value && 'reset' in value && 'onerror' in value;
}
