import type { Diff } from '../../core/diff/diff.ts';
import { placeOf } from '../../core/flame/node-name.ts';
import { at, NONE } from '../../core/model/column.ts';
import { FRAME_KINDS } from '../../core/model/frame-kind.ts';
import { type FrameIndex, type RowIndex, rowIndex } from '../../core/model/index-types.ts';
import { functionName } from '../../core/model/stack-frames.ts';
import { type Bounds, rowBounds } from '../../core/report/summary.ts';
import { mainCreator } from '../details/creators.ts';
import type { SortKey } from '../state/view-state.ts';

/** What the table says of a row; each is looked up when it is asked for, so that 200,000 rows cost what is on screen. */
export class RowFacts {
  readonly #diff: Diff;

  constructor(diff: Diff) {
    this.#diff = diff;
  }

  before(row: RowIndex): number {
    return at(this.#diff.rows.before, row);
  }

  after(row: RowIndex): number {
    return at(this.#diff.rows.after, row);
  }

  delta(row: RowIndex): number {
    return this.after(row) - this.before(row);
  }

  /** Which of the two counts are lower bounds. */
  atLeast(row: RowIndex): Bounds {
    return rowBounds(this.#diff.rows, row);
  }

  /** How many the runtime itself proved leaked. */
  proven(row: RowIndex): number {
    return at(this.#diff.rows.leakedProven, row);
  }

  state(row: RowIndex): string {
    return this.#diff.symbols.strings[at(this.#diff.rows.state, row)] ?? '';
  }

  /** The own-code frame nearest the leaf; without one a dependency's, else the entry function. null without frames. */
  frame(row: RowIndex): FrameIndex | null {
    const { symbols, kinds, rows } = this.#diff;
    let entry: FrameIndex | null = null;
    let dependency: FrameIndex | null = null;
    for (let stack = at(rows.stack, row); stack !== NONE; stack = at(symbols.stacks.parent, stack)) {
      const frame = at(symbols.stacks.frame, stack);
      const kind = FRAME_KINDS[at(kinds, at(symbols.frames.function, frame))];
      if (kind === 'user') return frame;
      if (kind === 'vendor') dependency ??= frame;
      entry = frame;
    }
    return dependency ?? entry;
  }

  function(row: RowIndex): string {
    const frame = this.frame(row);
    return frame === null ? '' : functionName(this.#diff.symbols, frame);
  }

  place(row: RowIndex): string {
    const frame = this.frame(row);
    return frame === null ? '' : placeOf(this.#diff.symbols, frame);
  }

  creator(row: RowIndex): string {
    const frame = mainCreator(this.#diff, row);
    return frame === null ? '' : functionName(this.#diff.symbols, frame);
  }

  /** Whole minutes of the goroutine that has waited longest; null where no time is printed. */
  wait(row: RowIndex): number | null {
    const { start, minutes } = this.#diff.waits;
    const from = start[row] ?? 0;
    const to = start[row + 1] ?? 0;
    const oldest = to > from ? (minutes[to - 1] ?? NONE) : NONE;
    return oldest === NONE ? null : oldest;
  }
}

/** The rows whose function, state or creator contains the text, in the order that is asked for. */
export function rowsInOrder(
  diff: Diff,
  facts: RowFacts,
  filter: string,
  sort: { key: SortKey; descending: boolean },
): number[] {
  const wanted = filter.trim().toLowerCase();
  const all = Int32Array.from({ length: diff.rows.length }, (_, row) => row);
  const shown = wanted === '' ? all : all.filter((row) => says(facts, rowIndex(row), wanted));
  const sign = sort.descending ? -1 : 1;
  const { key } = sort;
  if (key === 'state' || key === 'function' || key === 'creator') {
    const text = Array.from({ length: diff.rows.length }, () => '');
    for (const row of shown) text[row] = facts[key](rowIndex(row));
    return Array.from(shown.sort((a, b) => sign * compare(text[a] ?? '', text[b] ?? '') || a - b));
  }
  const number = new Float64Array(diff.rows.length);
  for (const row of shown) number[row] = facts[key](rowIndex(row)) ?? -1;
  return Array.from(shown.sort((a, b) => sign * ((number[a] ?? 0) - (number[b] ?? 0)) || a - b));
}

function says(facts: RowFacts, row: RowIndex, wanted: string): boolean {
  return (
    facts.function(row).toLowerCase().includes(wanted) ||
    facts.state(row).toLowerCase().includes(wanted) ||
    facts.place(row).toLowerCase().includes(wanted) ||
    facts.creator(row).toLowerCase().includes(wanted)
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
