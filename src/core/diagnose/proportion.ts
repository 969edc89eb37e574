import type { Place } from './group.ts';

/** How far the growth of two places may differ when each thing keeps one goroutine in both. */
const TOLERANCE = 0.1;

/** Whether two places grew by about as many, as where each thing keeps one goroutine in both. */
export function isAlike(a: Place, b: Place): boolean {
  return Math.abs(a.delta - b.delta) <= Math.max(1, TOLERANCE * Math.max(a.delta, b.delta));
}

/** A thing that keeps more goroutines than this at one line has a pool of its own. */
const MOST_EACH = 16;

/**
 * Whether one place grew by a whole multiple of the other and stood at that multiple before, as where each thing keeps
 * several goroutines there. Growth by one or two is a multiple of nothing.
 */
export function isMultiple(a: Place, b: Place): boolean {
  const [one, several] = a.delta <= b.delta ? [a, b] : [b, a];
  if (one.delta < 3) return false;
  const each = several.delta / one.delta;
  return Number.isInteger(each) && each <= MOST_EACH && several.before === each * one.before;
}
