import { nodeName } from '../../core/flame/node-name.ts';
import { FlameKind, type FlameRoot, type FlameTree } from '../../core/flame/tree.ts';
import { at } from '../../core/model/column.ts';
import type { FlameNode } from '../../core/model/index-types.ts';
import type { Analysis } from '../../core/report/model.ts';
import { boundSign } from '../../core/report/summary.ts';
import type { Numbers } from '../format.ts';
import { t } from '../strings.ts';

export interface Caption {
  /** What the box is called. */
  name(node: FlameNode): string;
  /** The number on the box: the change with its sign, or the count of the side that is drawn. */
  amount(node: FlameNode): string;
  /** The whole for a screen reader. */
  description(node: FlameNode): string;
}

export function captionOf(
  analysis: Analysis,
  tree: FlameTree,
  root: FlameRoot,
  numbers: Numbers,
  rootName = t.allOf[tree.mode],
): Caption {
  const { symbols } = analysis.diff;
  const known = new Map<FlameNode, string>();
  const name = (node: FlameNode): string => {
    let text = known.get(node);
    if (text === undefined) {
      text = wordsOf(node);
      known.set(node, text);
    }
    return text;
  };
  const wordsOf = (node: FlameNode): string => {
    switch (at(tree.kind, node)) {
      case FlameKind.Root:
        return rootName;
      case FlameKind.Ungrouped:
        return ungrouped(root);
      default:
        return nodeName(symbols, tree, node);
    }
  };
  return {
    name,
    amount: (node) => {
      const value = at(tree.value, node);
      const { atLeast } = analysis.diff.totals;
      if (tree.mode === 'growth') return boundSign(atLeast) + numbers.change(value);
      if (tree.mode === 'shrunk') return boundSign(atLeast) + numbers.change(-value);
      return t.counted(numbers.count(value), value, tree.mode === 'before' ? atLeast.before : atLeast.after);
    },
    description: (node) => {
      const { atLeast } = analysis.diff.totals;
      const [before, after] = [at(tree.before, node), at(tree.after, node)];
      const later = t.counted(numbers.count(after), after, atLeast.after);
      if (analysis.before === null) return t.graph.boxAlone(name(node), later);
      const earlier = t.counted(numbers.count(before), before, atLeast.before);
      return t.graph.box(name(node), earlier, later, `${boundSign(atLeast)}${numbers.change(after - before)}`);
    },
  };
}

function ungrouped(root: FlameRoot): string {
  switch (root.kind) {
    case 'creator':
      return t.graph.noCreator;
    case 'label':
      return t.graph.noLabel(root.key);
    default:
      return t.graph.noPackage;
  }
}
