import { NONE } from '../model/column.ts';
import type { GoroutineTable } from '../model/snapshot.ts';

/** The goroutines of a dump, sorted by the row that they stand in; those of one row in the order of the file. */
export interface GoroutinesByRow {
  /** Those of row r are goroutine[start[r]] up to goroutine[start[r + 1]]. */
  readonly start: Int32Array;
  readonly goroutine: Int32Array;
}

/** Counting sort. Goroutines of samples without a row are left out. */
export function goroutinesByRow(
  { sample, length }: GoroutineTable,
  rowOfSample: ArrayLike<number>,
  rows: number,
): GoroutinesByRow {
  const start = new Int32Array(rows + 1);
  for (let g = 0; g < length; g++) {
    const row = rowOfSample[sample[g] ?? 0] ?? NONE;
    if (row !== NONE) start[row + 1] = (start[row + 1] ?? 0) + 1;
  }
  for (let row = 0; row < rows; row++) start[row + 1] = (start[row + 1] ?? 0) + (start[row] ?? 0);
  const next = start.slice();
  const goroutine = new Int32Array(start[rows] ?? 0);
  for (let g = 0; g < length; g++) {
    const row = rowOfSample[sample[g] ?? 0] ?? NONE;
    if (row === NONE) continue;
    const place = next[row] ?? 0;
    goroutine[place] = g;
    next[row] = place + 1;
  }
  return { start, goroutine };
}
