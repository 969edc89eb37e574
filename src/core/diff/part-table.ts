import { Float64Growable, type Int32Growable, NONE, seal } from '../model/column.ts';
import type { PartTable } from './diff.ts';
import { GroupedIntern } from './grouped-intern.ts';
import type { PlacedSnapshot } from './place-snapshots.ts';

/** One side of the parts. */
export interface PartSide {
  readonly placed: PlacedSnapshot;
  /** For each sample its final row, or NONE. */
  readonly rowOfSample: Int32Array;
  /** For each goroutine the row of its creator with all that is known above it; null: by sample. */
  readonly chains: Int32Array | null;
}

/**
 * The rows split by (creator, labels), sorted by row, then by creator and labels in order of first sight. Where one
 * side's format tells no creators and the other side knows only one for a row, it is taken for both: else all of the
 * row would seem to have moved to that creator.
 */
export function partTable(before: PartSide | null, after: PartSide, rows: number): PartTable {
  const parts = new GroupedIntern(rows);
  const afterOnly = before === null ? null : onlyCreators(before, after, rows);
  const beforeOnly = before === null ? null : onlyCreators(after, before, rows);
  const beforeCounts = before === null ? new Float64Growable(0) : countParts(before, parts, afterOnly, rows);
  const afterCounts = countParts(after, parts, beforeOnly, rows);
  const order = orderByRow(parts, rows);
  return {
    length: parts.length,
    row: seal(inOrder(parts.group, order, new Int32Array(parts.length))),
    creator: seal(inOrder(parts.a, order, new Int32Array(parts.length))),
    labels: seal(inOrder(parts.b, order, new Int32Array(parts.length))),
    before: seal(inOrder(beforeCounts, order, new Float64Array(parts.length))),
    after: seal(inOrder(afterCounts, order, new Float64Array(parts.length))),
  };
}

function inOrder<T extends Int32Array | Float64Array>(
  column: Int32Growable | Float64Growable,
  order: Int32Array,
  into: T,
): T {
  for (let i = 0; i < order.length; i++) into[i] = column.get(order[i] ?? 0);
  return into;
}

const SEVERAL = -2;

/** For each row the creator that all of `teller`'s goroutines have, if `silent` tells none at all; else null. */
function onlyCreators(silent: PartSide, teller: PartSide, rows: number): Int32Array | null {
  if (tellsCreators(silent) || !tellsCreators(teller)) return null;
  const only = new Int32Array(rows).fill(NONE);
  eachGroup(teller, (row, creator) => {
    if (creator !== NONE) only[row] = only[row] === NONE || only[row] === creator ? creator : SEVERAL;
  });
  return only;
}

function tellsCreators({ placed }: PartSide): boolean {
  return placed.snapshot.samples.creator.length > 0 && placed.snapshot.symbols.creators.length > 0;
}

function countParts(side: PartSide, parts: GroupedIntern, only: Int32Array | null, rows: number): Float64Growable {
  const counts = new Float64Growable(rows);
  eachGroup(side, (row, creator, labels, count) => {
    const known = creator === NONE ? Math.max(only?.[row] ?? NONE, NONE) : creator;
    const part = parts.intern(row, known, labels);
    while (counts.length <= part) counts.push(0);
    counts.add(part, count);
  });
  return counts;
}

type Visit = (row: number, creator: number, labels: number, count: number) => void;

/** All of a side, goroutine by goroutine where each has its own chain of creators, else sample by sample. */
function eachGroup({ placed, rowOfSample, chains }: PartSide, visit: Visit): void {
  const { samples, goroutines } = placed.snapshot;
  const labelsOf = (sample: number) => placed.placement.labelSets[samples.labels[sample] ?? 0] ?? 0;
  if (chains !== null && goroutines !== null) {
    for (let g = 0; g < goroutines.length; g++) {
      const sample = goroutines.sample[g] ?? 0;
      const row = rowOfSample[sample] ?? NONE;
      if (row !== NONE) visit(row, chains[g] ?? NONE, labelsOf(sample), 1);
    }
    return;
  }
  for (let sample = 0; sample < samples.length; sample++) {
    const row = rowOfSample[sample] ?? NONE;
    if (row === NONE) continue;
    const creator = samples.creator[sample] ?? NONE;
    visit(
      row,
      creator === NONE ? NONE : (placed.placement.creators[creator] ?? NONE),
      labelsOf(sample),
      placed.counts[sample] ?? 0,
    );
  }
}

/** Counting sort: the parts by row, those of one row in order of first sight. */
function orderByRow(parts: GroupedIntern, rows: number): Int32Array {
  const starts = new Int32Array(rows + 1);
  for (let part = 0; part < parts.length; part++) {
    const next = parts.group.get(part) + 1;
    starts[next] = (starts[next] ?? 0) + 1;
  }
  for (let row = 0; row < rows; row++) starts[row + 1] = (starts[row + 1] ?? 0) + (starts[row] ?? 0);
  const order = new Int32Array(parts.length);
  for (let part = 0; part < parts.length; part++) {
    const row = parts.group.get(part);
    const place = starts[row] ?? 0;
    order[place] = part;
    starts[row] = place + 1;
  }
  return order;
}
