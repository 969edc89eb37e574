import type { Warning, WarningCode } from '../../model/warning.ts';

interface Entry {
  count: number;
  line: number | null;
  offset: number | null;
  detail: string;
}

/** What is said of each code; `n` is how often it was noted, `detail` what the first one was about. */
const SENTENCES: Partial<Record<WarningCode, (n: number, detail: string) => string>> = {
  'cut-record': () => 'The last goroutine is cut off: what is left of its stack is kept, but not compared',
  'depth-capped': (n) =>
    `${n} ${n === 1 ? 'stack lacks its' : 'stacks lack their'} outermost frames: the runtime records only so many, and ` +
    'goroutines that differ beyond them are counted as one stack',
  elided: (n) => `${stacks(n)} with frames left out: Go prints 100 at most`,
  'foreign-lines': (n) => `${n} ${n === 1 ? 'line' : 'lines'} inside stacks belonged to no frame and were left out`,
  'forged-blocks': (n) =>
    `${n} goroutine ${n === 1 ? 'block' : 'blocks'} inside the message of a panic ${n === 1 ? 'was' : 'were'} left out`,
  'duplicate-id': (n, detail) =>
    `${n} goroutine ${n === 1 ? 'id is' : 'ids are'} there twice (the first: ${detail}); each is counted once`,
  'unknown-state': (n, detail) =>
    `${n} goroutines in a state that is not known (the first: "${detail}"), kept as it is`,
  'malformed-header': (n, detail) =>
    `${n} ${n === 1 ? 'line' : 'lines'} began like a goroutine and could not be read: "${detail}"`,
  'malformed-frame': (n) => `${n} ${n === 1 ? 'frame has' : 'frames have'} no file line`,
  'malformed-labels': (n) =>
    `The labels of ${n} ${n === 1 ? 'goroutine' : 'goroutines'} could not be read to their end`,
  'stack-unavailable': (n) =>
    `${n} ${n === 1 ? 'goroutine was' : 'goroutines were'} running on another thread: Go could not print the stack`,
  'system-goroutines': (n) =>
    `${n} ${n === 1 ? 'goroutine of the Go runtime itself is' : 'goroutines of the Go runtime itself are'} left out`,
  'other-format': (n) =>
    `The text also holds ${n === 1 ? 'a debug=1 table' : `${n} debug=1 tables`}, which ${n === 1 ? 'is' : 'are'} not read`,
  limit: (n) => `${n} ${n === 1 ? 'record was' : 'records were'} longer than 4 MiB and cut there`,
};

function stacks(n: number): string {
  return n === 1 ? '1 goroutine has a stack' : `${n} goroutines have stacks`;
}

/** Counts what is wrong with a text, one entry a code, with the place of the first. */
export class WarningLog {
  readonly #entries = new Map<WarningCode, Entry>();

  note(
    code: WarningCode,
    line: number | null,
    count = 1,
    detail: string | number = '',
    offset: number | null = null,
  ): void {
    const entry = this.#entries.get(code);
    if (entry !== undefined) entry.count += count;
    else this.#entries.set(code, { count, line, offset, detail: String(detail).slice(0, 120) });
  }

  /** In the order of first sight. */
  finish(): Warning[] {
    return [...this.#entries].map(([code, { count, line, offset, detail }]) => ({
      code,
      message: SENTENCES[code]?.(count, detail) ?? detail,
      line,
      offset,
    }));
  }
}
