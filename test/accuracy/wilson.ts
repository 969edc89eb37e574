/** Right answers of all that were asked. */
export interface Share {
  readonly right: number;
  readonly of: number;
}

/** The 95 % Wilson score interval of a share, as fractions; 0…1 where nothing was asked. */
export function wilson({ right, of }: Share): { readonly low: number; readonly high: number } {
  if (of === 0) return { low: 0, high: 1 };
  const z = 1.96;
  const p = right / of;
  const middle = p + (z * z) / (2 * of);
  const half = z * Math.sqrt((p * (1 - p)) / of + (z * z) / (4 * of * of));
  const scale = 1 + (z * z) / of;
  return { low: Math.max(0, (middle - half) / scale), high: Math.min(1, (middle + half) / scale) };
}

/** "61/62 = 98.4 % (91.4–99.7)". */
export function shareInWords(share: Share): string {
  if (share.of === 0) return '–';
  const { low, high } = wilson(share);
  const percent = (fraction: number) => (fraction * 100).toFixed(1);
  return `${share.right}/${share.of} = ${percent(share.right / share.of)} % (${percent(low)}–${percent(high)})`;
}
