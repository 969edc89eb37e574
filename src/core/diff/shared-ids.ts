import { NONE } from '../model/column.ts';
import { type GoroutineTable, SampleFlag, type Snapshot } from '../model/snapshot.ts';
import type { Placement } from './common-tables.ts';
import { GoroutineIds } from './goroutine-ids.ts';
import type { PlacedSnapshot } from './place-snapshots.ts';

/** Goroutines of two dumps that have one id, as sets: ids say nothing about order. */
export interface SharedIds {
  readonly before: GoroutineTable;
  readonly after: GoroutineTable;
  /** For each goroutine of AFTER: the one of BEFORE with the same id and the same creator, or NONE. */
  readonly partner: Int32Array;
  /** How many have a partner, goroutine 1 not counted: it is main in every process. */
  readonly same: number;
  /** How many ids stand on both sides with different creators: they cannot be one process. */
  readonly conflicts: number;
  /** An id of a conflict, for the reason. */
  readonly conflictId: number;
}

/** Null where a side has no ids. */
export function sharedIds(beforePlaced: PlacedSnapshot, afterPlaced: PlacedSnapshot): SharedIds | null {
  const { snapshot: before, placement: beforePlaces } = beforePlaced;
  const { snapshot: after, placement: afterPlaces } = afterPlaced;
  if (before.goroutines === null || after.goroutines === null) return null;
  const lookup = new GoroutineIds(before.goroutines);
  const partner = new Int32Array(after.goroutines.length).fill(NONE);
  let same = 0;
  let conflicts = 0;
  let conflictId = 0;
  for (let g = 0; g < after.goroutines.length; g++) {
    const id = after.goroutines.id[g] ?? 0;
    const earlier = lookup.find(id);
    if (earlier === NONE) continue;
    if (isCut(before, earlier) || isCut(after, g)) continue;
    const sameCreator =
      creatorOf(before, beforePlaces, earlier) === creatorOf(after, afterPlaces, g) &&
      (before.goroutines.creatorId[earlier] ?? 0) === (after.goroutines.creatorId[g] ?? 0);
    if (sameCreator) {
      partner[g] = earlier;
      if (id !== 1) same++;
    } else if (id > 1) {
      conflicts++;
      if (conflictId === 0 || id < conflictId) conflictId = id;
    }
  }
  return { before: before.goroutines, after: after.goroutines, partner, same, conflicts, conflictId };
}

/** The common row of the goroutine's go statement, without who started that in turn: ancestors may be printed or not. */
function creatorOf(snapshot: Snapshot, places: Placement, goroutine: number): number {
  const creator = snapshot.samples.creator[snapshot.goroutines?.sample[goroutine] ?? 0] ?? NONE;
  return creator === NONE ? NONE : (places.creatorFrames[creator] ?? NONE);
}

/** The last goroutine of a cut file may lack its creator. */
function isCut(snapshot: Snapshot, goroutine: number): boolean {
  const sample = snapshot.goroutines?.sample[goroutine] ?? 0;
  return ((snapshot.samples.flags[sample] ?? 0) & SampleFlag.Cut) !== 0;
}
