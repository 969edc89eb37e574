import type { RowTable, Totals } from './diff.ts';
import type { Cut, IdentityTotals } from './identity.ts';
import type { PlacedSnapshot } from './place-snapshots.ts';

/** The sums over all rows, and what they do not say. */
export function diffTotals(
  rows: Omit<RowTable, 'identity'>,
  before: PlacedSnapshot | null,
  after: PlacedSnapshot,
  identity: IdentityTotals | null,
  cut: Cut,
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
  return {
    before: sumBefore,
    after: sumAfter,
    grown,
    shrunk,
    survivors: identity?.survivors ?? null,
    moved: identity?.moved ?? null,
    born: identity?.born ?? null,
    gone: identity?.gone ?? null,
    atLeast: cut,
    unknown: after.snapshot.origin.differencesOnly || (before?.snapshot.origin.differencesOnly ?? false),
    leftOut: { before: before?.leftOut ?? 0, after: after.leftOut },
  };
}
