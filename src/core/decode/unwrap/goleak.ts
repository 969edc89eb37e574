import type { Emit, LineLayer } from './line-layer.ts';

const STACK = /^\s*(?:\S+\.go:\d+: )?.*?\[?Goroutine (\d+) in state (.*), with \S.* on top of the stack:\s*$/;

/** goleak's failure text, whose newer form gives id and state in a sentence instead of Go's header line. */
export class Goleak implements LineLayer {
  readonly layer = 'log-prefix';
  #header: string | null = null;

  push(line: string, emit: Emit): void {
    const header = this.#header;
    this.#header = null;
    // The older form goes on with Go's own header.
    if (header !== null && !/^\s*goroutine \d+ \[/.test(line)) emit(header);
    const match = STACK.exec(line);
    if (match === null)
      emit(line.replace(/^\s+(?=\S.*\(.*\)$|created by |goroutine \d)/, '').replace(/^(\s*\S.*\d)\]$/, '$1'));
    else this.#header = `goroutine ${match[1]} [${match[2]}]:`;
  }

  finish(emit: Emit): void {
    if (this.#header !== null) emit(this.#header);
  }
}

export function isGoleak(line: string): boolean {
  return STACK.test(line);
}
