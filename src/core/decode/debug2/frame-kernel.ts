import type { WindowMemory } from '../text/window.ts';
import { FRAME_KERNEL } from './frame-kernel-binary.ts';
import type { LaneHash } from './lane-hash.ts';

interface KernelExports {
  readonly memory: WebAssembly.Memory;
  frames(from: number, limit: number): number;
}

/** Where the text begins in the kernel's memory; before it lie lane a, lane b and the number of lines. */
const TEXT = 64;
const PAGE = 1 << 16;

let compiled: WebAssembly.Module | null | undefined;

/** The module, compiled once; null where the host has no WebAssembly or no SIMD. */
function compile(): WebAssembly.Module | null {
  if (compiled === undefined) {
    const bytes = fromBase64(FRAME_KERNEL);
    compiled = typeof WebAssembly === 'object' && WebAssembly.validate(bytes) ? new WebAssembly.Module(bytes) : null;
  }
  return compiled;
}

/**
 * The window's memory together with a loop over the frames in it, in WebAssembly. It mixes the same hash as
 * RecordWalker does by itself, only faster.
 */
export class FrameKernel implements WindowMemory {
  readonly #exports: KernelExports;
  #state = new Int32Array(0);
  bytes = new Uint8Array(0);
  view = new DataView(new ArrayBuffer(0));
  /** Lines that the last `run` read. */
  lines = 0;

  private constructor(module: WebAssembly.Module) {
    this.#exports = new WebAssembly.Instance<KernelExports>(module).exports;
  }

  /** Null where there is none; everything works without. */
  static create(): FrameKernel | null {
    const module = compile();
    return module === null ? null : new FrameKernel(module);
  }

  resize(size: number): void {
    const { memory } = this.#exports;
    const missing = Math.ceil((TEXT + size - memory.buffer.byteLength) / PAGE);
    if (missing > 0) memory.grow(missing);
    this.#state = new Int32Array(memory.buffer, 0, 3);
    this.bytes = new Uint8Array(memory.buffer, TEXT, size);
    this.view = new DataView(memory.buffer, TEXT, size);
  }

  /** Reads frames from `from` on, mixes them into `hash`, and gives the offset of the first line that is not plain. */
  run(hash: LaneHash, from: number, limit: number): number {
    const state = this.#state;
    state[0] = hash.a;
    state[1] = hash.b;
    const end = this.#exports.frames(from + TEXT, limit + TEXT) - TEXT;
    hash.a = state[0] ?? 0;
    hash.b = state[1] ?? 0;
    this.lines = state[2] ?? 0;
    return end;
  }
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

function fromBase64(text: string): Uint8Array {
  const digits = text.replace(/=+$/, '');
  const bytes = new Uint8Array((digits.length * 3) >> 2);
  let bits = 0;
  for (let i = 0, at = 0; i < digits.length; i++) {
    bits = (bits << 6) | ALPHABET.indexOf(digits.charAt(i));
    if (i % 4 !== 0) bytes[at++] = bits >> (6 - 2 * (i % 4));
  }
  return bytes;
}
