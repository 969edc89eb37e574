import type { Layer } from '../../model/snapshot.ts';
import type { Emit, LineLayer } from './line-layer.ts';

/** Parts of a prefix that differ from line to line: times, names of days and months, anything with a digit, padding. */
const VARYING =
  /\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)?|\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b|[A-Za-z]*\d[0-9A-Za-z]*| +(?=\d)/g;

/** A pattern for prefixes of the same shape as one seen in front of a header. */
function shapeOf(prefix: string): string {
  let pattern = '';
  let end = 0;
  for (const match of prefix.matchAll(VARYING)) {
    pattern += literal(prefix.slice(end, match.index));
    const [text] = match;
    if (/^\d{4}-/.test(text))
      pattern += '\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d:\\d\\d(?:[.,]\\d+)?(?:Z|[+-]\\d\\d:?\\d\\d)?';
    else if (text.startsWith(' ')) pattern += ' +';
    else pattern += '[0-9A-Za-z]+';
    end = match.index + text.length;
  }
  return pattern + literal(prefix.slice(end));
}

function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}

/**
 * What a logger, a terminal or a quotation puts before every line. It is learned from the first header; a line that
 * does not begin in the same shape passes as it is, because some loggers mark only the first line of a message.
 */
export class Prefix implements LineLayer {
  readonly layer: Layer;
  readonly #shape: RegExp;
  /** The whole of a line whose text is empty: trailing blanks of the prefix may be gone. */
  readonly #empty: RegExp;

  constructor(prefix: string) {
    this.layer = /^[\s>|+*-]*$/.test(prefix) ? 'markdown' : 'log-prefix';
    this.#shape = new RegExp(`^${shapeOf(prefix)}`);
    this.#empty = new RegExp(`^${shapeOf(prefix.trimEnd())}\\s*$`);
  }

  push(line: string, emit: Emit): void {
    if (this.#empty.test(line)) emit('');
    else emit(line.replace(this.#shape, ''));
  }

  finish(): void {}
}
