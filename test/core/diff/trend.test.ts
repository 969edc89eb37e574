import { describe, expect, it } from 'vitest';
import { courseOf, lineThrough, reachesAt, trendOf } from '../../../src/core/diff/trend.ts';

describe('trendOf', () => {
  it.each([
    [[10, 20, 30, 40], 'rising'],
    [[10, 20, 19, 30, 41], 'rising'],
    [[10, 40, 41, 41, 41], 'plateau'],
    [[7, 7, 7], 'plateau'],
    [[10, 40, 10, 40, 12], 'sawtooth'],
    [[40, 60, 20, 70], 'sawtooth'],
    [[40, 30, 20], 'falling'],
    [[], 'plateau'],
  ])('%j is %s', (values, trend) => {
    expect(trendOf(values)).toBe(trend);
  });
});

describe('lineThrough', () => {
  const times = ['2026-11-20T10:00:00Z', '2026-11-20T10:30:00Z', '2026-11-20T11:00:00Z'];

  it('is the least-squares rate per hour', () => {
    expect(lineThrough([100, 150, 200], times)?.perHour).toBeCloseTo(100, 9);
    expect(lineThrough([100, 160, 190], times)?.perHour).toBeCloseTo(90, 9);
  });

  it('is null without times, or where they are all one', () => {
    expect(lineThrough([1, 2], ['2026-11-20T10:00:00Z', null])).toBeNull();
    expect(lineThrough([1, 2], ['2026-11-20T10:00:00Z', '2026-11-20T10:00:00Z'])).toBeNull();
    expect(lineThrough([1], ['2026-11-20T10:00:00Z'])).toBeNull();
  });

  it('tells when a count is reached', () => {
    const line = lineThrough([100, 150, 200], times);
    expect(line && reachesAt(line, 1100)).toBe('2026-11-20T20:00Z');
    expect(line && reachesAt(line, 10)).toBeNull();
    const flat = lineThrough([100, 100, 100], times);
    expect(flat && reachesAt(flat, 1100)).toBeNull();
  });
});

describe('courseOf', () => {
  const times = ['2026-11-20T10:00:00Z', '2026-11-20T10:30:00Z', '2026-11-20T11:00:00Z'];

  it('tells where a rise leads: the next round number, with room', () => {
    expect(courseOf([100, 150, 200], times)).toMatchObject({
      trend: 'rising',
      reaches: { count: 1000, at: '2026-11-20T19:00Z' },
    });
    expect(courseOf([4000, 5000, 6000], times).reaches?.count).toBe(100_000);
  });

  it.each<[string, number[], (string | null)[]]>([
    ['without times', [100, 150, 200], [null, null, null]],
    ['of a plateau', [100, 200, 201], times],
    ['of a fall', [200, 150, 100], times],
  ])('tells nothing %s', (_, values, at) => {
    expect(courseOf(values, at).reaches).toBeNull();
  });
});
