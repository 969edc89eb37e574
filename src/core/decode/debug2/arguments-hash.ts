import { byteAt, isDigit, NEWLINE, RETURN, SPACE, TAB } from '../text/byte.ts';

const OPEN_PAREN = 0x28;
const CLOSE_PAREN = 0x29;
const LOWER_A = 0x61;
const LOWER_F = 0x66;
const LOWER_X = 0x78;

/** Numbers of fewer digits are counts and lengths, which any two processes may share. */
const POINTER_DIGITS = 7;

/**
 * Whether the arguments of a goroutine are looked at: those of all early ones and of every 64th later one. That is
 * enough to tell one process from two, and costs nothing in a dump of a million.
 */
export function looksAtArguments(id: number): boolean {
  return id <= 256 || id % 64 === 0;
}

/**
 * A hash of the arguments of all frames in bytes[from, end), a whole record: equal while the goroutine stays parked,
 * and hardly ever in another process, where pointers differ. 0 where no argument looks like a pointer.
 */
export function argumentsHash(bytes: Uint8Array, from: number, end: number): number {
  let hash = 0x811c9dc5 | 0;
  let pointers = 0;
  for (let line = from; line < end; ) {
    let newline = line;
    while (newline < end && byteAt(bytes, newline) !== NEWLINE) newline++;
    const last = byteAt(bytes, newline - 1) === RETURN ? newline - 2 : newline - 1;
    const first = byteAt(bytes, line);
    if (first !== TAB && first !== SPACE && byteAt(bytes, last) === CLOSE_PAREN) {
      let i = last;
      while (i > line && byteAt(bytes, i) !== OPEN_PAREN) i--;
      let digits = 0;
      for (; i <= last; i++) {
        const c = byteAt(bytes, i);
        hash = Math.imul(hash ^ c, 0x01000193);
        digits = isDigit(c) || (c >= LOWER_A && c <= LOWER_F) ? digits + 1 : 0;
        if (digits === POINTER_DIGITS) pointers++;
        if (c === LOWER_X) digits = 0;
      }
    }
    line = newline + 1;
  }
  return pointers === 0 ? 0 : hash >>> 0 || 1;
}
