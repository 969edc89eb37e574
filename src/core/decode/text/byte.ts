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

/** Offset of the first `word` in bytes[from, to), or −1. Skips by its length where the last byte can't fit (Horspool). */
export function indexOfWord(bytes: Uint8Array, word: Uint8Array, from: number, to: number): number {
  const length = word.length;
  const skip = new Uint8Array(256).fill(length);
  for (let i = 0; i < length - 1; i++) skip[byteAt(word, i)] = length - 1 - i;
  const last = byteAt(word, length - 1);
  let end = from + length - 1;
  while (end < to) {
    const byte = byteAt(bytes, end);
    if (byte === last && startsWith(bytes, end - length + 1, word)) return end - length + 1;
    end += byteAt(skip, byte);
  }
  return -1;
}
