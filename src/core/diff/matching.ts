import type { Comparison } from './diff.ts';

/** Which stack keys are one row: every key has exactly one. */
export interface Matching {
  readonly rows: number;
  readonly rowOfKey: Int32Array;
  /** For each row, the index into MATCH_TIERS by which its keys were joined; for rows of one key, of that key alone. */
  readonly tier: Uint8Array;
  readonly manual: Comparison['manual'];
  /** Pairs of rows that look alike, not merged. */
  readonly probable: readonly { readonly before: number; readonly after: number; readonly why: string }[];
}
