const PRIME_A = 0x85ebca6b;
const PRIME_B = 0x9e3779b1;
/** For the second word of a step in lane a, and the first one in lane b. */
const PRIME_C = 0xc2b2ae35;
const PRIME_D = 0x27d4eb2f;

/** Set where a byte of the word is a newline (and perhaps above it, never below). */
function newlineBits(word: number): number {
  const x = word ^ 0x0a0a0a0a;
  return (x - 0x01010101) & ~x & 0x80808080;
}

/** The same for "(", of which the highest may be wrong. */
function parenBits(word: number): number {
  const x = word ^ 0x28282828;
  return (x - 0x01010101) & ~x & 0x80808080;
}

/** How many bytes of a little-endian word come before the lowest set marker bit. */
function bytesBefore(bits: number): number {
  return (31 - Math.clz32(bits & -bits)) >> 3;
}

/**
 * A 64-bit hash in two lanes of 32 bits, eight bytes a step: only the first of two products waits for the step before.
 * Each lane takes every word in, in another way, and mixes high bits down, so that goroutines are told apart as well as
 * 64 bits can. Not for use against an adversary: who forges a collision miscounts only the file that he forged.
 */
export class LaneHash {
  a = 0;
  b = 0;

  reset(): void {
    this.a = 0x2f0b4f27;
    this.b = 0x61c88647;
  }

  /** Mixes one 32-bit number in. */
  word(word: number): void {
    const a = Math.imul(this.a ^ word, PRIME_A);
    this.a = a ^ (a >>> 15);
    const b = Math.imul(((this.b << 13) | (this.b >>> 19)) + word, PRIME_B);
    this.b = b ^ (b >>> 16);
  }

  /** Mixes bytes[from, to) in, and their number. Reads, but does not use, up to 4 bytes after `to`. */
  range(view: DataView, from: number, to: number): void {
    let i = from;
    for (; i + 8 <= to; i += 8) this.#pair(view.getInt32(i, true), view.getInt32(i + 4, true));
    if (i + 4 <= to) {
      this.word(view.getInt32(i, true));
      i += 4;
    }
    this.#end(view.getInt32(i, true), to - i, to - from);
  }

  /**
   * The same for bytes from `from` up to the next newline, whose offset it gives. There must be one, and 7 bytes
   * behind it.
   */
  line(view: DataView, from: number): number {
    for (let i = from; ; i += 8) {
      const low = view.getInt32(i, true);
      const high = view.getInt32(i + 4, true);
      const lowBits = newlineBits(low);
      const highBits = newlineBits(high);
      if (lowBits !== 0) {
        const left = bytesBefore(lowBits);
        this.#end(low, left, i + left - from);
        return i + left;
      }
      if (highBits !== 0) {
        const left = bytesBefore(highBits);
        this.word(low);
        this.#end(high, left, i + 4 + left - from);
        return i + 4 + left;
      }
      this.#pair(low, high);
    }
  }

  /** Mixes two words in. */
  #pair(low: number, high: number): void {
    const a = (Math.imul(this.a ^ low, PRIME_A) + Math.imul(high, PRIME_C)) | 0;
    this.a = a ^ (a >>> 15);
    const b = (Math.imul(((this.b << 13) | (this.b >>> 19)) + high, PRIME_B) + Math.imul(low, PRIME_D)) | 0;
    this.b = b ^ (b >>> 16);
  }

  /** Mixes the last `left` bytes in, fewer than four, and the length of the whole. */
  #end(word: number, left: number, length: number): void {
    this.word((word & ~(-1 << (left << 3))) | (length << 24));
  }
}

/** Offset of the first newline at or after `from`. There must be one, and 7 bytes behind it. */
export function newlineAfter(view: DataView, from: number): number {
  let i = from;
  // Two words a step: the test of both at once is nearly as fast as that of one.
  for (;;) {
    const low = newlineBits(view.getInt32(i, true));
    const high = newlineBits(view.getInt32(i + 4, true));
    if ((low | high) !== 0) return low !== 0 ? i + bytesBefore(low) : i + 4 + bytesBefore(high);
    i += 8;
  }
}

/** Offset of the last "(" in bytes[from, to), or −1. */
export function lastParen(view: DataView, from: number, to: number): number {
  let i = to - 4;
  while (i >= from && parenBits(view.getInt32(i, true)) === 0) i -= 4;
  for (let j = Math.min(i + 3, to - 1); j >= from; j--) {
    if (view.getUint8(j) === 0x28) return j;
  }
  return -1;
}
