import { NONE, seal } from '../model/column.ts';
import { commonState } from '../model/goroutine-state.ts';
import { SampleFlag, type Snapshot } from '../model/snapshot.ts';
import type { CommonTables } from './common-tables.ts';
import type { RowTable } from './diff.ts';
import type { MatchedRows } from './matching.ts';
import { inTimeOrder } from './pair-order.ts';
import { rowOrder } from './row-order.ts';
import type { StackKeys } from './stack-keys.ts';

export interface RowsOfKeys {
  /** Without identity, which is found by the rows. */
  readonly rows: Omit<RowTable, 'identity'>;
  /** For each snapshot: the final row of each stack key, or NONE. */
  readonly rowsOfKeys: readonly Int32Array[];
}

/** The rows of matched keys, in their final order. Snapshots: BEFORE first, AFTER last; `order` is their order in time. */
export function rowTable(
  keys: StackKeys,
  matching: MatchedRows,
  snapshots: readonly Snapshot[],
  order: readonly number[],
  tables: CommonTables,
): RowsOfKeys {
  const length = matching.rows;
  const last = snapshots.length - 1;
  const columns = keys.counts.map((counts, snapshot) =>
    gather(counts, rowOfKeyIn(matching, snapshot, last), matching.rows),
  );
  const after = columns[last] ?? new Float64Array(length);
  const before = last > 0 ? (columns[0] ?? new Float64Array(length)) : new Float64Array(length);
  const { stack, state, flags, leaked } = describeMatches(keys, matching);
  const rowsInOrder = rowOrder({ length, stack, state, before, after }, tables);
  const rowOfMatch = new Int32Array(length);
  for (let row = 0; row < length; row++) rowOfMatch[rowsInOrder[row] ?? 0] = row;
  const integers = (column: ArrayLike<number>) => permuted(column, rowsInOrder, new Int32Array(length));
  const counts = (column: ArrayLike<number>) => permuted(column, rowsInOrder, new Float64Array(length));
  const sortedFlags = integers(flags);
  return {
    rows: {
      length,
      stack: seal(integers(stack)),
      state: seal(integers(stringRows(state, tables))),
      before: seal(counts(before)),
      after: seal(counts(after)),
      series: snapshots.length > 2 ? inTimeOrder(columns, order).map((column) => seal(counts(column))) : null,
      tier: seal(integers(matching.tier)),
      flags: seal(sortedFlags),
      beforeAtLeast: seal(last > 0 ? bounds(snapshots[0], sortedFlags) : new Uint8Array(length)),
      afterAtLeast: seal(bounds(snapshots[last], sortedFlags)),
      leakedProven: seal(counts(leaked)),
    },
    rowsOfKeys: keys.counts.map((_, snapshot) => finalRows(rowOfKeyIn(matching, snapshot, last), rowOfMatch)),
  };
}

function permuted<T extends Int32Array | Float64Array>(column: ArrayLike<number>, order: Int32Array, into: T): T {
  for (let row = 0; row < order.length; row++) into[row] = column[order[row] ?? 0] ?? 0;
  return into;
}

function finalRows(rowOfKey: Int32Array, rowOfMatch: Int32Array): Int32Array {
  const rows = new Int32Array(rowOfKey.length).fill(NONE);
  for (let key = 0; key < rows.length; key++) {
    const match = rowOfKey[key] ?? NONE;
    if (match !== NONE) rows[key] = rowOfMatch[match] ?? NONE;
  }
  return rows;
}

/** The rows of these texts among the strings of the tables; most are the same few. */
function stringRows(texts: readonly string[], tables: CommonTables): Int32Array {
  const rows = new Int32Array(texts.length);
  let last = '';
  let row = tables.string(last);
  for (let i = 0; i < rows.length; i++) {
    const text = texts[i] ?? '';
    if (text !== last) {
      last = text;
      row = tables.string(text);
    }
    rows[i] = row;
  }
  return rows;
}

/** BEFORE has rows of its own where a key means something else there. */
function rowOfKeyIn(matching: MatchedRows, snapshot: number, last: number): Int32Array {
  return snapshot === 0 && last > 0 ? matching.rowOfKeyInBefore : matching.rowOfKey;
}

function gather(counts: Float64Array, rowOfKey: Int32Array, rows: number): Float64Array {
  const sums = new Float64Array(rows);
  for (let key = 0; key < counts.length; key++) {
    const row = rowOfKey[key] ?? NONE;
    if (row !== NONE) sums[row] = (sums[row] ?? 0) + (counts[key] ?? 0);
  }
  return sums;
}

/** Stack, state and flags of each match: those of its newest key; states and flags of all. */
function describeMatches(keys: StackKeys, matching: MatchedRows) {
  const stack = new Int32Array(matching.rows).fill(NONE);
  const states = new Array<readonly string[]>(matching.rows).fill([]);
  const flags = new Int32Array(matching.rows);
  const leaked = new Float64Array(matching.rows);
  const add = (row: number, key: number) => {
    stack[row] = keys.stack[key] ?? NONE;
    const ofKey = keys.states[key] ?? [];
    const known = states[row] ?? ofKey;
    // Keys of one state share one list.
    states[row] = known === ofKey || known.length === 0 ? ofKey : [...known, ...ofKey];
    flags[row] = (flags[row] ?? 0) | (keys.flags[key] ?? 0);
  };
  // AFTER's keys come last, so that what they say stands.
  for (let key = 0; key < keys.length; key++) {
    const row = matching.rowOfKeyInBefore[key] ?? NONE;
    if (row !== NONE) add(row, key);
  }
  for (let key = 0; key < keys.length; key++) {
    const row = matching.rowOfKey[key] ?? NONE;
    if (row === NONE) continue;
    if (row !== matching.rowOfKeyInBefore[key]) add(row, key);
    leaked[row] = (leaked[row] ?? 0) + (keys.leaked[key] ?? 0);
  }
  return { stack, state: states.map(commonState), flags, leaked };
}

/** A file that ends too early makes every count of it a lower bound, a stack without its root only its own. */
function bounds(snapshot: Snapshot | undefined, flags: Int32Array): Uint8Array {
  if (snapshot?.completeness.truncated) return new Uint8Array(flags.length).fill(1);
  const capped = snapshot?.completeness.depthCapped ?? false;
  const bound = new Uint8Array(flags.length);
  for (let row = 0; capped && row < flags.length; row++) {
    if (((flags[row] ?? 0) & SampleFlag.DepthCapped) !== 0) bound[row] = 1;
  }
  return bound;
}
