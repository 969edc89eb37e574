/** How a count went over several snapshots. */
export type Trend = 'rising' | 'plateau' | 'sawtooth' | 'falling';

const HOUR = 3_600_000;

/**
 * falling: it ends lower than it began. sawtooth: on the way it fell by more than a tenth of its range. plateau: in
 * the second half it rose by no more than a twentieth of its range. rising: else. Values oldest first.
 */
export function trendOf(values: readonly number[]): Trend {
  const first = values[0] ?? 0;
  const last = values.at(-1) ?? 0;
  if (last < first) return 'falling';
  let low = first;
  let high = first;
  let deepestFall = 0;
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
    if (high - value > deepestFall) deepestFall = high - value;
  }
  const range = high - low;
  if (deepestFall > Math.max(1, range / 10)) return 'sawtooth';
  const middle = values[Math.floor((values.length - 1) / 2)] ?? first;
  return last - middle <= range / 20 ? 'plateau' : 'rising';
}

/** A straight line through points in time. */
export interface Line {
  /** Count per hour. */
  readonly perHour: number;
  /** Milliseconds since 1970 that the line is at `count`, and the count there. */
  readonly at: number;
  readonly count: number;
}

/**
 * The least-squares line through counts at times (ISO 8601; one a count). Null where a time is missing or all are
 * equal: without times there is no rate.
 */
export function lineThrough(counts: readonly number[], times: readonly (string | null)[]): Line | null {
  const at = times.map((time) => (time === null ? Number.NaN : Date.parse(time)));
  if (at.length !== counts.length || at.length < 2 || at.some(Number.isNaN)) return null;
  // Around the mean, so that milliseconds since 1970 lose no digits.
  const meanAt = mean(at);
  const meanCount = mean(counts);
  let over = 0;
  let under = 0;
  for (const [i, time] of at.entries()) {
    const hours = (time - meanAt) / HOUR;
    over += hours * ((counts[i] ?? 0) - meanCount);
    under += hours * hours;
  }
  return under === 0 ? null : { perHour: over / under, at: meanAt, count: meanCount };
}

/** How counts went, oldest first: what shape, how fast, and where to. */
export interface Course {
  readonly trend: Trend;
  /** Least-squares growth per hour, where the times are known. */
  readonly perHour: number | null;
  /** Of a rising trend with times: the next round number, and when it is reached at this rate. */
  readonly reaches: Reach | null;
}

export interface Reach {
  readonly count: number;
  /** ISO 8601 in UTC, to the minute. */
  readonly at: string;
}

/** The course of counts at times (ISO 8601, one a count, null where it is not known). */
export function courseOf(counts: readonly number[], times: readonly (string | null)[]): Course {
  const trend = trendOf(counts);
  const line = lineThrough(counts, times);
  const count = roundAbove(counts.at(-1) ?? 0);
  const at = line === null || trend !== 'rising' ? null : reachesAt(line, count);
  return { trend, perHour: line?.perHour ?? null, reaches: at === null ? null : { count, at } };
}

/** The first power of ten that is at least twice the count, and at least 1,000: 1,502 gives 10,000. */
function roundAbove(count: number): number {
  let round = 1000;
  while (round < 2 * count) round *= 10;
  return round;
}

/** When the line reaches a count, as ISO 8601 to the minute; null if never, or not within a hundred years. */
export function reachesAt(line: Line, count: number): string | null {
  const hours = (count - line.count) / line.perHour;
  if (!Number.isFinite(hours) || hours < 0 || hours > 100 * 365 * 24) return null;
  return `${new Date(line.at + hours * HOUR).toISOString().slice(0, 16)}Z`;
}

function mean(values: readonly number[]): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}
