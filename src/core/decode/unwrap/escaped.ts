import { unquote } from '../text/labels.ts';
import { type Emit, HELD_LIMIT, type LineLayer } from './line-layer.ts';

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
    const end = this.#quoted ? closingQuote(text) : text.length;
    this.#held = '';
    if (end >= 0) {
      this.#inside = false;
      emitLines(text.slice(0, end), emit);
      return;
    }
    // The last line, and an escape that the cut went through, wait for what follows.
    const last = text.lastIndexOf('\\n');
    if (last >= 0) emitLines(text.slice(0, last), emit);
    const held = last < 0 ? text : text.slice(last + 2);
    if (held.length < HELD_LIMIT) this.#held = held;
    else emitLines(held, emit);
  }

  finish(emit: Emit): void {
    if (this.#held !== '') emitLines(this.#held, emit);
    this.#held = '';
    this.#inside = false;
  }
}

function closingQuote(text: string): number {
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '\\') i++;
    else if (text[i] === '"') return i;
  }
  return -1;
}

function emitLines(text: string, emit: Emit): void {
  for (const line of unquote(text).split('\n')) emit(line);
}
