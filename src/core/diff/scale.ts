import type { Normalize } from './diff.ts';

/** What the counts of each snapshot are multiplied by. */
export function scaleFactors(totals: readonly number[], normalize: Normalize): number[] {
  const last = totals.at(-1) ?? 0;
  return totals.map((total) => {
    if (normalize === 'none' || total === 0) return 1;
    return normalize === 'total' ? last / total : 1000 / total;
  });
}

/** Scaled counts lie on a grid of 2⁻²⁰, so that sums of them are exact and rows add up to the totals to the last bit. */
export function scaledCounts(counts: ArrayLike<number>, factor: number): Float64Array {
  const copy = new Float64Array(counts);
  return factor === 1 ? copy : copy.map((count) => Math.round(count * factor * 0x100000) / 0x100000);
}
