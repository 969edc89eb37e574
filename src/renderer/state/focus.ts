import { type FlameTree, rowsWithin } from '../../core/flame/tree.ts';
import { at, NONE, type None } from '../../core/model/column.ts';
import type { FlameNode, RowIndex, StackIndex } from '../../core/model/index-types.ts';
import { rowIndex } from '../../core/model/index-types.ts';
import type { Analysis } from '../../core/report/model.ts';
import type { Finding } from '../finding.ts';
import { nodeAt } from './node-path.ts';
import type { Selection } from './view-state.ts';

/** What is selected, whichever way it was: the details, the list, the graph and the table all show this one thing. */
export interface Focus {
  readonly finding: Finding | null;
  readonly node: FlameNode | null;
  /** By growth, largest first. */
  readonly rows: readonly RowIndex[];
  /** The stack that stands for the rows; null where nothing is selected. */
  readonly stack: StackIndex | None | null;
  readonly before: number;
  readonly after: number;
}

export const NO_FOCUS: Focus = { finding: null, node: null, rows: [], stack: null, before: 0, after: 0 };

export function focusOf(analysis: Analysis, tree: FlameTree, selection: Selection): Focus {
  const { rows } = analysis.diff;
  switch (selection.kind) {
    case 'none':
      return NO_FOCUS;
    case 'finding': {
      const finding = analysis.findings.find((candidate) => candidate.id === selection.id);
      if (finding === undefined) return NO_FOCUS;
      const { before, after, stack } = finding;
      return {
        finding,
        node: null,
        rows: finding.rows,
        stack: stack === NONE ? firstStack(analysis, finding.rows) : stack,
        before,
        after,
      };
    }
    case 'row': {
      if (selection.row >= rows.length) return NO_FOCUS;
      const row = rowIndex(selection.row);
      return {
        finding: findingOfRow(analysis, row),
        node: null,
        rows: [row],
        stack: at(rows.stack, row),
        before: at(rows.before, row),
        after: at(rows.after, row),
      };
    }
    case 'node': {
      const { node, whole } = nodeAt(tree, selection.path);
      if (!whole) return NO_FOCUS;
      const within = rowsWithin(tree, node);
      return {
        finding: mainFinding(analysis, within),
        node,
        rows: within,
        stack: firstStack(analysis, within),
        before: at(tree.before, node),
        after: at(tree.after, node),
      };
    }
  }
}

function firstStack(analysis: Analysis, rows: readonly RowIndex[]): StackIndex | None | null {
  const [first] = rows;
  return first === undefined ? null : at(analysis.diff.rows.stack, first);
}

function findingOfRow(analysis: Analysis, row: RowIndex): Finding | null {
  return analysis.findings.find((finding) => finding.rows.includes(row)) ?? null;
}

/** The finding that explains more than half of what the rows grew by, if one does. */
function mainFinding(analysis: Analysis, within: readonly RowIndex[]): Finding | null {
  const { rows } = analysis.diff;
  const growth = (row: RowIndex): number => Math.max(0, at(rows.after, row) - at(rows.before, row));
  const wanted = new Set(within);
  const total = within.reduce((sum, row) => sum + growth(row), 0);
  for (const finding of analysis.findings) {
    const share = finding.rows.reduce((sum, row) => (wanted.has(row) ? sum + growth(row) : sum), 0);
    if (share > 0 && share * 2 > total) return finding;
  }
  return null;
}
