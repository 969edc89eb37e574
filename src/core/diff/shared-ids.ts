import { NONE } from '../model/column.ts';
import { type GoroutineTable, SampleFlag, type Snapshot } from '../model/snapshot.ts';
import { goroutineIds } from './goroutine-ids.ts';
import type { PlacedSnapshot } from './place-snapshots.ts';

/** Ids that the runtime's own goroutines and the first of every program have: being equal says little. */
const LAST_EARLY_ID = 34;

/** Goroutines of two dumps that have one id, as sets: ids are no order of creation. */
export interface SharedIds {
  readonly before: GoroutineTable;
  readonly after: GoroutineTable;
  /** For each goroutine of AFTER: the one of BEFORE with the same id and the same creator, or NONE. */
  readonly partner: Int32Array;
  /** How many have a partner, goroutine 1 not counted; and how many of these have no early id. */
  readonly same: number;
  readonly sameLate: number;
  /** Ids that stand on both sides with different creators, and the lowest of these; 0: none. */
  readonly conflicts: number;
  readonly conflictId: number;
  /** Partners that still wait with as many minutes or more, and with fewer. */
  readonly waitedOn: number;
  readonly waitedLess: number;
  /** Partners whose arguments (pointers among them) are equal, and that are not. Only those at the same place. */
  readonly sameArguments: number;
  readonly otherArguments: number;
  /** BEFORE's goroutines without an early id; and of these, those that had waited for minutes. */
  readonly lateInBefore: number;
  readonly longWaiters: number;
  /** AFTER's goroutines without a partner; BEFORE's whose id is above all of AFTER's. */
  readonly newInAfter: number;
  readonly aboveAfter: number;
  readonly highestBefore: number;
  readonly highestAfter: number;
}

/** Null where a side has no ids. */
export function sharedIds(beforePlaced: PlacedSnapshot, afterPlaced: PlacedSnapshot): SharedIds | null {
  const before = beforePlaced.snapshot.goroutines;
  const after = afterPlaced.snapshot.goroutines;
  if (before === null || after === null) return null;
  const partner = new Int32Array(after.length).fill(NONE);
  const tally = { same: 0, sameLate: 0, conflicts: 0, conflictId: 0, waitedOn: 0, waitedLess: 0 };
  const argumentsTally = { sameArguments: 0, otherArguments: 0 };
  // A crash shows more frames than debug=2, and so more arguments.
  const oneFormat = beforePlaced.snapshot.origin.format === afterPlaced.snapshot.origin.format;
  const lookup = goroutineIds(before);
  const startedBefore = creatorsOfSamples(beforePlaced);
  const startedAfter = creatorsOfSamples(afterPlaced);
  let newInAfter = 0;
  for (let g = 0; g < after.length; g++) {
    const id = after.id[g] ?? 0;
    const earlier = lookup.find(id);
    if (earlier === NONE) {
      newInAfter++;
      continue;
    }
    const was = before.sample[earlier] ?? 0;
    const is = after.sample[g] ?? 0;
    const creator = startedBefore[was] ?? NONE;
    // Of the runtime's own goroutines only some dumps tell who started them.
    const alike =
      creator === (startedAfter[is] ?? NONE) && (creator === NONE || before.creatorId[earlier] === after.creatorId[g]);
    if (!alike) {
      if (id > 1 && !isCut(beforePlaced.snapshot, was) && !isCut(afterPlaced.snapshot, is)) {
        tally.conflicts++;
        if (tally.conflictId === 0 || id < tally.conflictId) tally.conflictId = id;
      }
      continue;
    }
    partner[g] = earlier;
    if (id > 1) tally.same++;
    if (id > LAST_EARLY_ID) tally.sameLate++;
    const waited = before.minutes[earlier] ?? NONE;
    const waits = after.minutes[g] ?? NONE;
    if (waited !== NONE && waits !== NONE) tally[waits >= waited ? 'waitedOn' : 'waitedLess']++;
    const told = oneFormat ? (before.argumentsHash?.[earlier] ?? 0) : 0;
    const tells = after.argumentsHash?.[g] ?? 0;
    if (told !== 0 && tells !== 0 && beforePlaced.stackOfSample[was] === afterPlaced.stackOfSample[is]) {
      argumentsTally[told === tells ? 'sameArguments' : 'otherArguments']++;
    }
  }
  const highestAfter = goroutineIds(after).highest;
  return {
    before,
    after,
    partner,
    ...tally,
    ...argumentsTally,
    ...whatBeforeHad(before, highestAfter),
    newInAfter,
    highestBefore: lookup.highest,
    highestAfter,
  };
}

function whatBeforeHad(before: GoroutineTable, highestAfter: number) {
  let lateInBefore = 0;
  let longWaiters = 0;
  let aboveAfter = 0;
  for (let g = 0; g < before.length; g++) {
    const id = before.id[g] ?? 0;
    if (id > highestAfter) aboveAfter++;
    if (id <= LAST_EARLY_ID) continue;
    lateInBefore++;
    if ((before.minutes[g] ?? NONE) >= 1) longWaiters++;
  }
  return { lateInBefore, longWaiters, aboveAfter };
}

/**
 * For each sample the common row of the frame of its go statement, without who started that in turn: ancestors may be
 * printed or not.
 */
function creatorsOfSamples({ snapshot, placement }: PlacedSnapshot): Int32Array {
  const { creator, length } = snapshot.samples;
  const frames = new Int32Array(length).fill(NONE);
  for (let sample = 0; sample < length; sample++) {
    const row = creator[sample] ?? NONE;
    if (row !== NONE) frames[sample] = placement.creatorFrames[row] ?? NONE;
  }
  return frames;
}

/** The last goroutine of a cut file may lack its creator. */
function isCut(snapshot: Snapshot, sample: number): boolean {
  return ((snapshot.samples.flags[sample] ?? 0) & SampleFlag.Cut) !== 0;
}
