import { NONE, seal } from '../model/column.ts';
import { commonState } from '../model/goroutine-state.ts';
import { SampleFlag, type Snapshot } from '../model/snapshot.ts';
import type { CommonTables } from './common-tables.ts';
import type { RowTable } from './diff.ts';
import type { MatchedRows } from './matching.ts';
import { inTimeOrder } from './pair-order.ts';
import { rowOrder } from './row-order.ts';
import type { StackKeys } from './stack-keys.ts';
import type { StateSets } from './state-sets.ts';

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
  const { stack, states, flags, leaked } = describeMatches(keys, matching);
  const state = shownStates(states, keys.states, tables);
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
      state: seal(integers(state)),
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

/** For each set of states the row of the state that it is shown as among the strings of the tables. */
function shownStates(sets: Int32Array, states: StateSets, tables: CommonTables): Int32Array {
  const shown: (number | undefined)[] = [];
  const rows = new Int32Array(sets.length);
  for (let row = 0; row < rows.length; row++) {
    const set = sets[row] ?? NONE;
    const state = shown[set] ?? tables.string(commonState(states.states(set)));
    shown[set] = state;
    rows[row] = state;
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
  const states = new Int32Array(matching.rows).fill(NONE);
  const flags = new Int32Array(matching.rows);
  const leaked = new Float64Array(matching.rows);
  const add = (row: number, key: number) => {
    stack[row] = keys.stack[key] ?? NONE;
    const ofKey = keys.stateSet[key] ?? 0;
    const known = states[row] ?? NONE;
    states[row] = known === NONE ? ofKey : keys.states.union(known, ofKey);
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
  return { stack, states, flags, leaked };
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
