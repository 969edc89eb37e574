import { childrenOf, FlameKind, type FlameTree, pathTo, ROOT } from '../../core/flame/tree.ts';
import { at } from '../../core/model/column.ts';
import type { FlameNode } from '../../core/model/index-types.ts';
import type { NodePath } from './view-state.ts';

/** What tells a node from its brothers: the same in every mode of a tree. */
function step(tree: FlameTree, node: FlameNode): string {
  const kind = at(tree.kind, node);
  const name = `${kind}:${at(tree.ref, node)}`;
  return kind === FlameKind.Parked ? `${name}:${at(tree.frame, node)}` : name;
}

/** The way from the root to a node; [] for the root. */
export function wayTo(tree: FlameTree, node: FlameNode): NodePath {
  return pathTo(tree, node)
    .slice(1)
    .map((n) => step(tree, n));
}

/** The node at the end of a way, or the last of it that the tree has. */
export function nodeAt(tree: FlameTree, path: NodePath): { readonly node: FlameNode; readonly whole: boolean } {
  let node = ROOT;
  for (const wanted of path) {
    const next = childrenOf(tree, node).find((child) => step(tree, child) === wanted);
    if (next === undefined) return { node, whole: false };
    node = next;
  }
  return { node, whole: true };
}
