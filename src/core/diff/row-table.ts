import { NONE, seal } from '../model/column.ts';
import { commonState } from '../model/goroutine-state.ts';
import { SampleFlag, type Snapshot } from '../model/snapshot.ts';
import type { CommonTables } from './common-tables.ts';
import type { RowTable } from './diff.ts';
import type { Matching } from './matching.ts';
import { rowOrder } from './row-order.ts';
import type { StackKeys } from './stack-keys.ts';

export interface RowsOfKeys {
  /** Without identity, which is found by the rows. */
  readonly rows: Omit<RowTable, 'identity'>;
  /** The final row of each stack key. */
  readonly rowOfKey: Int32Array;
  /** The final row of each row of the matching. */
  readonly rowOfMatch: Int32Array;
}

/** The rows of matched keys, in their final order. */
export function rowTable(
  keys: StackKeys,
  matching: Matching,
  snapshots: readonly Snapshot[],
  tables: CommonTables,
): RowsOfKeys {
  const length = matching.rows;
  const last = snapshots.length - 1;
  const columns = keys.counts.map((counts) => gather(counts, matching));
  const after = columns[last] ?? new Float64Array(length);
  const before = last > 0 ? (columns[0] ?? new Float64Array(length)) : new Float64Array(length);
  const { stack, state, flags, leaked } = describeMatches(keys, matching);
  const order = rowOrder({ length, stack, state, before, after }, tables);
  const rowOfMatch = new Int32Array(length);
  order.forEach((match, row) => {
    rowOfMatch[match] = row;
  });
  const sorted = <T extends Int32Array | Float64Array | Uint8Array>(column: T): T => {
    const copy = column.slice();
    order.forEach((match, row) => {
      copy[row] = column[match] ?? 0;
    });
    return copy as T;
  };
  const sortedFlags = sorted(flags);
  return {
    rows: {
      length,
      stack: seal(sorted(stack)),
      state: seal(sorted(Int32Array.from(state, (text) => tables.string(text)))),
      before: seal(sorted(before)),
      after: seal(sorted(after)),
      series: snapshots.length > 2 ? columns.map((column) => seal(sorted(column))) : null,
      tier: seal(sorted(matching.tier)),
      flags: seal(sortedFlags),
      beforeAtLeast: seal(last > 0 ? bounds(snapshots[0], sortedFlags) : new Uint8Array(length)),
      afterAtLeast: seal(bounds(snapshots[last], sortedFlags)),
      leakedProven: seal(sorted(leaked)),
    },
    rowOfKey: Int32Array.from(matching.rowOfKey, (match) => rowOfMatch[match] ?? NONE),
    rowOfMatch,
  };
}

function gather(counts: Float64Array, matching: Matching): Float64Array {
  const sums = new Float64Array(matching.rows);
  for (let key = 0; key < counts.length; key++) {
    const row = matching.rowOfKey[key] ?? 0;
    sums[row] = (sums[row] ?? 0) + (counts[key] ?? 0);
  }
  return sums;
}

/** Stack, state and flags of each match: those of its key that is newest. */
function describeMatches(keys: StackKeys, matching: Matching) {
  const stack = new Int32Array(matching.rows).fill(NONE);
  const newest = new Int32Array(matching.rows).fill(-1);
  const flags = new Int32Array(matching.rows);
  const leaked = new Float64Array(matching.rows);
  const states = new Array<readonly string[]>(matching.rows).fill([]);
  for (let key = 0; key < keys.length; key++) {
    const row = matching.rowOfKey[key] ?? 0;
    const seen = newestSnapshot(keys, key);
    const ofKey = keys.states[key] ?? [];
    states[row] = newest[row] === -1 ? ofKey : [...(states[row] ?? []), ...ofKey];
    if (seen > (newest[row] ?? -1)) {
      newest[row] = seen;
      stack[row] = keys.stack[key] ?? NONE;
    }
    flags[row] = (flags[row] ?? 0) | (keys.flags[key] ?? 0);
    leaked[row] = (leaked[row] ?? 0) + (keys.leaked[key] ?? 0);
  }
  return { stack, state: states.map((list) => commonState(list)), flags, leaked };
}

function newestSnapshot(keys: StackKeys, key: number): number {
  let snapshot = keys.counts.length - 1;
  while (snapshot > 0 && (keys.counts[snapshot]?.[key] ?? 0) === 0) snapshot--;
  return snapshot;
}

/** A file that ends too early makes every count of it a lower bound, a stack without its root only its own. */
function bounds(snapshot: Snapshot | undefined, flags: Int32Array): Uint8Array {
  if (snapshot?.completeness.truncated) return new Uint8Array(flags.length).fill(1);
  const capped = snapshot?.completeness.depthCapped ?? false;
  return Uint8Array.from(flags, (bits) => (capped && (bits & SampleFlag.DepthCapped) !== 0 ? 1 : 0));
}
