import { expect, it } from 'vitest';
import { diffSnapshots } from '../../../src/core/diff/diff-snapshots.ts';
import { goroutinesOf } from '../../../src/core/diff/goroutines-of.ts';
import { rowIndex } from '../../../src/core/model/index-types.ts';
import { type SnapshotFacts, snapshotFromText } from '../../support/snapshot-from-text.ts';

const BEFORE = `#50 select, 3 minutes | main.work < main.serve in 9
 #51 select | main.work < main.serve in 9
 #52 sleep | main.nap < main.serve in 9`;
const AFTER = `#60 select | main.work < main.serve in 9
 #52 select | main.work < main.serve in 9
 #50 select, 5 minutes | main.work < main.serve in 9`;

function listed(before: string | null, after: string, facts: SnapshotFacts = {}, limit = 10): string[] {
  const snapshots = before === null ? [] : [snapshotFromText(before)];
  const d = diffSnapshots([...snapshots, snapshotFromText(after, facts)]);
  return goroutinesOf(d, [rowIndex(0)], limit).map(
    ({ id, side, minutes, creatorId }) => `${id} ${side} ${minutes ?? '-'} by ${creatorId}`,
  );
}

it('lists AFTER in the order of its file, then who is gone', () => {
  expect(listed(BEFORE, AFTER)).toEqual(['60 born - by 9', '52 moved - by 9', '50 survivor 5 by 9', '51 gone - by 9']);
});

it('claims nothing of what is behind a cut', () => {
  expect(listed(BEFORE, AFTER, { truncated: true }).at(-1)).toBe('51 before - by 9');
});

it('claims nothing after a restart', () => {
  const restarted = AFTER.replaceAll('in 9', 'in 10');
  expect(listed(BEFORE, restarted).map((line) => line.split(' ')[1])).toEqual([
    'after',
    'after',
    'after',
    'before',
    'before',
  ]);
});

it('lists a snapshot alone, up to the limit', () => {
  expect(listed(null, AFTER, {}, 2)).toEqual(['60 after - by 9', '52 after - by 9']);
});
