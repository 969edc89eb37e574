import type { Judged } from './assemble.ts';

/** Worst first: by verdict, then by how much grew and how sure it is; an effect never before its cause. */
export function ranked(judged: readonly Judged[]): Judged[] {
  return judged
    .map((one) => ({ one, verdict: verdictOrder(one), weight: weightOf(one), steps: steps(one) }))
    .sort(
      (a, b) =>
        a.verdict - b.verdict ||
        b.weight - a.weight ||
        a.steps - b.steps ||
        (a.one.growth.place.key < b.one.growth.place.key ? -1 : 1),
    )
    .map(({ one }) => one);
}

const ORDER = { leak: 0, suspect: 1, expected: 2 };

/** An effect cannot be worse than its cause. */
function verdictOrder(one: Judged): number {
  return one.causedBy === null ? ORDER[one.verdict] : Math.max(ORDER[one.verdict], verdictOrder(one.causedBy));
}

function weightOf(one: Judged): number {
  const { growth, probability, verdict } = one;
  const own = Math.log2(1 + Math.max(0, growth.place.delta)) * (verdict === 'expected' ? 1 : probability);
  return one.causedBy === null ? own : Math.min(own, weightOf(one.causedBy));
}

/** How far an effect is from the first cause. */
function steps(one: Judged): number {
  return one.causedBy === null ? 0 : 1 + steps(one.causedBy);
}
