import { describe, expect, it } from 'vitest';
import type { MatchMode } from '../../../src/core/diff/diff.ts';
import { diffSnapshots } from '../../../src/core/diff/diff-snapshots.ts';
import { confusion } from '../../support/confusion.ts';
import { readSnapshot } from '../../support/read-snapshot.ts';

const read = (build: string, phase: 'before' | 'after', level: number) =>
  readSnapshot(`pairs/${build}/${phase}.debug${level}.gz`);

const between = (build: string, from: number, to: number, match: MatchMode = 'auto') =>
  diffSnapshots([read('base', 'before', from), read(build, 'after', to)], { match }).diff;

/** How a redeploy may change what is otherwise one program: see test/fixtures/pairs/src/capture.sh. */
const BUILDS = [
  'restarted',
  'shifted',
  'closure',
  'trimpath',
  'vendored',
  'not-inlined',
  'go1.21',
  'go1.24',
  'go1.27',
  'everything',
];

describe.each(BUILDS)('base against %s', (build) => {
  it.each([
    [0, 0],
    [0, 1],
    [1, 0],
    [1, 1],
  ])('debug=%d against debug=%d matches 98 %% of the goroutines and joins none wrongly', (from, to) => {
    const { matched, goroutines, wrong, missed } = confusion(between(build, from, to), 'place');
    expect({ wrong, missed: matched / goroutines >= 0.98 ? [] : missed }).toEqual({ wrong: [], missed: [] });
    expect(goroutines).toBeGreaterThan(150);
  });

  it('joins no more in any mode', () => {
    for (const match of ['exact', 'lines', 'functions', 'canonical'] as const) {
      expect(confusion(between(build, 0, 0, match), 'place').wrong).toEqual([]);
    }
  });

  it('matches debug=2, where nothing but the stacks is told, as well as protobuf', () => {
    const matched = (level: number) => {
      const { rows } = between(build, level, level);
      let both = 0;
      for (let row = 0; row < rows.length; row++) {
        if ((rows.before[row] ?? 0) > 0 && (rows.after[row] ?? 0) > 0) both += rows.after[row] ?? 0;
      }
      return both;
    };
    expect(matched(2)).toBe(matched(0));
  });
});

describe('what two files are to each other', () => {
  it.each([
    ['base before', 'base after', { sameProcess: 'yes', sameBuild: 'yes', swappedSuspected: false }],
    ['base after', 'base before', { sameProcess: 'yes', sameBuild: 'yes', swappedSuspected: true }],
    ['base before', 'restarted after', { sameProcess: 'no', swappedSuspected: false }],
    ['base before', 'restarted before', { sameProcess: 'no' }],
    ['base before', 'shifted after', { sameProcess: 'no' }],
    ['base before', 'go1.21 after', { sameProcess: 'no' }],
    ['go1.21 before', 'go1.21 after', { sameProcess: 'yes', sameBuild: 'yes', swappedSuspected: false }],
    ['go1.27 after', 'go1.27 before', { sameProcess: 'yes', swappedSuspected: true }],
  ])('debug=2: %s against %s', (from, to, facts) => {
    const [before, after] = [from, to].map((name) => {
      const [build = '', phase] = name.split(' ');
      return read(build, phase === 'before' ? 'before' : 'after', 2);
    });
    if (before === undefined || after === undefined) throw new Error('a side is missing');
    const { comparison, rows } = diffSnapshots([before, after]).diff;
    expect(comparison).toMatchObject(facts);
    expect(rows.identity !== null).toBe(facts.sameProcess === 'yes');
  });

  it('debug=0: build ids and times tell', () => {
    const facts = (from: [string, 'before' | 'after'], to: [string, 'before' | 'after']) =>
      diffSnapshots([read(...from, 0), read(...to, 0)]).diff.comparison;
    expect(facts(['base', 'before'], ['base', 'after'])).toMatchObject({ sameProcess: 'unknown', sameBuild: 'yes' });
    expect(facts(['base', 'after'], ['base', 'before'])).toMatchObject({ swappedSuspected: true });
    expect(facts(['base', 'before'], ['shifted', 'after'])).toMatchObject({ sameProcess: 'no', sameBuild: 'no' });
  });

  it('follows every goroutine of one process', () => {
    const { totals } = diffSnapshots([read('base', 'before', 2), read('base', 'after', 2)]).diff;
    expect(totals).toMatchObject({ survivors: totals.before, moved: 0, gone: 0 });
    expect((totals.survivors ?? 0) + (totals.born ?? 0)).toBe(totals.after);
  });
});
