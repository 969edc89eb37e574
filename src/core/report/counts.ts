import type { CountSeries } from '../diff/count-series.ts';
import { courseOf } from '../diff/trend.ts';
import type { CountCourse } from './model.ts';

/** Series of one file that are kept: those with the highest counts. */
export const MOST_SERIES = 50;
/** Points of one series that are kept: more than a screen has columns. */
const MOST_POINTS = 1000;

/** Counts that came as files, each with its course; thinned to what can be shown. The course is that of all points. */
export function countCourses(file: string, series: readonly CountSeries[]): CountCourse[] {
  return [...series]
    .map((one) => ({ one, highest: one.points.reduce((most, { count }) => Math.max(most, count), 0) }))
    .sort((a, b) => b.highest - a.highest)
    .slice(0, MOST_SERIES)
    .map(({ one: { name, points } }) => ({
      file,
      name,
      points: thinned(points),
      ...courseOf(
        points.map(({ count }) => count),
        points.map(({ time }) => time),
      ),
    }));
}

/** Every k-th point, and the last. */
function thinned<T>(points: readonly T[]): T[] {
  const step = Math.ceil(points.length / MOST_POINTS);
  return points.filter((_, i) => i % step === 0 || i === points.length - 1);
}
