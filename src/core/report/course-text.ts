import { count, many } from '../diagnose/words.ts';
import type { Course } from '../diff/trend.ts';
import type { CountCourse } from './model.ts';
import { signed } from './summary.ts';

/** "rising, +57 an hour; reaches 10,000 at this rate by 2026-11-20 18:30 UTC". */
export function courseText(course: Course): string {
  return `${course.trend}${paceText(course)}`;
}

/** The same without the trend: ", +57 an hour; reaches …", or "" where no times are known. */
export function paceText({ perHour, reaches }: Course): string {
  const rate = perHour === null ? '' : `, ${signed(perHour)} an hour`;
  const to = reaches === null ? '' : `; reaches ${count(reaches.count)} at this rate by ${minute(reaches.at)}`;
  return `${rate}${to}`;
}

/** A series of counts in one line: "counts.json pod=a: 12 → 1,502 over 180 points, rising, …". */
export function countsText(course: CountCourse): string {
  const { file, name, points } = course;
  const first = points[0];
  const last = points.at(-1);
  const when = first?.time && last?.time ? `, ${minute(first.time)} to ${minute(last.time)}` : '';
  const range = `${count(first?.count ?? 0)} → ${count(last?.count ?? 0)}`;
  return `${name === '' ? file : `${file} ${name}`}: ${range} (${many(points.length, 'point')}${when}), ${courseText(course)}`;
}

/** "2026-11-20 18:30 UTC". */
function minute(iso: string): string {
  return `${iso.slice(0, 16).replace('T', ' ')} UTC`;
}
