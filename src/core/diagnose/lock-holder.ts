import { mayHold } from './causes.ts';
import { type Clue, clue } from './clue.ts';
import { type Place, shortPlace } from './group.ts';
import type { Context } from './patterns/pattern.ts';
import { PLAIN_WORDS } from './state-class.ts';
import { goroutines } from './words.ts';

/** Who may hold the lock that the goroutines of a place wait for, in AFTER; of several the one with fewest goroutines. */
export function holderClue(waiters: Place, { scene, places }: Context): Clue[] {
  let holder: Place | null = null;
  for (const place of places) {
    if (place === waiters || place.after === 0 || !mayHold(scene, place, waiters)) continue;
    if (holder === null || place.after < holder.after) holder = place;
  }
  if (holder === null || holder.culprit === null) return [];
  const is = holder.after === 1 ? 'is' : 'are';
  const where = `${shortPlace(scene, holder.culprit)} in ${scene.name(holder.culprit)}`;
  const text = `${goroutines(holder.after)} ${is} ${PLAIN_WORDS[holder.state]} at ${where}, of the same type: that may hold the lock`;
  return [clue(0.8, text, { frame: holder.culprit })];
}
