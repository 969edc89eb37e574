/** Bytes that the text formats turn on. */
export const TAB = 0x09;
export const NEWLINE = 0x0a;
export const RETURN = 0x0d;
export const SPACE = 0x20;

/** The byte at an index that the caller knows to exist. */
export function byteAt(bytes: Uint8Array, index: number): number {
  return bytes[index] as number;
}

export function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}

/** Whether `word` (ASCII) stands at `from`. Past the end of the buffer nothing stands. */
export function startsWith(bytes: Uint8Array, from: number, word: Uint8Array): boolean {
  if (from + word.length > bytes.length) return false;
  for (let i = 0; i < word.length; i++) {
    if (bytes[from + i] !== word[i]) return false;
  }
  return true;
}

const encoder = new TextEncoder();

export function ascii(word: string): Uint8Array {
  return encoder.encode(word);
}

/** A word to look for in bytes. Skips by its length where the last byte can't fit (Horspool). */
export class Needle {
  readonly #word: Uint8Array;
  readonly #skip: Uint8Array;

  /** `word`: ASCII, shorter than 256 characters. */
  constructor(word: string) {
    this.#word = ascii(word);
    this.#skip = new Uint8Array(256).fill(this.#word.length);
    for (let i = 0; i < this.length - 1; i++) this.#skip[byteAt(this.#word, i)] = this.length - 1 - i;
  }

  get length(): number {
    return this.#word.length;
  }

  /** Offset of the first one in bytes[from, to), or −1. */
  find(bytes: Uint8Array, from: number, to: number): number {
    const before = this.length - 1;
    const last = byteAt(this.#word, before);
    for (let end = from + before; end < to; ) {
      const byte = byteAt(bytes, end);
      if (byte === last && startsWith(bytes, end - before, this.#word)) return end - before;
      end += byteAt(this.#skip, byte);
    }
    return -1;
  }
}
