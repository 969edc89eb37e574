import type { Finding } from '../diagnose/finding.ts';

/** --fail_on: what makes a pipeline fail. `n` counts goroutines of growth. */
export type Gate = { readonly kind: 'leak' | 'suspect' } | { readonly kind: 'growth'; readonly n: number };

export const DEFAULT_GATE: Gate = { kind: 'leak' };

/**
 * The findings that meet the gate; none where it is passed. leak, suspect: those of that verdict or worse. growth:
 * all that grew, whatever their verdict, where together they grew by at least n. A suppressed finding never counts.
 */
export function gateFindings(gate: Gate, findings: readonly Finding[]): readonly Finding[] {
  const counted = findings.filter(({ suppressed }) => suppressed === null);
  switch (gate.kind) {
    case 'leak':
      return counted.filter(({ verdict }) => verdict === 'leak');
    case 'suspect':
      return counted.filter(({ verdict }) => verdict !== 'expected');
    case 'growth': {
      const grown = counted.filter(({ before, after }) => after > before);
      return grown.reduce((sum, { before, after }) => sum + after - before, 0) >= gate.n ? grown : [];
    }
  }
}
