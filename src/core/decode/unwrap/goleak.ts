import type { Emit, LineLayer } from './line-layer.ts';

const STACK = /Goroutine (\d{1,15}) in state ([^,\]]{1,100}), with \S/;
const STACK_END = ' on top of the stack:';
/** Longer lines are no frames, and pass as they are. */
const LONGEST_LINE = 1 << 12;

/** goleak's failure text, whose newer form gives id and state in a sentence instead of Go's header line. */
export class Goleak implements LineLayer {
  readonly layer = 'log-prefix';
  #header: string | null = null;

  push(line: string, emit: Emit): void {
    const header = this.#header;
    this.#header = null;
    // The older form goes on with Go's own header.
    if (header !== null && !/^\s*goroutine \d+ \[/.test(line)) emit(header);
    const match = isGoleak(line) ? STACK.exec(line) : null;
    if (match === null) emit(line.length > LONGEST_LINE ? line : cleaned(line));
    else this.#header = `goroutine ${match[1]} [${match[2]}]:`;
  }

  finish(emit: Emit): void {
    if (this.#header !== null) emit(this.#header);
  }
}

/** A line of a stack without the indentation of a test's log, and without the bracket that closes the list. */
function cleaned(line: string): string {
  const text = line.trimStart();
  const outdented = text.endsWith(')') || /^(?:created by |goroutine \d)/.test(text);
  return (outdented ? text : line).replace(/(\d)\]$/, '$1');
}

export function isGoleak(line: string): boolean {
  return line.trimEnd().endsWith(STACK_END) && STACK.test(line);
}
