import { MATCH_TIERS, type ManualMatch, type ProbablePair } from '../../core/diff/diff.ts';
import { rowId } from '../../core/diff/row-id.ts';
import { at } from '../../core/model/column.ts';
import type { RowIndex } from '../../core/model/index-types.ts';
import type { Analysis } from '../../core/report/model.ts';
import type { ComparisonChoice } from '../../ipc/contract.ts';
import type { MatchKind } from './match-shares.ts';

export type Manual = ComparisonChoice['manual'];

/** How a row came to be one, and what a person may change of it. */
export interface RowMatch {
  /** by hand: a person joined it. none: it is on one side only. */
  readonly by: MatchKind;
  /** The side that a row stands on alone; null where it is on both. */
  readonly only: 'before' | 'after' | null;
  /** What a person did to it. */
  readonly manual: ManualMatch | null;
  /** Rows of the other side that are probably the same. */
  readonly offers: readonly ProbablePair[];
}

export function matchOfRow({ diff }: Analysis, row: RowIndex): RowMatch {
  const { rows, comparison } = diff;
  const only = at(rows.before, row) === 0 ? 'after' : at(rows.after, row) === 0 ? 'before' : null;
  const tier = MATCH_TIERS[at(rows.tier, row)] ?? 'none';
  return {
    by: only === null && tier === 'none' ? 'hand' : tier,
    only,
    manual: comparison.manual.find((match) => match.rows.includes(row)) ?? null,
    offers: comparison.probable.filter(({ before, after }) => before === row || after === row),
  };
}

/** The corrections with this match taken apart: a join by hand is taken back, any other match is split. */
export function withSplit(manual: Manual, analysis: Analysis, row: RowIndex): Manual {
  const { manual: done } = matchOfRow(analysis, row);
  if (done?.kind === 'join') return without(manual, done);
  return { ...manual, split: [...manual.split, rowId(analysis.diff, row)] };
}

/** The corrections with two rows joined, whichever of them is before; null where they are not one of each side. */
export function withJoin(manual: Manual, analysis: Analysis, one: RowIndex, other: RowIndex): Manual | null {
  const sides = [matchOfRow(analysis, one).only, matchOfRow(analysis, other).only];
  if (sides[0] === null || sides[1] === null || sides[0] === sides[1]) return null;
  const [before, after] = sides[0] === 'before' ? [one, other] : [other, one];
  return { ...manual, join: [...manual.join, [rowId(analysis.diff, before), rowId(analysis.diff, after)]] };
}

/** The corrections without this one. */
export function without(manual: Manual, match: ManualMatch): Manual {
  return match.kind === 'split'
    ? { ...manual, split: manual.split.filter((id) => id !== match.id) }
    : { ...manual, join: manual.join.filter(([before, after]) => before !== match.before || after !== match.after) };
}

/** What an analysis was made with, as a view asks for it. */
export function choiceOf({ pair, series, diff }: Analysis): ComparisonChoice {
  const { manual } = diff.comparison;
  return {
    pair: pair === null || isWhole(pair, series.length) ? null : [pair[0], pair[1]],
    manual: {
      join: manual.flatMap((match): [string, string][] => (match.kind === 'join' ? [[match.before, match.after]] : [])),
      split: manual.flatMap((match) => (match.kind === 'split' ? [match.id] : [])),
    },
  };
}

/** The first and the last of a series need no choosing. */
export function isWhole([from, to]: readonly [number, number], length: number): boolean {
  return from === 0 && to === length - 1;
}
