import { expect, it } from 'vitest';
import type { CountCourse } from '../../src/core/report/model.ts';
import { timeAxis } from '../../src/renderer/series/time-axis.ts';

const NAME = (n: number) => `#${n}`;
const course = (...times: (string | null)[]): CountCourse => ({
  file: 'counts.json',
  name: '',
  trend: 'rising',
  perHour: null,
  reaches: null,
  points: times.map((time, i) => ({ time, count: i })),
});
const at = (clock: string) => `2026-11-20T${clock}:00Z`;

it('snapshots and counts with times share one axis, as wide as both', () => {
  const axis = timeAxis([at('11:00'), at('12:00')], [course(at('10:00'), at('14:00'))], [0, 400], NAME);
  expect(axis).toMatchObject({ snapshots: [100, 200], counts: [[0, 400]], isShared: true });
  expect(axis.ticks.map(({ label }) => label)).toContain('12:00');
});

it('snapshots without times stand a step apart; counts are then on their own', () => {
  const axis = timeAxis([null, null, null], [course(at('10:00'), at('11:00'), at('14:00'))], [0, 400], NAME);
  expect(axis.snapshots).toEqual([0, 200, 400]);
  expect(axis.ticks.map(({ label }) => label)).toEqual(['#1', '#2', '#3']);
  expect(axis).toMatchObject({ counts: [[0, 100, 400]], isShared: false });
});

it('counts without times are spread evenly', () => {
  const axis = timeAxis([at('11:00'), at('12:00')], [course(null, null, null)], [0, 400], NAME);
  expect(axis).toMatchObject({ snapshots: [0, 400], counts: [[0, 200, 400]], isShared: false });
});

it('times that do not rise are no axis', () => {
  expect(timeAxis([at('12:00'), at('11:00')], [], [0, 400], NAME).snapshots).toEqual([0, 400]);
});

it('one snapshot stands at the left', () => {
  expect(timeAxis([null], [], [10, 400], NAME).snapshots).toEqual([10]);
});
