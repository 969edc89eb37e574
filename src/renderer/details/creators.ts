import type { Diff } from '../../core/diff/diff.ts';
import { at, NONE } from '../../core/model/column.ts';
import { type FrameIndex, partIndex, type RowIndex } from '../../core/model/index-types.ts';

/** The parts of a row: its first, and one past its last. Parts are sorted by row. */
export function partsOf(diff: Diff, row: RowIndex): readonly [number, number] {
  const { row: rows, length } = diff.parts;
  const firstAtLeast = (wanted: number): number => {
    let low = 0;
    let high = length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((rows[middle] ?? 0) < wanted) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return [firstAtLeast(row), firstAtLeast(row + 1)];
}

/** The go statement that started most of a row's goroutines; null where no side tells. */
export function mainCreator(diff: Diff, row: RowIndex): FrameIndex | null {
  const [from, to] = partsOf(diff, row);
  const counts = new Map<FrameIndex, number>();
  for (let p = from; p < to; p++) {
    const part = partIndex(p);
    const creator = at(diff.parts.creator, part);
    if (creator === NONE) continue;
    const frame = at(diff.symbols.creators.frame, creator);
    counts.set(frame, (counts.get(frame) ?? 0) + Math.max(at(diff.parts.before, part), at(diff.parts.after, part)));
  }
  let most: FrameIndex | null = null;
  for (const [frame, count] of counts) {
    if (most === null || count > (counts.get(most) ?? 0)) most = frame;
  }
  return most;
}

/** Whether any goroutine is known to have been started by someone. */
export function knowsCreators({ parts }: Diff): boolean {
  for (let p = 0; p < parts.length; p++) if (at(parts.creator, partIndex(p)) !== NONE) return true;
  return false;
}
