import type { Analysis } from '../core/report/model.ts';
import type { Gate } from './program.ts';

/**
 * Whether --fail_on is met. leak, suspect: by a finding of that verdict or worse that no suppression expects. growth:
 * by at least n goroutines, over all findings that no suppression expects, whatever their verdict.
 */
export function gateMet(gate: Gate, { findings }: Analysis): boolean {
  const counted = findings.filter(({ suppressed }) => suppressed === null);
  switch (gate.kind) {
    case 'leak':
      return counted.some(({ verdict }) => verdict === 'leak');
    case 'suspect':
      return counted.some(({ verdict }) => verdict !== 'expected');
    case 'growth':
      return counted.reduce((sum, { before, after }) => sum + Math.max(0, after - before), 0) >= gate.n;
  }
}
