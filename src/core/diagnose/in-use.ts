import { type Clue, clue } from './clue.ts';
import type { Context, Growth } from './patterns/pattern.ts';
import { count, goroutines } from './words.ts';

/**
 * For things that the program opens and is to close, a response, a result set, an iterator: whoever opened them may
 * still be using them. Either that speaks against a leak, or `otherwise` decides for one.
 */
export function inUseOr(growth: Growth, context: Context, otherwise: Clue): Clue[] {
  const against = openerAtWork(growth) ?? asManyAtWork(growth, context);
  return against === null ? [otherwise] : [{ ...otherwise, weight: Math.min(otherwise.weight, 0.8) }, against];
}

/** The goroutine that opened each is still in the program's code, each in another one. */
function openerAtWork({ signs: { parents } }: Growth): Clue | null {
  if (parents.distinct === null || parents.distinct < parents.known * MOST) return null;
  if (parents.atWork < parents.known * MOST) return null;
  const those = `${count(parents.atWork)} of ${count(parents.known)}`;
  return clue(-2, `the goroutine that opened it is still at work for ${those}`);
}

/** As many goroutines of the program run one entry function as there are more of these. */
function asManyAtWork({ place }: Growth, { census }: Context): Clue | null {
  const { busiest } = census;
  if (busiest === null || place.delta <= 0 || busiest.after < place.delta * MOST) return null;
  return clue(-1.5, `${goroutines(busiest.after)} of the program run ${busiest.entry}: they may be using them`);
}

const MOST = 0.8;
