import { NONE, seal } from '../model/column.ts';
import type { Snapshot } from '../model/snapshot.ts';
import type { WaitTable } from './diff.ts';
import { GroupedIntern } from './grouped-intern.ts';

/** How long AFTER's goroutines wait, row by row. Snapshots without ids print no minutes: no entries. */
export function waitTable(after: Snapshot, rowOfSample: Int32Array, rows: number): WaitTable {
  const waits = new GroupedIntern(rows);
  const counts: number[] = [];
  const { goroutines } = after;
  if (goroutines !== null) {
    for (let g = 0; g < goroutines.length; g++) {
      const row = rowOfSample[goroutines.sample[g] ?? 0] ?? NONE;
      if (row === NONE) continue;
      const wait = waits.intern(row, goroutines.minutes[g] ?? NONE, 0);
      counts[wait] = (counts[wait] ?? 0) + 1;
    }
  }
  const { group: row, a: minutes } = waits;
  const order = Uint32Array.from(counts.keys()).sort(
    (l, r) => row.get(l) - row.get(r) || minutes.get(l) - minutes.get(r),
  );
  const start = new Int32Array(rows + 1);
  for (const wait of order) start[row.get(wait) + 1] = (start[row.get(wait) + 1] ?? 0) + 1;
  for (let r = 0; r < rows; r++) start[r + 1] = (start[r + 1] ?? 0) + (start[r] ?? 0);
  return {
    start: seal(start),
    minutes: seal(Int32Array.from(order, (wait) => minutes.get(wait))),
    count: seal(Float64Array.from(order, (wait) => counts[wait] ?? 0)),
  };
}
