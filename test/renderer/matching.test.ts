import { describe, expect, it } from 'vitest';
import { rowId } from '../../src/core/diff/row-id.ts';
import { rowIndex } from '../../src/core/model/index-types.ts';
import { patternWords, withLabel } from '../../src/renderer/graph/filter-words.ts';
import {
  choiceOf,
  type Manual,
  matchOfRow,
  withJoin,
  without,
  withSplit,
} from '../../src/renderer/matching/corrections.ts';
import { matchShares } from '../../src/renderer/matching/match-shares.ts';
import { analysisOf } from '../support/analysis-of.ts';

const NONE: Manual = { join: [], split: [] };

/** `renamed` ids differ, so that the sides are not known to be one build. */
function dump(fn: string, count: number, firstId: number): string {
  const record = (id: number, name: string, file: string) =>
    `goroutine ${id} [select]:\nshop.${name}()\n\t/src/${file} +0x1\ncreated by shop.Serve in goroutine 1\n\t/src/main.go:9 +0x2\n`;
  const renamed = Array.from({ length: count }, (_, i) => record(firstId + i, fn, 'pay.go:10'));
  return [...renamed, record(firstId + 500, 'poll', 'poll.go:7')].join('\n');
}

const analysed = (manual: Manual = NONE) =>
  analysisOf(
    [
      { name: 'before.txt', content: dump('oldName', 3, 1000) },
      { name: 'after.txt', content: dump('newName', 7, 9000) },
    ],
    [],
    { manual },
  );
const [NEW, POLL, OLD] = [0, 1, 2].map(rowIndex) as [
  ReturnType<typeof rowIndex>,
  ReturnType<typeof rowIndex>,
  ReturnType<typeof rowIndex>,
];

describe('corrections of matches', () => {
  it('tell how a row was matched, and what it may be', () => {
    const analysis = analysed();
    expect(matchOfRow(analysis, NEW)).toMatchObject({
      by: 'none',
      only: 'after',
      offers: [{ before: OLD, after: NEW }],
    });
    expect(matchOfRow(analysis, POLL)).toMatchObject({ by: 'exact', only: null, manual: null, offers: [] });
  });

  it('join two rows, whichever is named first, and only one of each side', () => {
    const analysis = analysed();
    const joined = withJoin(NONE, analysis, NEW, OLD);
    expect(joined).toEqual(withJoin(NONE, analysis, OLD, NEW));
    expect(joined?.join).toEqual([[rowId(analysis.diff, OLD), rowId(analysis.diff, NEW)]]);
    expect(withJoin(NONE, analysis, NEW, POLL)).toBeNull();
  });

  it('are read back from the analysis that they made', () => {
    const manual = withJoin(NONE, analysed(), NEW, OLD) ?? NONE;
    const after = analysed(manual);
    expect(choiceOf(after)).toEqual({ pair: null, manual });
    expect(matchOfRow(after, rowIndex(0))).toMatchObject({ by: 'hand', only: null });
    expect([...matchShares(after.diff.rows).keys()]).toEqual(['exact', 'hand']);
  });

  it('take a join by hand back instead of splitting what it made', () => {
    const manual = withJoin(NONE, analysed(), NEW, OLD) ?? NONE;
    expect(withSplit(manual, analysed(manual), rowIndex(0))).toEqual(NONE);
  });

  it('split a match, and forget it again', () => {
    const manual = withSplit(NONE, analysed(), POLL);
    const parted = analysed(manual);
    const [match] = parted.diff.comparison.manual;
    if (match === undefined) throw new Error('it was split');
    expect(match.rows).toHaveLength(2);
    expect(without(manual, match)).toEqual(NONE);
  });
});

describe('shares of matches', () => {
  it('sum to all, with what is on one side only told apart', () => {
    const shares = matchShares(analysed().diff.rows);
    expect([...shares.keys()]).toEqual(['exact', 'none']);
    expect([...shares.values()].reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
  });
});

describe('filters by label', () => {
  it('add up for one key, and read as names', () => {
    const one = withLabel(null, 'tenant', 'a.b, c');
    expect(one).toBe('tenant=^a\\.b\\x2c c$');
    expect(patternWords(one)).toBe('tenant=a.b, c');
    expect(patternWords(withLabel(one, 'tenant', 'd'))).toBe('tenant=a.b, c or d');
    expect(withLabel(one, 'route', '/x')).toBe('route=^/x$');
  });

  it('are read by the filters as exactly these values', async () => {
    const { compileFilters } = await import('../../src/core/model/filter-pattern.ts');
    const { NO_FILTERS } = await import('../../src/core/model/filters.ts');
    const compiled = compileFilters({ ...NO_FILTERS, tagIgnore: withLabel(withLabel(null, 'k', 'a,b'), 'k', 'c') });
    if (!compiled.ok) throw new Error(compiled.message);
    const test = (value: string) => compiled.filters.tagIgnore?.([['k', value]]);
    expect(['a,b', 'c', 'a', 'b', 'cc'].map(test)).toEqual([true, true, false, false, false]);
  });
});
