import { nodeName } from '../../../src/core/flame/node-name.ts';
import { childrenOf, FlameKind, type FlameTree, ROOT } from '../../../src/core/flame/tree.ts';
import { at } from '../../../src/core/model/column.ts';
import type { FlameNode } from '../../../src/core/model/index-types.ts';
import type { Symbols } from '../../../src/core/model/symbols.ts';

/** A tree as text: one line a node, indented by depth, with its value and both counts. */
export function drawTree(symbols: Symbols, tree: FlameTree): string[] {
  return inDrawnOrder(tree, ROOT).map((node) => {
    const kind = at(tree.kind, node);
    const bare =
      kind === FlameKind.Root ? 'all' : kind === FlameKind.Ungrouped ? '(none)' : nodeName(symbols, tree, node);
    const name = kind === FlameKind.Creator ? `by ${bare}` : bare;
    return `${'  '.repeat(at(tree.depth, node))}${name} ${at(tree.value, node)} (${at(tree.before, node)} → ${at(tree.after, node)})`;
  });
}

function inDrawnOrder(tree: FlameTree, node: FlameNode): FlameNode[] {
  return [node, ...childrenOf(tree, node).flatMap((child) => inDrawnOrder(tree, child))];
}
