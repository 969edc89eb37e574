const PRIME_A = 0x85ebca6b;
const PRIME_B = 0x9e3779b1;

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
 * A 64-bit hash in two lanes of 32 bits, four bytes a step. Each step is a bijection of the lane, and both lanes mix
 * high bits down, so that goroutines are told apart as well as 64 bits can. Not for use against an adversary: who
 * forges a collision miscounts only the file that he forged.
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
    let a = this.a;
    let b = this.b;
    let i = from;
    for (; i + 4 <= to; i += 4) {
      const word = view.getInt32(i, true);
      a = Math.imul(a ^ word, PRIME_A);
      a ^= a >>> 15;
      b = Math.imul(((b << 13) | (b >>> 19)) + word, PRIME_B);
      b ^= b >>> 16;
    }
    const rest = (view.getInt32(i, true) & ~(-1 << ((to - i) << 3))) | ((to - from) << 24);
    a = Math.imul(a ^ rest, PRIME_A);
    this.a = a ^ (a >>> 15);
    b = Math.imul(((b << 13) | (b >>> 19)) + rest, PRIME_B);
    this.b = b ^ (b >>> 16);
  }

  /** The same for bytes from `from` up to the next newline, whose offset it gives. There must be one. */
  line(view: DataView, from: number): number {
    let a = this.a;
    let b = this.b;
    let i = from;
    for (;;) {
      const word = view.getInt32(i, true);
      const bits = newlineBits(word);
      if (bits !== 0) {
        const left = bytesBefore(bits);
        const rest = (word & ~(-1 << (left << 3))) | ((i + left - from) << 24);
        a = Math.imul(a ^ rest, PRIME_A);
        this.a = a ^ (a >>> 15);
        b = Math.imul(((b << 13) | (b >>> 19)) + rest, PRIME_B);
        this.b = b ^ (b >>> 16);
        return i + left;
      }
      a = Math.imul(a ^ word, PRIME_A);
      a ^= a >>> 15;
      b = Math.imul(((b << 13) | (b >>> 19)) + word, PRIME_B);
      b ^= b >>> 16;
      i += 4;
    }
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
