import type { CompiledFilters } from '../model/filter.ts';
import type { Snapshot } from '../model/snapshot.ts';
import type { MatchMode, Normalize } from './diff.ts';
import type { Pair } from './pair-order.ts';

/** Matches that a person corrected, by the stable ids of rows (see row-id.ts). Ids that no row has change nothing. */
export interface ManualMatches {
  /** Rows that are one: the id of one that is only BEFORE and of one that is only AFTER. */
  readonly join: readonly (readonly [before: string, after: string])[];
  /** Rows that are two, though their stacks match. */
  readonly split: readonly string[];
}

export interface DiffOptions {
  /** Which two of a series are compared. null: the first and the last. */
  readonly pair: Pair | null;
  readonly match: MatchMode;
  readonly normalize: Normalize;
  readonly manual: ManualMatches;
  /** Goroutines that do not pass are in no row and no total. null: all pass. */
  readonly filters: CompiledFilters | null;
  /** goroutineleak profiles (see isLeakList): what they list is marked as proven leaked in AFTER. */
  readonly leaks: readonly Snapshot[];
}

export const DEFAULT_DIFF_OPTIONS: DiffOptions = {
  pair: null,
  match: 'auto',
  normalize: 'none',
  manual: { join: [], split: [] },
  filters: null,
  leaks: [],
};
