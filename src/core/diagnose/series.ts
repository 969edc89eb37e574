import type { RowTable } from '../diff/diff.ts';
import { lineThrough, trendOf } from '../diff/trend.ts';
import { at } from '../model/column.ts';
import type { RowIndex } from '../model/index-types.ts';
import type { Snapshot } from '../model/snapshot.ts';
import type { SeriesTrend } from './finding.ts';

/** How the rows went over all snapshots of a series; null for a pair. */
export function seriesOf(rows: RowTable, of: readonly RowIndex[], snapshots: readonly Snapshot[]): SeriesTrend | null {
  if (rows.series === null) return null;
  const values = rows.series.map((column) => {
    let sum = 0;
    for (const row of of) sum += at(column, row);
    return sum;
  });
  const line = lineThrough(
    values,
    snapshots.map(({ origin }) => origin.capturedAt),
  );
  return { values, trend: trendOf(values), perHour: line?.perHour ?? null };
}
