import { NONE, seal } from '../model/column.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { CommonTables, functionKinds } from './common-tables.ts';
import { ALONE, compareSides } from './compare-sides.ts';
import type { DiffWithSnapshots } from './diff.ts';
import { DEFAULT_DIFF_OPTIONS, type DiffOptions } from './diff-options.ts';
import { diffTotals } from './diff-totals.ts';
import { rowIdentity } from './identity.ts';
import { matchKeys } from './match-keys.ts';
import { partTable } from './part-table.ts';
import { placeSnapshots } from './place-snapshots.ts';
import { rowTable } from './row-table.ts';
import { sharedIds } from './shared-ids.ts';
import { stackKeys } from './stack-keys.ts';
import { waitTable } from './wait-table.ts';

/**
 * Compares snapshots, oldest first: the first is BEFORE, the last AFTER; those between make the series of each row.
 * A snapshot alone is all growth: its BEFORE is 0 everywhere. Throws only where no snapshot is given.
 */
export function diffSnapshots(snapshots: readonly Snapshot[], options: Partial<DiffOptions> = {}): DiffWithSnapshots {
  const { match, normalize, filters } = { ...DEFAULT_DIFF_OPTIONS, ...options };
  const tables = new CommonTables();
  const placed = placeSnapshots(snapshots, tables, normalize, filters);
  const after = placed.at(-1);
  if (after === undefined) throw new RangeError('diffSnapshots needs at least one snapshot');
  const before = placed.length > 1 ? (placed[0] ?? null) : null;

  const shared = before === null ? null : sharedIds(before, after);
  const facts = before === null ? ALONE : compareSides(before.snapshot, after.snapshot, shared);
  const keys = stackKeys(placed, tables.stacks.length);
  const matching = matchKeys(keys, placed, tables, match, facts.sameBuild === 'yes');
  const { rows, rowsOfKeys } = rowTable(keys, matching.finish(), snapshots, tables);

  const rowOfSample = keys.ofSample.map((column, snapshot) =>
    column.map((key) => (key === NONE ? NONE : (rowsOfKeys[snapshot]?.[key] ?? NONE))),
  );
  const afterRows = rowOfSample.at(-1) ?? new Int32Array(0);
  const beforeRows = rowOfSample[0] ?? afterRows;
  // Goroutines cannot be followed where counts are scaled.
  const followed = shared !== null && facts.sameProcess === 'yes' && normalize === 'none';
  const identity = followed ? rowIdentity(shared, beforeRows, afterRows, rows.length) : null;

  const parts = partTable(before === null ? null : { placed: before, rowOfSample: beforeRows }, {
    placed: after,
    rowOfSample: afterRows,
  });
  const symbols = tables.finish();
  return {
    diff: {
      symbols,
      kinds: seal(functionKinds(symbols)),
      rows: { ...rows, identity: identity?.identity ?? null },
      parts,
      waits: waitTable(after.snapshot, afterRows, rows.length),
      totals: diffTotals(rows, before, after, identity?.totals ?? null),
      comparison: {
        match,
        ...facts,
        normalize,
        filters: filters?.words ?? [],
        manual: [],
        probable: [],
      },
      completeness: { before: before?.snapshot.completeness ?? null, after: after.snapshot.completeness },
    },
    snapshots,
    rowOfSample: rowOfSample.map((column) => seal(column)),
  };
}
