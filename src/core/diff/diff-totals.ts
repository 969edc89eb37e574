import type { RowTable, Totals } from './diff.ts';
import type { IdentityTotals } from './identity.ts';
import type { PlacedSnapshot } from './place-snapshots.ts';

/** The sums over all rows, and what they do not say. */
export function diffTotals(
  rows: Omit<RowTable, 'identity'>,
  before: PlacedSnapshot | null,
  after: PlacedSnapshot,
  identity: IdentityTotals | null,
): Totals {
  let sumBefore = 0;
  let sumAfter = 0;
  let grown = 0;
  let shrunk = 0;
  for (let row = 0; row < rows.length; row++) {
    const b = rows.before[row] ?? 0;
    const a = rows.after[row] ?? 0;
    sumBefore += b;
    sumAfter += a;
    if (a > b) grown++;
    else if (a < b) shrunk++;
  }
  const beforeCut = before?.snapshot.completeness.truncated ?? false;
  const afterCut = after.snapshot.completeness.truncated;
  return {
    before: sumBefore,
    after: sumAfter,
    grown,
    shrunk,
    survivors: identity?.survivors ?? null,
    moved: identity?.moved ?? null,
    // Behind a cut a goroutine is not seen, which is not to say that it was not there.
    born: identity !== null && !beforeCut ? identity.born : null,
    gone: identity !== null && !afterCut ? identity.gone : null,
    atLeast: { before: beforeCut, after: afterCut },
    unknown: after.snapshot.origin.differencesOnly || (before?.snapshot.origin.differencesOnly ?? false),
    leftOut: { before: before?.leftOut ?? 0, after: after.leftOut },
  };
}
