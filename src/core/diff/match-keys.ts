import { MATCH_TIERS } from './diff.ts';
import type { Matching } from './matching.ts';
import type { StackKeys } from './stack-keys.ts';

const EXACT = MATCH_TIERS.indexOf('exact');
const ALONE = MATCH_TIERS.indexOf('none');

/** Joins the stack keys of the first and the last snapshot that are one place in the program. */
export function matchKeys(keys: StackKeys): Matching {
  const first = keys.counts[0];
  const last = keys.counts.at(-1);
  return {
    rows: keys.length,
    rowOfKey: Int32Array.from({ length: keys.length }, (_, key) => key),
    tier: Uint8Array.from({ length: keys.length }, (_, key) =>
      keys.counts.length > 1 && (first?.[key] ?? 0) !== 0 && (last?.[key] ?? 0) !== 0 ? EXACT : ALONE,
    ),
    manual: [],
    probable: [],
  };
}
