import type { Diff } from '../diff/diff.ts';
import { rowId } from '../diff/row-id.ts';
import { rowIndex } from '../model/index-types.ts';

/** The id of each row; where two rows read the same (once paths are left out), "-2", "-3" … keep them apart. */
export function rowIds(diff: Diff): readonly string[] {
  const seen = new Map<string, number>();
  return Array.from({ length: diff.rows.length }, (_, row) => {
    const id = rowId(diff, rowIndex(row));
    const times = (seen.get(id) ?? 0) + 1;
    seen.set(id, times);
    return times === 1 ? id : `${id}-${times}`;
  });
}
