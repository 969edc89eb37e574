import { NONE } from '../model/column.ts';
import { SampleFlag, type Snapshot } from '../model/snapshot.ts';
import type { CommonTables, Placement } from './common-tables.ts';
import type { Normalize } from './diff.ts';
import { scaledCounts, scaleFactors } from './scale.ts';

/** A snapshot with where its samples lie in the common tables, and what they count for. */
export interface PlacedSnapshot {
  readonly snapshot: Snapshot;
  readonly placement: Placement;
  /** For each sample: its row in the common stacks, or NONE. */
  readonly stackOfSample: Int32Array;
  /** For each sample: 1 where it takes part, 0 where it is left out or filtered away. */
  readonly takesPart: Uint8Array;
  /** For each sample: its count, scaled where counts are normalised. */
  readonly counts: Float64Array;
  /** How many goroutines are left out: those that wrote the dump, and the runtime's own. Not scaled. */
  readonly leftOut: number;
}

const LEFT_OUT = SampleFlag.Observer | SampleFlag.System;

/** Places snapshots (oldest first) newest first, so that what is shown of a function is the newest one's. */
export function placeSnapshots(
  snapshots: readonly Snapshot[],
  tables: CommonTables,
  normalize: Normalize,
): PlacedSnapshot[] {
  const placed = [...snapshots].reverse().map((snapshot) => {
    const { samples } = snapshot;
    const placement = tables.place(snapshot.symbols, samples.stack);
    const stackOfSample = Int32Array.from(samples.stack, (stack) =>
      stack === NONE ? NONE : (placement.stacks[stack] ?? NONE),
    );
    const takesPart = Uint8Array.from(samples.flags, (flags) => ((flags & LEFT_OUT) === 0 ? 1 : 0));
    const all = sum(samples.count, () => true);
    const taking = sum(samples.count, (sample) => takesPart[sample] === 1);
    return { snapshot, placement, stackOfSample, takesPart, taking, leftOut: all - taking };
  });
  placed.reverse();
  const factors = scaleFactors(
    placed.map(({ taking }) => taking),
    normalize,
  );
  return placed.map((place, i) => ({ ...place, counts: scaledCounts(place.snapshot.samples.count, factors[i] ?? 1) }));
}

function sum(counts: Iterable<number>, takes: (sample: number) => boolean): number {
  let total = 0;
  let sample = 0;
  for (const count of counts) {
    if (takes(sample++)) total += count;
  }
  return total;
}
