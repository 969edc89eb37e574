import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Diff, MATCH_TIERS, type MatchMode, type Normalize } from '../../../src/core/diff/diff.ts';
import type { DiffOptions } from '../../../src/core/diff/diff-options.ts';
import { diffSnapshots } from '../../../src/core/diff/diff-snapshots.ts';
import { rowId } from '../../../src/core/diff/row-id.ts';
import { rowIndex } from '../../../src/core/model/index-types.ts';
import { checkSymbols } from '../../../src/core/model/integrity.ts';
import { countedLines, followedPair } from '../../support/arbitrary-snapshot.ts';
import { formatDiff } from '../../support/format-diff.ts';
import { snapshotFromText } from '../../support/snapshot-from-text.ts';

type Lines = readonly string[];
const diffOf = (before: Lines, after: Lines, options: Partial<DiffOptions> = {}): Diff =>
  diffSnapshots([snapshotFromText(before.join('\n')), snapshotFromText(after.join('\n'))], options).diff;

const sum = (column: Iterable<number>) => [...column].reduce((total, value) => total + value, 0);
const count = (lines: Lines) => sum(lines.map((line) => (line.startsWith('#') ? 1 : Number.parseInt(line, 10))));
const MODES: readonly MatchMode[] = ['auto', 'exact', 'lines', 'functions', 'canonical'];
const mode = fc.constantFrom(...MODES);
const normalize = fc.constantFrom<Normalize>('none', 'total', 'per1000');

describe('the diff of any two snapshots', () => {
  it('sums to the totals in every mode, row by row and part by part', () => {
    fc.assert(
      fc.property(countedLines, countedLines, mode, normalize, (before, after, match, scale) => {
        const { rows, parts, totals, symbols } = diffOf(before, after, { match, normalize: scale });
        expect(sum(rows.before)).toBe(totals.before);
        expect(sum(rows.after)).toBe(totals.after);
        if (scale === 'none') expect([totals.before, totals.after]).toEqual([count(before), count(after)]);
        const ofParts = { before: new Float64Array(rows.length), after: new Float64Array(rows.length) };
        for (let part = 0; part < parts.length; part++) {
          const row = parts.row[part] ?? -1;
          ofParts.before[row] = (ofParts.before[row] ?? 0) + (parts.before[part] ?? 0);
          ofParts.after[row] = (ofParts.after[row] ?? 0) + (parts.after[part] ?? 0);
        }
        expect([...ofParts.before]).toEqual([...rows.before]);
        expect([...ofParts.after]).toEqual([...rows.after]);
        expect(checkSymbols(symbols)).toEqual([]);
      }),
    );
  });

  it('does not depend on the order of goroutines', () => {
    const shuffled = fc
      .tuple(countedLines, countedLines)
      .chain(([before, after]) =>
        fc.tuple(
          fc.constant([before, after] as const),
          fc.shuffledSubarray([...before], { minLength: before.length }),
          fc.shuffledSubarray([...after], { minLength: after.length }),
        ),
      );
    fc.assert(
      fc.property(shuffled, mode, ([[before, after], otherBefore, otherAfter], match) => {
        const diff = diffOf(before, after, { match });
        const other = diffOf(otherBefore, otherAfter, { match });
        expect(formatDiff(other)).toEqual(formatDiff(diff));
        const ids = (d: Diff) => Array.from({ length: d.rows.length }, (_, row) => rowId(d, rowIndex(row)));
        expect(ids(other)).toEqual(ids(diff));
        expect(new Set(ids(diff)).size).toBe(diff.rows.length);
        expect(other.comparison.probable.map(({ why }) => why)).toEqual(diff.comparison.probable.map(({ why }) => why));
      }),
    );
  });

  it('is empty between a snapshot and itself', () => {
    fc.assert(
      fc.property(countedLines, mode, (lines, match) => {
        const { rows, totals } = diffOf(lines, lines, { match });
        expect([...rows.before]).toEqual([...rows.after]);
        expect(totals).toMatchObject({ grown: 0, shrunk: 0 });
        expect([...rows.tier].every((tier) => MATCH_TIERS[tier] === 'exact')).toBe(true);
      }),
    );
  });

  it('mirrors when the sides are swapped', () => {
    fc.assert(
      fc.property(countedLines, countedLines, mode, (before, after, match) => {
        const there = diffOf(before, after, { match });
        const back = diffOf(after, before, { match });
        // What a matched row shows is AFTER's, so rows are compared by their counts and tiers.
        const counts = ({ rows }: Diff, swap: boolean) =>
          Array.from({ length: rows.length }, (_, row) =>
            [rows[swap ? 'after' : 'before'][row], rows[swap ? 'before' : 'after'][row], rows.tier[row]].join(' '),
          ).sort();
        expect(counts(back, true)).toEqual(counts(there, false));
      }),
    );
  });

  it('never changes what a stronger tier matched', () => {
    fc.assert(
      fc.property(countedLines, countedLines, (before, after) => {
        const matched = (match: MatchMode, tiers: number) => {
          const diff = diffOf(before, after, { match });
          return formatDiff(diff).filter((_, row) => (diff.rows.tier[row] ?? 0) < tiers);
        };
        for (let tier = 1; tier < 4; tier++) {
          const strong = matched(MODES[tier] ?? 'exact', tier);
          const weak = matched(MODES[tier + 1] ?? 'canonical', tier);
          expect(weak).toEqual(strong);
        }
      }),
    );
  });

  it('loses nothing when label sets are merged', () => {
    fc.assert(
      fc.property(countedLines, countedLines, (before, after) => {
        const plain = (lines: Lines) => lines.map((line) => line.replace(/\{.*?\}/, ''));
        expect(formatDiff(diffOf(plain(before), plain(after)))).toEqual(formatDiff(diffOf(before, after)));
      }),
    );
  });
});

describe('the diff of any three snapshots', () => {
  it('sums to each of them, whichever two are compared, and keeps all counts in the order of time', () => {
    const pairs = fc.constantFrom<readonly [number, number]>([0, 1], [1, 2], [0, 2]);
    fc.assert(
      fc.property(countedLines, countedLines, countedLines, pairs, mode, (first, second, third, pair, match) => {
        const texts = [first, second, third];
        const snapshots = texts.map((lines) => snapshotFromText(lines.join('\n')));
        const { rows } = diffSnapshots(snapshots, { pair, match }).diff;
        expect(rows.series?.map(sum)).toEqual(texts.map(count));
        expect([sum(rows.before), sum(rows.after)]).toEqual(pair.map((place) => count(texts[place] ?? [])));
        expect([...(rows.series?.[pair[0]] ?? [])]).toEqual([...rows.before]);
        expect([...(rows.series?.[pair[1]] ?? [])]).toEqual([...rows.after]);
      }),
    );
  });
});

describe('the diff of two dumps of one process', () => {
  it('accounts for every goroutine in every row', () => {
    fc.assert(
      fc.property(followedPair, mode, ([before, after], match) => {
        const { rows, totals } = diffOf(before, after, { match });
        const { identity } = rows;
        if (identity === null) throw new Error('it is one process');
        for (let row = 0; row < rows.length; row++) {
          const stayed = identity.survivors[row] ?? 0;
          expect(stayed + (identity.movedIn[row] ?? 0) + (identity.born?.[row] ?? 0)).toBe(rows.after[row]);
          expect(stayed + (identity.movedOut[row] ?? 0) + (identity.gone?.[row] ?? 0)).toBe(rows.before[row]);
        }
        expect(sum(identity.movedIn)).toBe(totals.moved);
        expect(sum(identity.movedOut)).toBe(totals.moved);
        expect((totals.survivors ?? 0) + (totals.moved ?? 0) + (totals.born ?? 0)).toBe(totals.after);
      }),
    );
  });
});
