import { NONE, seal } from '../model/column.ts';
import type { CompiledFilters } from '../model/filter.ts';
import { functionKinds } from '../model/frame-kind.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { toCommonLeafPart } from './common-leaf.ts';
import { CommonTables } from './common-tables.ts';
import { ALONE, compareSides } from './compare-sides.ts';
import { creatorChains } from './creator-chains.ts';
import type { ComparedSnapshot, DiffWithSnapshots, Normalize } from './diff.ts';
import { DEFAULT_DIFF_OPTIONS, type DiffOptions } from './diff-options.ts';
import { diffTotals } from './diff-totals.ts';
import { type FunctionNames, functionNames } from './function-names.ts';
import { withoutGoWrapperRoots } from './go-wrapper-root.ts';
import { rowIdentity } from './identity.ts';
import { type KeyCreators, keyCreators } from './key-creators.ts';
import { provenSentence, withProvenLeaks } from './leak-profiles.ts';
import { applyManualMatches, manualRows } from './manual-matching.ts';
import { type Evidence, matchKeys } from './match-keys.ts';
import { pairOrder } from './pair-order.ts';
import { partTable } from './part-table.ts';
import { type PlacedSnapshot, placeSnapshots } from './place-snapshots.ts';
import { probablePairs, probableRows } from './probable-pairs.ts';
import { rowTable } from './row-table.ts';
import { sharedIds } from './shared-ids.ts';
import { type StackKeys, stackKeys } from './stack-keys.ts';
import { waitTable } from './wait-table.ts';

/**
 * Compares snapshots, given oldest first: the first is BEFORE, the last AFTER, unless `pair` names two others; all
 * together make the series of each row. A snapshot alone is all growth: its BEFORE is 0 everywhere. Throws only where
 * no snapshot is given.
 */
export function diffSnapshots(inTime: readonly Snapshot[], options: Partial<DiffOptions> = {}): DiffWithSnapshots {
  const { pair, match, normalize, filters, manual, leaks } = { ...DEFAULT_DIFF_OPTIONS, ...options };
  const order = pairOrder(inTime.length, pair);
  const snapshots = order.flatMap((place) => inTime[place] ?? []);
  const tables = new CommonTables([...leaks, ...snapshots]);
  const { placed, leaked } = bringTogether(snapshots, leaks, tables, normalize, filters);
  const after = placed.at(-1);
  if (after === undefined) throw new RangeError('diffSnapshots needs at least one snapshot');
  const before = placed.length > 1 ? (placed[0] ?? null) : null;

  const shared = before === null ? null : sharedIds(before, after);
  const facts = before === null ? ALONE : compareSides(before.snapshot, after.snapshot, shared);
  const keys = withProvenLeaks(stackKeys(placed, tables.stacks.length), leaked);
  const evidence = evidenceOf(placed, keys, tables);
  const matching = matchKeys(keys, evidence, tables, match, facts.sameBuild === 'yes');
  const byHand = applyManualMatches(manual, keys, matching, tables);
  const probable = before !== null && facts.sameBuild !== 'yes' ? probablePairs(keys, matching, evidence, tables) : [];
  const { rows, rowsOfKeys } = rowTable(keys, matching.finish(), snapshots, order, tables);

  const rowOfSample = keys.ofSample.map((column, snapshot) =>
    column.map((key) => (key === NONE ? NONE : (rowsOfKeys[snapshot]?.[key] ?? NONE))),
  );
  const afterRows = rowOfSample.at(-1) ?? new Int32Array(0);
  const beforeRows = rowOfSample[0] ?? afterRows;
  // Goroutines cannot be followed where counts are scaled.
  const followed = shared !== null && facts.sameProcess === 'yes' && normalize === 'none';
  const cut = {
    before: before?.snapshot.completeness.truncated ?? false,
    after: after.snapshot.completeness.truncated,
  };
  const identity = followed ? rowIdentity(shared, beforeRows, afterRows, rows.length, cut) : null;

  const side = (placed: PlacedSnapshot, rowOfSample: Int32Array, other: PlacedSnapshot | null) => ({
    placed,
    rowOfSample,
    // Counts that are scaled are not single goroutines any more.
    chains: normalize === 'none' ? creatorChains(placed, facts.sameProcess === 'yes' ? other : null, tables) : null,
  });
  const parts = partTable(
    before === null ? null : side(before, beforeRows, after),
    side(after, afterRows, before),
    rows.length,
  );
  const symbols = tables.finish();
  return {
    diff: {
      symbols,
      kinds: seal(functionKinds(symbols)),
      rows: { ...rows, identity: identity?.identity ?? null },
      parts,
      waits: waitTable(after.snapshot, afterRows, rows.length),
      totals: diffTotals(rows, before, after, identity?.totals ?? null, cut),
      comparison: {
        match,
        ...facts,
        reasons: leaks.length === 0 ? facts.reasons : [...facts.reasons, provenSentence(keys)],
        normalize,
        filters: filters?.words ?? [],
        manual: manualRows(byHand, rowsOfKeys[0], rowsOfKeys.at(-1)),
        probable: probableRows(probable, rowsOfKeys[0], rowsOfKeys.at(-1)),
      },
      completeness: { before: before?.snapshot.completeness ?? null, after: after.snapshot.completeness },
    },
    snapshots: snapshots.map(withoutSymbols),
    order,
    rowOfSample: rowOfSample.map((column) => seal(column)),
  };
}

function withoutSymbols({ origin, completeness, samples, goroutines, warnings }: Snapshot): ComparedSnapshot {
  return { origin, completeness, samples, goroutines, warnings };
}

/** Names and creators, which only weaker tiers than exact ask for. */
function evidenceOf(placed: readonly PlacedSnapshot[], keys: StackKeys, tables: CommonTables): Evidence {
  let names: FunctionNames | null = null;
  let creators: KeyCreators | null = null;
  return {
    get names() {
      names ??= functionNames(tables);
      return names;
    },
    get creators() {
      creators ??= keyCreators(placed, keys, tables, this.names);
      return creators;
    },
  };
}

/** All inputs in common tables, with what one format cuts or adds brought to what all of them show. */
function bringTogether(
  snapshots: readonly Snapshot[],
  leaks: readonly Snapshot[],
  tables: CommonTables,
  normalize: Normalize,
  filters: CompiledFilters | null,
): { readonly placed: readonly PlacedSnapshot[]; readonly leaked: readonly PlacedSnapshot[] } {
  // Proven leaks are older than anything that is shown: their paths are the last to be believed.
  const all = placeSnapshots([...leaks, ...snapshots], tables, normalize, filters);
  const alike = toCommonLeafPart(withoutGoWrapperRoots(all, tables), tables);
  return { placed: alike.slice(leaks.length), leaked: alike.slice(0, leaks.length) };
}
