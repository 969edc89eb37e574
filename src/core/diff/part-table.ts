import { NONE, seal } from '../model/column.ts';
import { InternTable } from '../model/intern-table.ts';
import type { PartTable } from './diff.ts';
import type { PlacedSnapshot } from './place-snapshots.ts';

/** One side of the parts: a snapshot and the final row of each of its samples. */
export interface PartSide {
  readonly placed: PlacedSnapshot;
  readonly rowOfSample: Int32Array;
}

/** The rows split by (creator, labels), sorted by row, then by creator and labels in order of first sight. */
export function partTable(before: PartSide | null, after: PartSide): PartTable {
  const parts = new InternTable(1024);
  const beforeCounts = before === null ? [] : countParts(before, parts);
  const afterCounts = countParts(after, parts);
  const length = parts.length;
  const order = Uint32Array.from({ length }, (_, part) => part);
  const { a: row } = parts;
  order.sort((l, r) => row.get(l) - row.get(r) || l - r);
  const sorted = (read: (part: number) => number) => Int32Array.from(order, read);
  return {
    length,
    row: seal(sorted((part) => parts.a.get(part))),
    creator: seal(sorted((part) => parts.b.get(part))),
    labels: seal(sorted((part) => parts.c.get(part))),
    before: seal(Float64Array.from(order, (part) => beforeCounts[part] ?? 0)),
    after: seal(Float64Array.from(order, (part) => afterCounts[part] ?? 0)),
  };
}

function countParts({ placed, rowOfSample }: PartSide, parts: InternTable): number[] {
  const counts: number[] = [];
  const { samples } = placed.snapshot;
  for (let sample = 0; sample < samples.length; sample++) {
    const row = rowOfSample[sample] ?? NONE;
    if (row === NONE) continue;
    const creator = samples.creator[sample] ?? NONE;
    const part = parts.intern(
      row,
      creator === NONE ? NONE : (placed.placement.creators[creator] ?? NONE),
      placed.placement.labelSets[samples.labels[sample] ?? 0] ?? 0,
    );
    counts[part] = (counts[part] ?? 0) + (placed.counts[sample] ?? 0);
  }
  return counts;
}
