import { NONE } from '../model/column.ts';
import { type CompiledFilters, FILTERED, filterStacks, framelessPass, labelSetsPass } from '../model/filter.ts';
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
  filters: CompiledFilters | null,
): PlacedSnapshot[] {
  const placements = [...snapshots].reverse().map(({ symbols, samples }) => tables.place(symbols, samples.stack));
  placements.reverse();
  const stacksLeft = filters === null ? null : filterStacks(tables.tree(), tables, filters);
  const placed = snapshots.flatMap((snapshot, i) => {
    const placement = placements[i];
    return placement === undefined ? [] : [placeSamples(snapshot, placement, filters, stacksLeft)];
  });
  const factors = scaleFactors(
    placed.map(({ taking }) => taking),
    normalize,
  );
  return placed.map((place, i) => ({ ...place, counts: scaledCounts(place.snapshot.samples.count, factors[i] ?? 1) }));
}

function placeSamples(
  snapshot: Snapshot,
  placement: Placement,
  filters: CompiledFilters | null,
  stacksLeft: Int32Array | null,
) {
  const { samples, symbols } = snapshot;
  const labelSets = filters === null ? null : labelSetsPass(symbols, filters);
  const frameless = filters === null || framelessPass(filters) ? NONE : FILTERED;
  const stackOfSample = new Int32Array(samples.length);
  const takesPart = new Uint8Array(samples.length);
  let taking = 0;
  let leftOut = 0;
  for (let sample = 0; sample < samples.length; sample++) {
    const count = samples.count[sample] ?? 0;
    const placed = placement.stackOfSample[sample] ?? NONE;
    stackOfSample[sample] = placed === NONE ? frameless : (stacksLeft?.[placed] ?? placed);
    if (((samples.flags[sample] ?? 0) & LEFT_OUT) !== 0) leftOut += count;
    else if (stackOfSample[sample] !== FILTERED && (labelSets?.[samples.labels[sample] ?? 0] ?? 1) === 1) {
      takesPart[sample] = 1;
      taking += count;
    }
  }
  return { snapshot, placement, stackOfSample, takesPart, taking, leftOut };
}
