import { NONE } from '../model/column.ts';
import type { CommonTables } from './common-tables.ts';

/** What rows are sorted by, before they have their numbers. */
export interface UnorderedRows {
  readonly length: number;
  readonly stack: Int32Array;
  /** Rows of the tables' strings. */
  readonly state: Int32Array;
  readonly before: Float64Array;
  readonly after: Float64Array;
}

/**
 * The rows by delta descending, after descending, then by text: leaf frame first, then its caller and so on, then
 * state. The order of goroutines in the dumps never shows.
 *
 * Most rows of a large pair have the same few counts, so rows are counted into place by counts and the two innermost
 * frames, and compared only where all of these are equal.
 */
export function rowOrder(rows: UnorderedRows, tables: CommonTables): Int32Array {
  const ranks = frameRanks(tables);
  const growth = growthRanks(rows);
  const leaf = new Int32Array(rows.length);
  const caller = new Int32Array(rows.length);
  for (let row = 0; row < rows.length; row++) {
    const stack = rows.stack[row] ?? NONE;
    if (stack === NONE) continue;
    leaf[row] = 1 + (ranks[tables.stacks.frameOf(stack)] ?? 0);
    const above = tables.stacks.parentOf(stack);
    if (above !== NONE) caller[row] = 1 + (ranks[tables.stacks.frameOf(above)] ?? 0);
  }
  const order = countingSort(countingSort(countingSort(identity(rows.length), caller), leaf), growth);
  const compare = textOrder(rows, tables, ranks);
  for (let start = 0; start < order.length; ) {
    const first = order[start] ?? 0;
    let end = start + 1;
    for (; end < order.length; end++) {
      const next = order[end] ?? 0;
      if (caller[next] !== caller[first] || leaf[next] !== leaf[first] || growth[next] !== growth[first]) break;
    }
    if (end - start > 1) order.subarray(start, end).sort(compare);
    start = end;
  }
  return order;
}

function identity(length: number): Int32Array {
  const rows = new Int32Array(length);
  for (let row = 0; row < length; row++) rows[row] = row;
  return rows;
}

/** The rows sorted by a small whole number each, those with equal ones in the order they came. */
function countingSort(rows: Int32Array, numbers: Int32Array): Int32Array {
  const { length } = numbers;
  let most = 0;
  for (let i = 0; i < length; i++) most = Math.max(most, numbers[i] ?? 0);
  const starts = new Int32Array(most + 2);
  for (let i = 0; i < length; i++) {
    const next = (numbers[i] ?? 0) + 1;
    starts[next] = (starts[next] ?? 0) + 1;
  }
  for (let number = 0; number <= most; number++) starts[number + 1] = (starts[number + 1] ?? 0) + (starts[number] ?? 0);
  const sorted = new Int32Array(length);
  for (let i = 0; i < length; i++) {
    const row = rows[i] ?? 0;
    const number = numbers[row] ?? 0;
    const place = starts[number] ?? 0;
    sorted[place] = row;
    starts[number] = place + 1;
  }
  return sorted;
}

/** For each row the place of its counts among the distinct ones: 0 grew most. */
function growthRanks({ length, before, after }: UnorderedRows): Int32Array {
  const seen = new Map<number, Map<number, number>>();
  const pairs: { delta: number; after: number; number: number }[] = [];
  const numbers = new Int32Array(length);
  for (let row = 0; row < length; row++) {
    const a = after[row] ?? 0;
    const delta = a - (before[row] ?? 0);
    let ofDelta = seen.get(delta);
    if (ofDelta === undefined) {
      ofDelta = new Map();
      seen.set(delta, ofDelta);
    }
    let number = ofDelta.get(a);
    if (number === undefined) {
      number = pairs.push({ delta, after: a, number: pairs.length }) - 1;
      ofDelta.set(a, number);
    }
    numbers[row] = number;
  }
  const rank = new Int32Array(pairs.length);
  pairs
    .sort((l, r) => r.delta - l.delta || r.after - l.after)
    .forEach(({ number }, place) => {
      rank[number] = place;
    });
  for (let row = 0; row < length; row++) numbers[row] = rank[numbers[row] ?? 0] ?? 0;
  return numbers;
}

/** Compares rows with equal counts. */
function textOrder(rows: UnorderedRows, { stacks, strings }: CommonTables, ranks: Int32Array) {
  return (left: number, right: number): number => {
    let l = rows.stack[left] ?? NONE;
    let r = rows.stack[right] ?? NONE;
    while (l !== r) {
      if (l === NONE) return -1;
      if (r === NONE) return 1;
      const order = (ranks[stacks.frameOf(l)] ?? 0) - (ranks[stacks.frameOf(r)] ?? 0);
      if (order !== 0) return order;
      l = stacks.parentOf(l);
      r = stacks.parentOf(r);
    }
    return compareText(strings[rows.state[left] ?? 0] ?? '', strings[rows.state[right] ?? 0] ?? '');
  };
}

/** For each frame its place in the order of (function, file, line). */
function frameRanks(tables: CommonTables): Int32Array {
  const { a: fn, b: line } = tables.frames;
  const functionRank = new Int32Array(tables.functionName.length);
  identity(functionRank.length)
    .sort((l, r) => compareText(tables.nameOf(l), tables.nameOf(r)) || compareText(tables.fileOf(l), tables.fileOf(r)))
    .forEach((row, place) => {
      functionRank[row] = place;
    });
  const ranks = new Int32Array(tables.frames.length);
  identity(ranks.length)
    .sort((l, r) => (functionRank[fn.get(l)] ?? 0) - (functionRank[fn.get(r)] ?? 0) || line.get(l) - line.get(r))
    .forEach((row, place) => {
      ranks[row] = place;
    });
  return ranks;
}

function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
