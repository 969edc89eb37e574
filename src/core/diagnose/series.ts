import type { RowTable } from '../diff/diff.ts';
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
  return { values, trend: trendOf(values), perHour: perHour(values, snapshots) };
}

/**
 * rising: never fell by more than a tenth of the whole rise. sawtooth: it fell at least once by more. plateau: it
 * rose, then stood still for the last half. falling: it ends below its start.
 */
function trendOf(values: readonly number[]): SeriesTrend['trend'] {
  const first = values[0] ?? 0;
  const last = values.at(-1) ?? 0;
  if (last < first) return 'falling';
  let low = first;
  let high = first;
  let drop = 0;
  for (const value of values) {
    if (value > high) high = value;
    if (value < low) low = value;
    drop = Math.max(drop, high - value);
  }
  if (drop > Math.max(1, (high - low) / 10)) return 'sawtooth';
  const middle = values[Math.floor((values.length - 1) / 2)] ?? first;
  return last - middle <= Math.max(0, (high - low) / 20) ? 'plateau' : 'rising';
}

/** Least-squares slope; null unless every snapshot tells its time and the times differ. */
function perHour(values: readonly number[], snapshots: readonly Snapshot[]): number | null {
  const hours: number[] = [];
  for (const { origin } of snapshots) {
    const time = origin.capturedAt === null ? Number.NaN : Date.parse(origin.capturedAt);
    if (Number.isNaN(time)) return null;
    hours.push(time / 3_600_000);
  }
  const meanX = mean(hours);
  const meanY = mean(values);
  let over = 0;
  let under = 0;
  for (const [i, x] of hours.entries()) {
    over += (x - meanX) * ((values[i] ?? 0) - meanY);
    under += (x - meanX) ** 2;
  }
  return under === 0 ? null : over / under;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
