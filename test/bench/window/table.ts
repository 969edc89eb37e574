/** A line of the table: our figure, what it is measured against, and what it should be. */
export interface Figure {
  readonly what: string;
  readonly ours: number;
  readonly unit: 'ms' | 'MB' | 'boxes';
  readonly peer?: number;
  readonly peerName?: string;
  /** At most so much, or so many times the peer's. */
  readonly goal?: { readonly most?: number; readonly ratio?: number };
}

const HEAD = ['what', 'straggler', 'peer', 'ratio', 'goal', 'met'];

export function table(figures: readonly Figure[]): string {
  const cells = figures.map(({ what, ours, unit, peer, peerName, goal }) => [
    what,
    amount(ours, unit),
    peer === undefined ? '' : `${amount(peer, unit)} (${peerName})`,
    peer === undefined ? '' : (ours / peer).toFixed(2),
    [
      goal?.ratio === undefined ? '' : `≤ ${goal.ratio} ×`,
      goal?.most === undefined ? '' : `≤ ${amount(goal.most, unit)}`,
    ]
      .filter((part) => part !== '')
      .join(', '),
    goal === undefined ? '' : isMet(ours, peer, goal) ? 'yes' : 'no',
  ]);
  const widths = HEAD.map((head, i) => Math.max(head.length, ...cells.map((row) => row[i]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(' | ')} |`;
  return [line(HEAD), line(widths.map((width) => '-'.repeat(width))), ...cells.map(line)].join('\n');
}

function amount(value: number, unit: Figure['unit']): string {
  if (unit === 'ms' && value >= 10_000) return `${(value / 1000).toFixed(1)} s`;
  return `${value >= 100 ? Math.round(value).toLocaleString('en') : Number(value.toPrecision(3))} ${unit}`;
}

function isMet(ours: number, peer: number | undefined, { most, ratio }: NonNullable<Figure['goal']>): boolean {
  return (most === undefined || ours <= most) && (ratio === undefined || peer === undefined || ours <= ratio * peer);
}
