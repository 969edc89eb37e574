import { describe, expect, it } from 'vitest';
import { diffSnapshots } from '../../../src/core/diff/diff-snapshots.ts';
import { isLeakList } from '../../../src/core/diff/leak-profiles.ts';
import { snapshotFromText } from '../../support/snapshot-from-text.ts';

const BEFORE = '1 chan send | main.f';
const AFTER = '9 chan send | main.f\n 4 select | main.f\n 2 sleep | main.g';

function proven(list: string): number[] {
  const leaks = [snapshotFromText(list, { profile: 'goroutineleak', format: 'pprof' })];
  const { diff } = diffSnapshots([snapshotFromText(BEFORE), snapshotFromText(AFTER)], { leaks });
  expect(diff.totals).toMatchObject({ before: 1, after: 15 });
  return [...diff.rows.leakedProven];
}

describe('a goroutineleak profile', () => {
  it('marks what it lists, by stack and state', () => {
    expect(proven('5 chan send | main.f')).toEqual([5, 0, 0]);
    expect(proven('3 select | main.f')).toEqual([0, 3, 0]);
  });

  it('never marks more than are there', () => {
    expect(proven('50 chan send | main.f')).toEqual([9, 0, 0]);
    expect(proven('50 - | main.f')).toEqual([9, 4, 0]);
    expect(proven('5 chan send | main.elsewhere')).toEqual([0, 0, 0]);
  });

  it('says what it does not prove', () => {
    const leaks = [snapshotFromText('1 select | main.f', { profile: 'goroutineleak', format: 'debug1' })];
    expect(diffSnapshots([snapshotFromText(AFTER)], { leaks }).diff.comparison.reasons).toEqual([
      '1 goroutine of AFTER is proven leaked by the runtime; that others are not listed proves nothing.',
    ]);
  });

  it('is a list at debug=0 and debug=1, and a whole dump at debug=2', () => {
    const is = (format: 'pprof' | 'debug1' | 'debug2') =>
      isLeakList(snapshotFromText('', { profile: 'goroutineleak', format }));
    expect([is('pprof'), is('debug1'), is('debug2')]).toEqual([true, true, false]);
  });

  it('counts the marks that debug=2 prints', () => {
    const { rows } = diffSnapshots([
      snapshotFromText('#7 chan send | main.f'),
      snapshotFromText('#7 chan send, leaked | main.f\n#8 chan send | main.f'),
    ]).diff;
    expect([...rows.leakedProven]).toEqual([1]);
    expect(rows.after[0]).toBe(2);
  });
});
