import { describe, expect, test } from 'vitest';
import { findingsOf, MAIN } from './findings-of.ts';

/** What a finding says of waits in minutes; null: the dump line shows none. Half of them come there another way. */
function waitsOf(minutes: readonly (number | null)[]) {
  const lines = minutes.map((wait, i) => {
    const waited = wait === null ? '' : `, ${wait} minutes`;
    return `#${100 + i} chan send${waited} | shop.${i % 2 ? 'Place' : 'Import'} shop/order.go:9 > shop.confirm shop/order.go:36`;
  });
  const found = findingsOf(MAIN, [MAIN, ...lines].join('\n'));
  return found.find(({ at }) => at === 'shop.confirm:36')?.waitMinutes;
}

describe('wait minutes of a place', () => {
  test('the median is the shortest wait that half of those known have not outlasted', () => {
    expect(waitsOf([9, 2, 4, 7])).toEqual({ min: 2, median: 4, max: 9, unknown: 0 });
    expect(waitsOf([9, 2, 4, 7, 7])).toEqual({ min: 2, median: 7, max: 9, unknown: 0 });
    expect(waitsOf([1, 1, 1, 600])).toEqual({ min: 1, median: 1, max: 600, unknown: 0 });
  });

  test('those that show no minutes are counted apart', () => {
    expect(waitsOf([null, 3, null, 5, 8])).toEqual({ min: 3, median: 5, max: 8, unknown: 2 });
    expect(waitsOf([null, null])).toEqual({ min: 0, median: 0, max: 0, unknown: 2 });
  });
});
