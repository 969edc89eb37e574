import { describe, expect, it } from 'vitest';
import type { DiffOptions } from '../../../src/core/diff/diff-options.ts';
import { diffSnapshots } from '../../../src/core/diff/diff-snapshots.ts';
import { rowId } from '../../../src/core/diff/row-id.ts';
import { rowIndex } from '../../../src/core/model/index-types.ts';
import { formatDiff } from '../../support/format-diff.ts';
import { snapshotFromText } from '../../support/snapshot-from-text.ts';

const BEFORE = '3 select | main.main m.go:1 > main.oldName f.go:10 < main.boot b.go:1\n 2 sleep | main.g g.go:1';
const AFTER = '5 select | main.main m.go:1 > main.newName f.go:10 < main.boot b.go:1\n 2 sleep | main.g g.go:1';

const compare = (manual: DiffOptions['manual'] = { join: [], split: [] }) =>
  diffSnapshots([snapshotFromText(BEFORE), snapshotFromText(AFTER)], { manual }).diff;

/** The id of the row with this text. */
function idOf(text: string, diff = compare()): string {
  const row = formatDiff(diff).findIndex((line) => line.includes(text));
  return rowId(diff, rowIndex(row));
}

describe('a row that was renamed', () => {
  it('is offered, not merged', () => {
    const diff = compare();
    expect(formatDiff(diff)).toEqual([
      '0 → 5 +5 select none | main.main:1 > main.newName:10',
      '2 → 2 0 sleep exact | main.g:1',
      '3 → 0 -3 select none | main.main:1 > main.oldName:10',
    ]);
    expect(diff.comparison.probable).toEqual([
      {
        before: 2,
        after: 0,
        why: 'Probably the same: both are parked in the same file, started by the same function, in the same state, 1 of 2 functions are the same.',
      },
    ]);
  });

  it('is one row once a person joins it, and the report says so', () => {
    const diff = compare({ join: [[idOf('oldName'), idOf('newName')]], split: [] });
    expect(formatDiff(diff)).toEqual([
      '3 → 5 +2 select none | main.main:1 > main.newName:10',
      '2 → 2 0 sleep exact | main.g:1',
    ]);
    expect(diff.comparison.manual).toMatchObject([
      { kind: 'join', rows: [0], text: 'Joined by hand: main.oldName:10 (select) with main.newName:10 (select).' },
    ]);
    expect(diff.comparison.probable).toEqual([]);
  });
});

describe('a match that is wrong', () => {
  it('is two rows once a person splits it, with ids of their own', () => {
    const diff = compare({ join: [], split: [idOf('main.g')] });
    expect(formatDiff(diff).filter((row) => row.includes('main.g'))).toEqual([
      '0 → 2 +2 sleep none | main.g:1',
      '2 → 0 -2 sleep none | main.g:1',
    ]);
    expect(diff.comparison.manual).toMatchObject([
      { kind: 'split', rows: [1, 2], text: 'Split by hand: main.g:1 (sleep).' },
    ]);
    const ids = new Set(Array.from({ length: diff.rows.length }, (_, row) => rowId(diff, rowIndex(row))));
    expect(ids.size).toBe(diff.rows.length);
  });
});

it('ids that no row has change nothing', () => {
  const diff = compare({
    join: [
      ['x', 'y'],
      [idOf('newName'), idOf('oldName')],
    ],
    split: ['z'],
  });
  expect(formatDiff(diff)).toEqual(formatDiff(compare()));
  // But each is said: a correction that was made on other files does not vanish without a word.
  expect(diff.comparison.manual.map(({ text }) => text)).toEqual([
    'Split by hand, but not here: no match has the id z.',
    'Joined by hand, but not here: no rows have the ids x and y.',
    expect.stringMatching(/^Joined by hand, but not here/),
  ]);
  expect(diff.comparison.manual.flatMap(({ rows }) => rows)).toEqual([]);
});
