/** Two snapshots of a series by their places in time, from 0: the older one is BEFORE, the other AFTER. */
export type Pair = readonly [before: number, after: number];

/**
 * The places of `length` snapshots with BEFORE first and AFTER last, the others between them in time order.
 * No pair, or one that is none of this series, stands for the first and the last.
 */
export function pairOrder(length: number, pair: Pair | null): number[] {
  const places = Array.from({ length }, (_, place) => place);
  if (pair === null || !isPair(pair, length)) return places;
  const [before, after] = pair;
  return [before, ...places.filter((place) => place !== before && place !== after), after];
}

/** What was in the order of `pairOrder`, in time order again. */
export function inTimeOrder<T>(items: readonly T[], order: readonly number[]): T[] {
  return items
    .map((item, i) => ({ item, place: order[i] ?? i }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);
}

function isPair([before, after]: Pair, length: number): boolean {
  return Number.isInteger(before) && Number.isInteger(after) && before >= 0 && before < after && after < length;
}
