import { MATCH_TIERS, type MatchTier, type RowTable } from '../../core/diff/diff.ts';

export type MatchKind = MatchTier | 'hand';

/** Which part of all goroutines, of both sides together, was matched how; strongest first, without those that are none. */
export function matchShares({ length, before, after, tier }: RowTable): Map<MatchKind, number> {
  const sums = new Map<MatchKind, number>(
    [...MATCH_TIERS.slice(0, -1), 'hand' as const, 'none' as const].map((kind) => [kind, 0]),
  );
  let all = 0;
  for (let row = 0; row < length; row++) {
    const [b = 0, a = 0] = [before[row], after[row]];
    const name = MATCH_TIERS[tier[row] ?? 0] ?? 'none';
    const kind = name === 'none' && b > 0 && a > 0 ? 'hand' : name;
    sums.set(kind, (sums.get(kind) ?? 0) + b + a);
    all += b + a;
  }
  return new Map([...sums].filter(([, sum]) => sum > 0).map(([kind, sum]) => [kind, sum / all]));
}
