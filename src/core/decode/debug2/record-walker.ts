import { NONE } from '../../model/column.ts';
import { ascii, byteAt, isDigit, NEWLINE, RETURN, SPACE, startsWith, TAB } from '../text/byte.ts';
import type { FrameKernel } from './frame-kernel.ts';
import { LaneHash, lastParen, newlineAfter } from './lane-hash.ts';
import { endsRecord, markerAt } from './line-kinds.ts';

export const GOROUTINE = ascii('goroutine ');
const MINUTES = ascii(' minutes');
const CREATED_BY = ascii('created by ');
const IN_GOROUTINE = ascii(' in goroutine ');
const ORIGINATING = ascii('[originating from goroutine ');
const FRAME_POINTER = ascii(' fp=');

const QUOTE = 0x22;
const CLOSE_PAREN = 0x29;
const COMMA = 0x2c;
const MINUS = 0x2d;
const DOT = 0x2e;
const COLON = 0x3a;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const LOWER_C = 0x63;
const LOWER_E = 0x65;
const LOWER_F = 0x66;
const LOWER_G = 0x67;
const LOWER_P = 0x70;
const UPPER_S = 0x53;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;

/** Lines in a row that belong to no frame before a record is taken to have ended. */
const FOREIGN_RUN = 64;
/** Longer ids would not be exact as a number. */
const MOST_ID_DIGITS = 15;

/** How a walk over a record ended; not-a-header: what stands there only looks like one. */
export type WalkEnd = 'whole' | 'needs-more' | 'not-a-header';

/**
 * Walks over one goroutine record of debug=2 without making a string. It gives what differs from goroutine to
 * goroutine (id, minutes, the creator's id) as numbers and everything else as a hash. Arguments, frame addresses and
 * ancestors' ids are left out of the hash, so that goroutines that wait in the same way share it.
 */
export class RecordWalker {
  readonly hash = new LaneHash();
  id = 0;
  /** As printed, or NONE. */
  minutes: number = NONE;
  creatorId = 0;
  /** Set by who walks: see argumentsHash. */
  argumentsHash = 0;
  /** Offset after the record, and after the blank line that ends it. */
  end = 0;
  /** Lines up to `end`. */
  lines = 0;
  /** Whether the record reached the end of the text, with nothing after it that proves it whole. */
  open = false;
  /** Set once file lines with fp=, sp= and pc= were seen; they are then hashed without these. */
  registers = false;
  /** Reads plain frames in the window's memory; null where the host has none such. */
  readonly #kernel: FrameKernel | null;
  /** Where the line that was just read ends. */
  #newline = 0;

  /** `kernel`: the memory of the window that the bytes come from. */
  constructor(kernel: FrameKernel | null = null) {
    this.#kernel = kernel;
  }

  /** `from` stands at "goroutine ", the first bytes of a line. */
  walk(bytes: Uint8Array, view: DataView, from: number, length: number, last: boolean): WalkEnd {
    const newline = newlineAfter(view, from);
    if (newline >= length && !last) return 'needs-more';
    this.hash.reset();
    this.creatorId = 0;
    this.open = false;
    this.lines = 1;
    if (!this.#header(bytes, view, from, newline)) return 'not-a-header';
    return this.#body(bytes, view, newline + 1, length, last);
  }

  #header(bytes: Uint8Array, view: DataView, from: number, newline: number): boolean {
    let i = from + GOROUTINE.length;
    const digits = i;
    let id = 0;
    for (let c = byteAt(bytes, i); isDigit(c); c = byteAt(bytes, ++i)) id = id * 10 + c - 0x30;
    if (i === digits || i - digits > MOST_ID_DIGITS || byteAt(bytes, i) !== SPACE) return false;
    while (i < newline && byteAt(bytes, i) !== OPEN_BRACKET) i++;
    const end = trimmedEnd(bytes, i, newline);
    if (end - i < 3 || byteAt(bytes, end - 1) !== COLON) return false;
    const close = byteAt(bytes, end - 2);
    if (close !== CLOSE_BRACKET && close !== CLOSE_BRACE) return false;
    this.id = id;
    this.minutes = NONE;
    let from2 = i;
    for (let j = i; j < end; j++) {
      const c = byteAt(bytes, j);
      if (c === OPEN_BRACE || c === QUOTE || c === CLOSE_BRACKET) break;
      if (c !== COMMA || !isDigit(byteAt(bytes, j + 2))) continue;
      const after = this.#minutes(bytes, j + 2);
      if (after < 0) continue;
      this.hash.range(view, i, j);
      from2 = after;
      break;
    }
    this.hash.range(view, from2, end);
    return true;
  }

  /** Reads "N minutes" and gives the offset after it, or −1 where it is something else. */
  #minutes(bytes: Uint8Array, from: number): number {
    let i = from;
    let minutes = 0;
    for (let c = byteAt(bytes, i); isDigit(c); c = byteAt(bytes, ++i)) minutes = minutes * 10 + c - 0x30;
    if (!startsWith(bytes, i, MINUTES) || minutes > 0x7fffffff) return -1;
    this.minutes = minutes;
    return i + MINUTES.length;
  }

  #body(bytes: Uint8Array, view: DataView, from: number, length: number, last: boolean): WalkEnd {
    const hash = this.hash;
    let foreign = 0;
    let i = from;
    for (;;) {
      // The host's kernel is not called where there is nothing for it: a header behind a header.
      if (i >= length || !headerMayStandAt(bytes, view, i)) {
        const plain = this.#plainFrames(i, length);
        if (plain > i) foreign = 0;
        i = plain;
      }
      if (i >= length) {
        if (!last) return 'needs-more';
        this.end = length;
        this.open = true;
        return 'whole';
      }
      const first = byteAt(bytes, i);
      let newline: number;
      if (first === TAB || first === SPACE) {
        newline = this.registers ? this.#fileWithRegisters(bytes, view, i) : hash.line(view, i);
        if (newline >= length && !last) return 'needs-more';
        foreign = 0;
      } else {
        const kind = this.#line(bytes, view, i, first);
        newline = this.#newline;
        if (newline >= length && !last) return 'needs-more';
        if (kind === 'blank') {
          this.end = Math.min(newline + 1, length);
          this.lines++;
          return 'whole';
        }
        if (kind === 'end' || (kind === 'foreign' && ++foreign > FOREIGN_RUN)) {
          this.end = i;
          return 'whole';
        }
        if (kind === 'call') foreign = 0;
      }
      this.lines++;
      i = newline + 1;
    }
  }

  /** Reads frames with the kernel and gives the offset of the first line that is left. */
  #plainFrames(from: number, length: number): number {
    const kernel = this.#kernel;
    if (kernel === null || this.registers || from >= length) return from;
    const end = kernel.run(this.hash, from, length);
    this.lines += kernel.lines;
    return end;
  }

  /** Mixes in a line that doesn't begin with white space, and finds its end. */
  #line(bytes: Uint8Array, view: DataView, from: number, first: number): 'call' | 'foreign' | 'end' | 'blank' {
    const hash = this.hash;
    switch (first) {
      case NEWLINE:
        this.#newline = from;
        return 'blank';
      case LOWER_G:
        if (headerMayStandAt(bytes, view, from)) return this.#ended(view, from);
        break;
      case LOWER_C:
        if (startsWith(bytes, from, CREATED_BY)) {
          const newline = newlineAfter(view, from);
          this.#newline = newline;
          hash.range(view, from, this.#creator(bytes, from, lineEnd(bytes, from, newline)));
          return 'call';
        }
        break;
      case OPEN_BRACKET:
        if (startsWith(bytes, from, ORIGINATING)) {
          this.#newline = newlineAfter(view, from);
          hash.range(view, from, from + ORIGINATING.length);
          return 'call';
        }
        break;
      case LOWER_F:
      case LOWER_P:
      case UPPER_S:
      case MINUS:
        if (markerAt(bytes, from) !== null) return this.#ended(view, from);
        break;
    }
    return this.#callLine(bytes, view, from);
  }

  #callLine(bytes: Uint8Array, view: DataView, from: number): 'call' | 'foreign' | 'end' | 'blank' {
    const newline = newlineAfter(view, from);
    const end = lineEnd(bytes, from, newline);
    this.#newline = newline;
    if (end === from) return 'blank';
    if (byteAt(bytes, end - 1) === CLOSE_PAREN) {
      const paren = lastParen(view, from, end - 1);
      if (paren > from) {
        this.hash.range(view, from, paren);
        if (byteAt(bytes, paren + 1) === DOT) this.hash.word(1);
        return 'call';
      }
    }
    if (endsRecord(bytes, from, end)) return 'end';
    this.hash.range(view, from, end);
    return 'foreign';
  }

  #ended(view: DataView, from: number): 'end' {
    this.#newline = newlineAfter(view, from);
    return 'end';
  }

  /** Reads the creator's id off a "created by" line and gives the end of what comes before it. */
  #creator(bytes: Uint8Array, from: number, end: number): number {
    let i = end;
    while (i > from && isDigit(byteAt(bytes, i - 1))) i--;
    const digits = end - i;
    const before = i - IN_GOROUTINE.length;
    if (digits === 0 || digits > MOST_ID_DIGITS || before <= from) return end;
    if (!startsWith(bytes, before, IN_GOROUTINE)) return end;
    // Ancestors have a creator of their own, without an id: the first one is the goroutine's.
    let id = 0;
    for (; i < end; i++) id = id * 10 + byteAt(bytes, i) - 0x30;
    if (this.creatorId === 0) this.creatorId = id;
    return before;
  }

  #fileWithRegisters(bytes: Uint8Array, view: DataView, from: number): number {
    const newline = newlineAfter(view, from);
    let end = newline;
    for (let i = newline - FRAME_POINTER.length; i > from; i--) {
      if (byteAt(bytes, i) === SPACE && startsWith(bytes, i, FRAME_POINTER)) {
        end = i;
        break;
      }
    }
    this.hash.range(view, from, end);
    return newline;
  }
}

/** Where a line ends without its carriage return. */
function lineEnd(bytes: Uint8Array, from: number, newline: number): number {
  return newline > from && byteAt(bytes, newline - 1) === RETURN ? newline - 1 : newline;
}

function trimmedEnd(bytes: Uint8Array, from: number, end: number): number {
  let i = end;
  while (i > from && (byteAt(bytes, i - 1) === RETURN || byteAt(bytes, i - 1) === SPACE)) i--;
  return i;
}

/** "goro" and "utin", as little-endian words. */
const GORO = 0x6f726f67;
const UTIN = 0x6e697475;

/** Whether a goroutine header may stand at an offset; the walk decides. At least 11 bytes must follow. */
export function headerMayStandAt(bytes: Uint8Array, view: DataView, from: number): boolean {
  return (
    byteAt(bytes, from) === LOWER_G &&
    view.getInt32(from, true) === GORO &&
    view.getInt32(from + 4, true) === UTIN &&
    byteAt(bytes, from + 8) === LOWER_E &&
    byteAt(bytes, from + 9) === SPACE &&
    isDigit(byteAt(bytes, from + 10))
  );
}
