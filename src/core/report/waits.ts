import type { WaitMinutes } from '../diagnose/finding.ts';
import type { Diff } from '../diff/diff.ts';
import { at, NONE } from '../model/column.ts';
import type { RowIndex } from '../model/index-types.ts';

/** Wait minutes of AFTER's goroutines in a row; null where no goroutine of it shows any. */
export function waitsOf({ waits }: Diff, row: RowIndex): WaitMinutes | null {
  const first = at(waits.start, row);
  const end = waits.start[row + 1] ?? first;
  let unknown = 0;
  let known = 0;
  for (let i = first; i < end; i++) {
    if (at(waits.minutes, i) === NONE) unknown += at(waits.count, i);
    else known += at(waits.count, i);
  }
  if (known === 0) return null;
  let min = NONE;
  let max = 0;
  let median = 0;
  let passed = 0;
  for (let i = first; i < end; i++) {
    const minutes = at(waits.minutes, i);
    if (minutes === NONE) continue;
    if (min === NONE) min = minutes;
    if (passed < (known + 1) / 2) median = minutes;
    passed += at(waits.count, i);
    max = minutes;
  }
  return { min, median, max, unknown };
}
