import type { Diff } from '../diff/diff.ts';
import { at, NONE } from '../model/column.ts';
import { type FrameIndex, type RowIndex, rowIndex } from '../model/index-types.ts';
import { framesOf, functionName } from '../model/stack-frames.ts';
import { visible } from './visible.ts';

/** Rows that go into one chunk. */
const ROWS_A_CHUNK = 512;

/**
 * One line a row, `root;caller;leaf before after`, in difffolded's order of counts, which FlameGraph's difffolded.pl
 * and flamegraph.pl, inferno and speedscope read. Where the state is known it is the last frame, in brackets.
 */
export function* renderFolded(diff: Diff): Generator<string> {
  const names = new FoldedNames(diff);
  for (let first = 0; first < diff.rows.length; first += ROWS_A_CHUNK) {
    let chunk = '';
    for (let row = first; row < Math.min(diff.rows.length, first + ROWS_A_CHUNK); row++) {
      chunk += `${names.line(rowIndex(row))}\n`;
    }
    yield chunk;
  }
}

/** Spells rows as folded lines; a function's spelling is made once. */
export class FoldedNames {
  readonly #diff: Diff;
  readonly #names: (string | undefined)[] = [];

  constructor(diff: Diff) {
    this.#diff = diff;
  }

  line(row: RowIndex): string {
    const { rows, symbols } = this.#diff;
    const stack = at(rows.stack, row);
    const names =
      stack === NONE
        ? ['not started']
        : framesOf(symbols, stack)
            .reverse()
            .map((frame) => this.#name(frame));
    const state = symbols.strings[at(rows.state, row)] ?? '';
    if (state !== '') names.push(`[${plain(state)}]`);
    return `${names.join(';')} ${whole(at(rows.before, row))} ${whole(at(rows.after, row))}`;
  }

  #name(frame: FrameIndex): string {
    const fn = at(this.#diff.symbols.frames.function, frame);
    const known = this.#names[fn];
    if (known !== undefined) return known;
    const name = plain(functionName(this.#diff.symbols, frame)) || '?';
    this.#names[fn] = name;
    return name;
  }
}

/** A ";" would part a frame in two. Spaces may stay: the counts are the last two words of a line. */
function plain(name: string): string {
  return visible(name).replaceAll(';', ',');
}

/** Scaled counts are rounded: the readers of this format take whole numbers only. */
function whole(n: number): number {
  return Math.round(n);
}
