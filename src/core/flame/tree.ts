import { at, type Column, NONE, type None } from '../model/column.ts';
import { type FlameNode, flameNode, type RowIndex } from '../model/index-types.ts';
import type { FlameTrie } from './trie.ts';

/** What a box's width stands for. growth: rows that grew, by how much. shrunk: rows that shrank, and those gone. */
export const FLAME_MODES = ['growth', 'after', 'before', 'shrunk'] as const;
export type FlameMode = (typeof FLAME_MODES)[number];

/** What stands under the root: the goroutine's entry function, or first who started it, a label's value, or the package whose code is parked. */
export type FlameRoot =
  | { readonly kind: 'entry' }
  | { readonly kind: 'creator' }
  | { readonly kind: 'package' }
  | { readonly kind: 'label'; readonly key: string };

/** What a node stands for, by its number in `FlameTree.kind`. */
export const FlameKind = {
  /** Everything. */
  Root: 0,
  /** A function on the stack. */
  Frame: 1,
  /** The wait state below the last frame: "chan send" at a line. */
  Parked: 2,
  /** A function whose go statement started what is below. */
  Creator: 3,
  /** A package or a label's value. */
  Group: 4,
  /** What has no creator, no such label or no package. */
  Ungrouped: 5,
} as const;

/**
 * The tree of all modes, weighed by one of them. Nothing is copied and nothing sorted: nodes without a value are in
 * it too, but are nobody's children, and children are put in order where they are looked at.
 */
export interface FlameTree extends FlameTrie {
  readonly mode: FlameMode;
  /** What the mode asks for, this node and all below. */
  readonly value: Column<FlameNode, number>;
  /** The deepest level that has a value; the root's is 0. */
  readonly maxDepth: number;
}

export const ROOT: FlameNode = flameNode(0);

export function weigh(trie: FlameTrie, mode: FlameMode): FlameTree {
  const value = trie[mode];
  let maxDepth = 0;
  for (let n = 1; n < trie.length; n++) {
    const depth = trie.depth[n] ?? 0;
    if (depth > maxDepth && (value[n] ?? 0) > 0) maxDepth = depth;
  }
  return { ...trie, mode, value, maxDepth };
}

/** The children of a node whose value is at least `least`, largest first (equal ones in order of creation). */
export function childrenOf(tree: FlameTree, node: FlameNode, least = 0): FlameNode[] {
  const { value } = tree;
  const children: FlameNode[] = [];
  const end = at(tree.end, node);
  for (let n = node + 1; n < end; n = at(tree.end, flameNode(n))) {
    const worth = value[n] ?? 0;
    if (worth > 0 && worth >= least) children.push(flameNode(n));
  }
  if (children.length < 2) return children;
  return children.sort((a, b) => at(value, b) - at(value, a) || a - b);
}

/** The nodes from the root to a node, both included. */
export function pathTo(tree: FlameTree, node: FlameNode): FlameNode[] {
  const path: FlameNode[] = [];
  for (let n: FlameNode | None = node; n !== NONE; n = at(tree.parent, n)) path.push(n);
  return path.reverse();
}

/** Whether `node` is `ancestor` or below it. */
export function isWithin(tree: FlameTree, node: FlameNode, ancestor: FlameNode): boolean {
  return node >= ancestor && node < at(tree.end, ancestor);
}

/** The distinct rows with a value that end at a node or below it, in the order of the diff. */
export function rowsWithin(tree: FlameTree, node: FlameNode): RowIndex[] {
  const end = at(tree.end, node);
  const rows = new Set<RowIndex>();
  for (let item = 0; item < tree.leafOfItem.length; item++) {
    const leaf = at(tree.leafOfItem, item);
    if (leaf >= node && leaf < end && at(tree.value, leaf) > 0) rows.add(at(tree.rowOfItem, item));
  }
  return [...rows].sort((a, b) => a - b);
}

/** For each node 1 where one of the rows passes through it, else 0: what a selection lights up. */
export function nodesOfRows(tree: FlameTree, rows: ReadonlySet<RowIndex>): Uint8Array {
  const lit = new Uint8Array(tree.length);
  for (let item = 0; item < tree.leafOfItem.length; item++) {
    if (!rows.has(at(tree.rowOfItem, item))) continue;
    for (let n = at(tree.leafOfItem, item); n !== NONE && lit[n] === 0; n = at(tree.parent, n)) lit[n] = 1;
  }
  return lit;
}
