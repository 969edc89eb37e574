import type { Snapshot } from '../model/snapshot.ts';
import type { Answer } from './diff.ts';
import type { SharedIds } from './shared-ids.ts';

/** What is known of two snapshots as a pair, before any stack is matched. `reasons` are whole sentences. */
export interface SidesFacts {
  readonly crossFormat: boolean;
  readonly sameProcess: Answer;
  readonly sameBuild: Answer;
  readonly swappedSuspected: boolean;
  readonly reasons: readonly string[];
}

/** A snapshot without a partner. */
export const ALONE: SidesFacts = {
  crossFormat: false,
  sameProcess: 'unknown',
  sameBuild: 'unknown',
  swappedSuspected: false,
  reasons: [],
};

/** Weighs what the two files tell: build ids, times, and goroutine ids with their creators, waits and arguments. */
export function compareSides(before: Snapshot, after: Snapshot, shared: SharedIds | null): SidesFacts {
  const build = buildFact(before, after);
  const process = build.answer === 'no' ? { answer: 'no' as const, reason: null } : processFact(shared, before, after);
  const swapped = swappedReason(before, after, shared, process.answer);
  const reasons = [process.reason, build.reason, swapped].filter((reason) => reason !== null);
  return {
    crossFormat: before.origin.format !== after.origin.format,
    sameProcess: process.answer,
    sameBuild: process.answer === 'yes' ? 'yes' : build.answer,
    swappedSuspected: swapped !== null,
    reasons,
  };
}

interface Fact {
  readonly answer: Answer;
  readonly reason: string | null;
}

function buildFact(before: Snapshot, after: Snapshot): Fact {
  const old = before.origin.buildId;
  const now = after.origin.buildId;
  if (old === null || now === null) return { answer: 'unknown', reason: null };
  if (old === now) return { answer: 'yes', reason: 'Both sides have the same build id.' };
  return {
    answer: 'no',
    reason: 'The build ids differ: it is another binary, so the program was restarted in between.',
  };
}

/** Conclusive evidence first, then strong. Ids of one process are never used twice, and only their sets count. */
function processFact(shared: SharedIds | null, before: Snapshot, after: Snapshot): Fact {
  if (shared === null) {
    const without =
      before.goroutines !== null ? 'AFTER has' : after.goroutines !== null ? 'BEFORE has' : 'The files have';
    return { answer: 'unknown', reason: `${without} no goroutine ids, so single goroutines cannot be followed.` };
  }
  const { same, sameLate, conflicts, conflictId, sameArguments, otherArguments, longWaiters } = shared;
  if (conflicts > 0) {
    const others = conflicts > 1 ? `, and so were ${conflicts - 1} more` : '';
    return no(
      `Goroutine ${conflictId} was started elsewhere in BEFORE than in AFTER${others}; no process uses an id twice.`,
    );
  }
  if (sameArguments === 0 && otherArguments > 1) {
    return no(`None of ${otherArguments} goroutines with the same id, creator and stack holds the same pointers.`);
  }
  if (sameLate === 0 && sameArguments <= otherArguments) {
    // What is left are ids that every run of a program gives to the same goroutines.
    if (shared.waitedLess > shared.waitedOn) {
      return no(`${goroutines(shared.waitedLess)} with the same early ids had waited longer in BEFORE.`);
    }
    if (longWaiters >= 3) {
      return no(`None of the ${longWaiters} goroutines that had waited for minutes is there any more.`);
    }
    if (same === 0 || shared.lateInBefore >= 3) {
      return { answer: 'unknown', reason: 'The goroutine ids do not tell whether both sides are one process.' };
    }
  }
  const pointers = sameArguments > 0 ? `; ${sameArguments} of them, where one could look, hold the same pointers` : '';
  return {
    answer: 'yes',
    reason: `${goroutines(same)} ${same === 1 ? 'has' : 'have'} the same id and creator on both sides${pointers}.`,
  };
}

function no(evidence: string): Fact {
  return { answer: 'no', reason: `${evidence} The program was restarted in between, or is another one.` };
}

/** More processors than this are rare: each takes ids in batches of 16, so ids are out of order by that much. */
const ID_DISORDER = 16 * 64;

function swappedReason(
  before: Snapshot,
  after: Snapshot,
  shared: SharedIds | null,
  sameProcess: Answer,
): string | null {
  const old = before.origin.capturedAt;
  const now = after.origin.capturedAt;
  if (old !== null && now !== null && Date.parse(now) < Date.parse(old)) {
    return `The sides look swapped: AFTER was written at ${now}, BEFORE at ${old}.`;
  }
  if (shared === null || sameProcess !== 'yes') return null;
  const { waitedLess, waitedOn, highestBefore, highestAfter, newInAfter, aboveAfter } = shared;
  if (waitedLess > waitedOn) {
    return `The sides look swapped: ${goroutines(waitedLess)} had waited longer in BEFORE than in AFTER.`;
  }
  if (highestBefore - highestAfter > ID_DISORDER || (newInAfter <= 1 && aboveAfter >= 20)) {
    return `The sides look swapped: ids reach ${highestBefore} in BEFORE but only ${highestAfter} in AFTER.`;
  }
  return null;
}

function goroutines(count: number): string {
  return count === 1 ? '1 goroutine' : `${count} goroutines`;
}
