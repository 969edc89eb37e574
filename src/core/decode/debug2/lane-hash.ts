/** Set where a byte of the word is a newline (and perhaps above it, never below). */
function newlineBits(word: number): number {
  const x = word ^ 0x0a0a0a0a;
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
    const a = Math.imul(this.a ^ word, 0x85ebca6b);
    this.a = a ^ (a >>> 15);
    const b = Math.imul(((this.b << 13) | (this.b >>> 19)) + word, 0x9e3779b1);
    this.b = b ^ (b >>> 16);
  }

  /** Mixes bytes[from, to) in, and their number. Reads, but does not use, up to 3 bytes after `to`. */
  range(view: DataView, from: number, to: number): void {
    let a = this.a;
    let b = this.b;
    let i = from;
    for (; i + 4 <= to; i += 4) {
      const word = view.getInt32(i, true);
      a = Math.imul(a ^ word, 0x85ebca6b);
      a ^= a >>> 15;
      b = Math.imul(((b << 13) | (b >>> 19)) + word, 0x9e3779b1);
      b ^= b >>> 16;
    }
    this.a = a;
    this.b = b;
    if (i < to) this.word(view.getInt32(i, true) & (0xffffffff >>> ((4 - to + i) << 3)));
    this.word(to - from);
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
        this.a = a;
        this.b = b;
        const rest = bytesBefore(bits);
        if (rest > 0) this.word(word & (0xffffffff >>> ((4 - rest) << 3)));
        const end = i + rest;
        this.word(end - from);
        return end;
      }
      a = Math.imul(a ^ word, 0x85ebca6b);
      a ^= a >>> 15;
      b = Math.imul(((b << 13) | (b >>> 19)) + word, 0x9e3779b1);
      b ^= b >>> 16;
      i += 4;
    }
  }
}

/** Offset of the first newline at or after `from`. There must be one, and 3 bytes behind it. */
export function newlineAfter(view: DataView, from: number): number {
  let i = from;
  for (;;) {
    const bits = newlineBits(view.getInt32(i, true));
    if (bits !== 0) return i + bytesBefore(bits);
    i += 4;
  }
}
