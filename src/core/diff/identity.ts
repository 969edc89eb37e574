import { NONE, seal } from '../model/column.ts';
import type { RowIdentity } from './diff.ts';
import type { SharedIds } from './shared-ids.ts';

/** Which sides end before their last goroutine. */
export interface Cut {
  readonly before: boolean;
  readonly after: boolean;
}

export interface IdentityTotals {
  readonly survivors: number;
  readonly moved: number;
  readonly born: number | null;
  readonly gone: number | null;
}

/**
 * Who stayed in each row, who came from and went to another, who is new and who is gone. A goroutine that is left out
 * on the other side (it wrote the dump) has moved there. Only to be asked of two dumps of one process.
 */
export function rowIdentity(
  shared: SharedIds,
  beforeRowOfSample: Int32Array,
  afterRowOfSample: Int32Array,
  rows: number,
  cut: Cut,
): { readonly identity: RowIdentity; readonly totals: IdentityTotals } {
  const { before, after, partner } = shared;
  const survivors = new Float64Array(rows);
  const movedIn = new Float64Array(rows);
  const movedOut = new Float64Array(rows);
  const born = new Float64Array(rows);
  const gone = new Float64Array(rows);
  const add = (column: Float64Array, row: number) => {
    if (row !== NONE) column[row] = (column[row] ?? 0) + 1;
  };
  const stayed = new Uint8Array(before.length);
  let moved = 0;
  for (let g = 0; g < after.length; g++) {
    const row = afterRowOfSample[after.sample[g] ?? 0] ?? NONE;
    const earlier = partner[g] ?? NONE;
    if (earlier === NONE) {
      add(born, row);
      continue;
    }
    stayed[earlier] = 1;
    const earlierRow = beforeRowOfSample[before.sample[earlier] ?? 0] ?? NONE;
    if (earlierRow === row) add(survivors, row);
    else {
      moved++;
      add(movedIn, row);
      add(movedOut, earlierRow);
    }
  }
  for (let g = 0; g < before.length; g++) {
    if (stayed[g] === 0) add(gone, beforeRowOfSample[before.sample[g] ?? 0] ?? NONE);
  }
  const sum = (column: Float64Array) => column.reduce((total, count) => total + count, 0);
  return {
    identity: {
      survivors: seal(survivors),
      movedIn: seal(movedIn),
      movedOut: seal(movedOut),
      born: cut.before ? null : seal(born),
      gone: cut.after ? null : seal(gone),
    },
    totals: {
      survivors: sum(survivors),
      moved,
      born: cut.before ? null : sum(born),
      gone: cut.after ? null : sum(gone),
    },
  };
}
