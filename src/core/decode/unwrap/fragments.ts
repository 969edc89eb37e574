import type { Emit, LineLayer } from './line-layer.ts';

/** A line is put together up to this length. */
const LONGEST_LINE = 1 << 12;

/**
 * Puts together a crash that reached the log in one line a write: "goroutine ", "32", " [", "running", "]:\n". The
 * runtime writes every argument of its print by itself, and the logger ended each with a newline of its own. Spaces
 * at the ends of fragments may be gone.
 */
export class Fragments implements LineLayer {
  readonly layer = 'fragments';
  #line = '';

  push(fragment: string, emit: Emit): void {
    if (this.#line !== '' && beginsLine(this.#line, fragment)) this.#flush(emit);
    if (fragment.trim() === '' && fragment !== ' ') {
      this.#flush(emit);
      return;
    }
    this.#line = join(this.#line, fragment);
    if (this.#line.length > LONGEST_LINE || endsLine(fragment, this.#line)) this.#flush(emit);
  }

  finish(emit: Emit): void {
    this.#flush(emit);
  }

  #flush(emit: Emit): void {
    emit(this.#line);
    this.#line = '';
  }
}

/** Words after which, or before which, a space is written. */
function join(line: string, fragment: string): string {
  if (line === '') return fragment;
  const joint =
    /(?:^goroutine|created by|in goroutine|originating from goroutine)$/.test(line) ||
    (/^(?:\[|gp=|m=|\+|fp=|in goroutine)/.test(fragment) && /\S$/.test(line) && !line.startsWith('['));
  return joint ? `${line} ${fragment}` : line + fragment;
}

/** Whether a fragment is the last of its line: Go prints these with their newline. */
function endsLine(fragment: string, line: string): boolean {
  if (fragment.endsWith(']:')) return true;
  return /^(?:\.\.\.)?\)$/.test(fragment.trim()) && /^\S/.test(line) && line.includes('(');
}

/** Whether a fragment can't belong to the line so far: that one's newline is gone. */
function beginsLine(line: string, fragment: string): boolean {
  if (/^(?:goroutine |created by |created by$|goroutine$|panic|\t)/.test(fragment)) return true;
  const position = /^\s+\S.*:\d+(?: \+0x[0-9a-f]+)?$/.test(line);
  return position && !/^\s*(?:\+|0x|[0-9a-f]+$|fp=|sp=|pc=)/.test(fragment);
}
