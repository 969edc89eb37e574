import { scaleLinear, scaleUtc } from 'd3-scale';
import type { CountCourse } from '../../core/report/model.ts';

/** Where snapshots and counts stand from left to right, in pixels. */
export interface TimeAxis {
  /** One a snapshot. */
  readonly snapshots: readonly number[];
  /** One list a series of counts, one a point. */
  readonly counts: readonly (readonly number[])[];
  readonly ticks: readonly { readonly x: number; readonly label: string }[];
  /** Whether counts stand at their times beside the snapshots. Else they are spread over the width, on their own. */
  readonly isShared: boolean;
}

/** Pixels that a label of the axis takes. */
const LABEL = 110;

/**
 * By their times where all of them are known (ISO 8601, oldest first), else a step a snapshot. `name` labels a
 * snapshot without a time by its number from 1.
 */
export function timeAxis(
  times: readonly (string | null)[],
  counts: readonly CountCourse[],
  [from, to]: readonly [number, number],
  name: (number: number) => string,
): TimeAxis {
  const known = times.map(milliseconds);
  const rises = known.every((time, i) => Number.isFinite(time) && (i === 0 || time > (known[i - 1] ?? 0)));
  const pointTimes = counts.map(({ points }) => points.map(({ time }) => milliseconds(time)));
  const told = pointTimes.map((list) => list.every(Number.isFinite));
  if (!rises) {
    const steps = scaleLinear([0, Math.max(1, times.length - 1)], [from, to]);
    const snapshots = times.map((_, i) => steps(i));
    return {
      snapshots,
      counts: pointTimes.map((list, i) => spread(list, told[i] ?? false, [from, to])),
      ticks: snapshots.map((x, i) => ({ x, label: name(i + 1) })),
      isShared: false,
    };
  }
  const all = [...known, ...pointTimes.filter((_, i) => told[i]).flat()];
  const [first, last] = all.reduce(
    ([low, high], time) => [Math.min(low, time), Math.max(high, time)],
    [Infinity, -Infinity],
  );
  const clock = scaleUtc([new Date(first), new Date(Math.max(last, first + 1))], [from, to]);
  const format = clock.tickFormat(0, labelFormat(last - first));
  return {
    snapshots: known.map((time) => clock(new Date(time))),
    counts: pointTimes.map((list, i) =>
      told[i] ? list.map((time) => clock(new Date(time))) : spread(list, false, [from, to]),
    ),
    ticks: clock
      .ticks(Math.max(2, Math.floor((to - from) / LABEL)))
      .map((time) => ({ x: clock(time), label: format(time) })),
    isShared: told.every((is) => is),
  };
}

/** Hours as elsewhere, 0 to 23; seconds or days where the span asks for them. All times are UTC. */
function labelFormat(span: number): string {
  if (span < 5 * 60_000) return '%H:%M:%S';
  return span < 36 * 3_600_000 ? '%H:%M' : '%b %d %H:%M';
}

/** Points from one end to the other, by their times where they have any. */
function spread(times: readonly number[], told: boolean, range: readonly [number, number]): number[] {
  const places = told ? times : times.map((_, i) => i);
  const scale = scaleLinear([places[0] ?? 0, Math.max(places.at(-1) ?? 1, (places[0] ?? 0) + 1)], range);
  return places.map((place) => scale(place));
}

function milliseconds(time: string | null): number {
  return time === null ? Number.NaN : Date.parse(time);
}
