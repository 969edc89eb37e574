import { Float64Growable, Int32Growable, NONE, seal } from '../model/column.ts';
import type { Snapshot } from '../model/snapshot.ts';
import type { WaitTable } from './diff.ts';
import { goroutinesByRow } from './goroutines-by-row.ts';

/** How long AFTER's goroutines wait, row by row. Snapshots without ids print no minutes: no entries. */
export function waitTable(after: Snapshot, rowOfSample: Int32Array, rows: number): WaitTable {
  const start = new Int32Array(rows + 1);
  const minutes = new Int32Growable();
  const counts = new Float64Growable();
  const { goroutines } = after;
  if (goroutines !== null) {
    const byRow = goroutinesByRow(goroutines, rowOfSample, rows);
    const waits = byRow.goroutine.map((g) => goroutines.minutes[g] ?? NONE);
    for (let row = 0; row < rows; row++) {
      const own = waits.subarray(byRow.start[row], byRow.start[row + 1]).sort();
      for (let i = 0; i < own.length; i++) {
        const wait = own[i] ?? NONE;
        if (i > 0 && wait === own[i - 1]) counts.add(counts.length - 1, 1);
        else {
          minutes.push(wait);
          counts.push(1);
        }
      }
      start[row + 1] = minutes.length;
    }
  }
  return { start: seal(start), minutes: seal(minutes.finish()), count: seal(counts.finish()) };
}
