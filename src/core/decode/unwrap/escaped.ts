import { unquote } from '../text/labels.ts';
import type { Emit, LineLayer } from './line-layer.ts';

/** The part of a line that waits for its end is given out at this length. */
const HELD_LIMIT = 1 << 14;

/**
 * A dump as one quoted value of a log line: msg="…goroutine 1 [running]:\nmain.main()\n\t/app/main.go:7…". Such a
 * value may have been cut hard into several lines; they are joined until its closing quote.
 */
export class Escaped implements LineLayer {
  readonly layer = 'escaped';
  #inside = false;
  /** Whether the value began with a quote, and so ends with one. */
  #quoted = false;
  #held = '';
  /** How much of what is held has no quote in it. */
  #scanned = 0;

  push(line: string, emit: Emit): void {
    let rest = line;
    if (!this.#inside) {
      const at = line.indexOf('\\n');
      if (at < 0) {
        emit(line);
        return;
      }
      const quote = line.lastIndexOf('"', at);
      this.#quoted = quote >= 0;
      this.#inside = true;
      rest = line.slice(quote + 1);
    }
    const text = this.#held + rest;
    const { quote, stop } = this.#quoted ? findQuote(text, this.#scanned) : { quote: text.length, stop: 0 };
    this.#held = '';
    this.#scanned = 0;
    if (quote >= 0) {
      this.#inside = false;
      emitLines(text.slice(0, quote), emit);
      return;
    }
    // The last line, and an escape that the cut went through, wait for what follows.
    const last = text.lastIndexOf('\\n');
    if (last >= 0) emitLines(text.slice(0, last), emit);
    const held = last < 0 ? text : text.slice(last + 2);
    if (held.length < HELD_LIMIT) {
      this.#held = held;
      this.#scanned = Math.max(0, stop - (text.length - held.length));
    } else emitLines(held, emit);
  }

  finish(emit: Emit): void {
    if (this.#held !== '') emitLines(this.#held, emit);
    this.#held = '';
    this.#inside = false;
  }
}

/** The first quote that no backslash escapes, or −1; and where to go on looking when more text has come. */
function findQuote(text: string, from: number): { readonly quote: number; readonly stop: number } {
  let i = from;
  while (i < text.length) {
    if (text[i] === '"') return { quote: i, stop: i };
    if (text[i] === '\\' && i + 1 === text.length) break;
    i += text[i] === '\\' ? 2 : 1;
  }
  return { quote: -1, stop: i };
}

function emitLines(text: string, emit: Emit): void {
  for (const line of unquote(text).split('\n')) emit(line);
}
