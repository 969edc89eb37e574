import type { DiffWithSnapshots } from '../diff/diff.ts';
import { inTimeOrder } from '../diff/pair-order.ts';
import { courseOf } from '../diff/trend.ts';
import { at } from '../model/column.ts';
import type { RowIndex } from '../model/index-types.ts';
import type { SeriesTrend } from './finding.ts';

/** How the rows went over all snapshots of a series, oldest first; null for a pair. */
export function seriesOf({ diff, snapshots, order }: DiffWithSnapshots, of: readonly RowIndex[]): SeriesTrend | null {
  const { series } = diff.rows;
  if (series === null) return null;
  const values = series.map((column) => {
    let sum = 0;
    for (const row of of) sum += at(column, row);
    return sum;
  });
  const times = inTimeOrder(
    snapshots.map(({ origin }) => origin.capturedAt),
    order,
  );
  return { values, ...courseOf(values, times) };
}
