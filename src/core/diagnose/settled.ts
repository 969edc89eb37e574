import { type Clue, clue, isDecisive } from './clue.ts';
import { holdersFor } from './lock-holder.ts';
import type { Context, Growth } from './patterns/pattern.ts';
import { seriesOf } from './series.ts';
import { isAtWork, neverWakes } from './state-class.ts';

/** So few that each may be there for a reason of its own. */
const FEW = 3;

/** So many at one line are no queue that is about to pass. */
const HUNDREDS = 500;

/** What is said where nothing settles it. */
export const UNSETTLED: Clue = clue(
  -0.01,
  'nothing shows yet that they stay: a slow receiver, a busy lock or unfinished work looks the same for a while',
);

/**
 * Whether anything tells a wait that does not end from one that is only slow: a reason that decides, or goroutines
 * that were seen to stay. A burst that waits for a slow receiver, a busy lock or its own children looks like a leak in
 * all else: until something settles it, growth is a suspect at most.
 */
export function isSettled(growth: Growth, clues: readonly Clue[], context: Context): boolean {
  const { place, signs } = growth;
  if (signs.leakedProven > 0 || neverWakes(place.state)) return true;
  if (place.delta <= FEW && place.before <= FEW) return false;
  if (isHeldByWork(growth, context)) return false;
  if (clues.some((one) => one.weight > 0 && isDecisive(one))) return true;
  return stayed(growth) || (signs.waits?.median ?? 0) >= 1 || isMuchOrRising(growth, context);
}

/** Who may hold the lock is at work and may give it back, however long that takes. */
function isHeldByWork({ place }: Growth, context: Context): boolean {
  if (place.state !== 'mutex' && place.state !== 'rwmutex') return false;
  return holdersFor(place, context).some((holder) => isAtWork(holder.state));
}

function stayed({ place, signs }: Growth): boolean {
  return place.before >= 2 && signs.survivors === place.before;
}

function isMuchOrRising({ place }: Growth, { scene }: Context): boolean {
  const { input } = scene;
  if (input.snapshots.length > 1 && place.delta >= HUNDREDS) return true;
  return seriesOf(input, place.rows)?.trend === 'rising';
}
