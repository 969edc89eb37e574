import { NONE } from '../model/column.ts';
import type { CommonTables } from './common-tables.ts';

/** What rows are sorted by, before they have their numbers. */
export interface UnorderedRows {
  readonly length: number;
  readonly stack: Int32Array;
  readonly state: readonly string[];
  readonly before: Float64Array;
  readonly after: Float64Array;
}

/**
 * The rows by delta descending, after descending, then by text: leaf frame first, then its caller and so on, then
 * state. The order of goroutines in the dumps never shows.
 */
export function rowOrder(rows: UnorderedRows, tables: CommonTables): Uint32Array {
  const { before, after, state, stack } = rows;
  const rank = frameRanks(tables);
  const { a: parent, b: frame } = tables.stacks;
  const compareStacks = (left: number, right: number): number => {
    let l = left;
    let r = right;
    while (l !== r) {
      if (l === NONE) return -1;
      if (r === NONE) return 1;
      const order = (rank[frame.get(l)] ?? 0) - (rank[frame.get(r)] ?? 0);
      if (order !== 0) return order;
      l = parent.get(l);
      r = parent.get(r);
    }
    return 0;
  };
  const order = Uint32Array.from({ length: rows.length }, (_, row) => row);
  return order.sort((l, r) => {
    const beforeL = before[l] ?? 0;
    const beforeR = before[r] ?? 0;
    const afterL = after[l] ?? 0;
    const afterR = after[r] ?? 0;
    return (
      afterR - beforeR - (afterL - beforeL) ||
      afterR - afterL ||
      compareStacks(stack[l] ?? NONE, stack[r] ?? NONE) ||
      compareText(state[l] ?? '', state[r] ?? '') ||
      // Two rows of one stack and state exist only where a person split a match: what is BEFORE comes last.
      beforeL - beforeR
    );
  });
}

/** For each frame its place in the order of (function, file, line). */
function frameRanks(tables: CommonTables): Int32Array {
  const { a: fn, b: line } = tables.frames;
  const functionRank = new Int32Array(tables.functionName.length);
  Array.from(functionRank.keys())
    .sort((l, r) => compareText(tables.nameOf(l), tables.nameOf(r)) || compareText(tables.fileOf(l), tables.fileOf(r)))
    .forEach((row, place) => {
      functionRank[row] = place;
    });
  const ranks = new Int32Array(tables.frames.length);
  Uint32Array.from(ranks.keys())
    .sort((l, r) => (functionRank[fn.get(l)] ?? 0) - (functionRank[fn.get(r)] ?? 0) || line.get(l) - line.get(r))
    .forEach((row, place) => {
      ranks[row] = place;
    });
  return ranks;
}

function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
