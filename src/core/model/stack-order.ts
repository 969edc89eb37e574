/**
 * The numbers of things (0, 1, …) in about the order of the stacks that they stand in; −1: none. Rows come by growth,
 * so that their stacks lie anywhere; in this order the callers of one stack are still in the processor's cache when
 * the next walk goes through them, and a walk along all of them takes a third of the time.
 */
export function inStackOrder(stackOf: ArrayLike<number>, stacks: number): Int32Array {
  const groupOf = (thing: number): number => ((stackOf[thing] ?? -1) + 1) >> GROUP_BITS;
  const next = new Int32Array(((stacks + 1) >> GROUP_BITS) + 2);
  for (let thing = 0; thing < stackOf.length; thing++) {
    const group = groupOf(thing) + 1;
    next[group] = (next[group] ?? 0) + 1;
  }
  for (let group = 1; group < next.length; group++) next[group] = (next[group] ?? 0) + (next[group - 1] ?? 0);
  const order = new Int32Array(stackOf.length);
  for (let thing = 0; thing < stackOf.length; thing++) {
    const group = groupOf(thing);
    const place = next[group] ?? 0;
    order[place] = thing;
    next[group] = place + 1;
  }
  return order;
}

/** So many neighbouring stacks, as a power of two, are a group: nearer together does not matter. */
const GROUP_BITS = 6;
