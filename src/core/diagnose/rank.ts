import type { Judged } from './assemble.ts';

/** Worst first: by verdict, causes before their effects, then by how much grew and how sure it is. */
export function ranked(judged: readonly Judged[]): Judged[] {
  return [...judged].sort(
    (a, b) =>
      VERDICT_ORDER[a.verdict] - VERDICT_ORDER[b.verdict] ||
      Number(a.causedBy !== null) - Number(b.causedBy !== null) ||
      weightOf(b) - weightOf(a) ||
      (a.growth.place.key < b.growth.place.key ? -1 : 1),
  );
}

const VERDICT_ORDER = { leak: 0, suspect: 1, expected: 2 };

function weightOf({ growth, confidence, verdict }: Judged): number {
  return Math.log2(1 + Math.max(0, growth.place.delta)) * (verdict === 'expected' ? 1 : confidence);
}
