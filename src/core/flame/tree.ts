import { at, type Column, NONE, type None } from '../model/column.ts';
import { type FlameNode, type FrameIndex, flameNode, type RowIndex } from '../model/index-types.ts';

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
 * A weighted prefix tree in preorder: node 0 is the root, a parent comes before its children, children stand in the
 * order of decreasing value, and the subtree of node n is n … end[n] − 1. A node whose value is 0 is not in the tree.
 */
export interface FlameTree {
  readonly mode: FlameMode;
  readonly length: number;
  /** The deepest level; the root's is 0. */
  readonly maxDepth: number;
  readonly parent: Column<FlameNode, FlameNode | None>;
  readonly depth: Column<FlameNode, number>;
  readonly end: Column<FlameNode, number>;
  /** One of FlameKind. */
  readonly kind: Column<FlameNode, number>;
  /** A FunctionIndex for Frame and Creator, a StringIndex for Parked, an index into `groups` for Group, else NONE. */
  readonly ref: Column<FlameNode, number>;
  /** A frame that stands for the node (the one of the row that grew most); where Parked is. NONE for the others. */
  readonly frame: Column<FlameNode, FrameIndex | None>;
  /** Goroutines below the node on each side, all rows counted, whether they grew or shrank. */
  readonly before: Column<FlameNode, number>;
  readonly after: Column<FlameNode, number>;
  /** What the mode asks for, this node and all below; `self` is what ends here. */
  readonly value: Column<FlameNode, number>;
  readonly self: Column<FlameNode, number>;
  /** Names of Group nodes. */
  readonly groups: readonly string[];
  /** The rows, or the parts of rows, that the tree was made of: where each ends (NONE: not in the tree), and its row. */
  readonly leafOfItem: Column<number, FlameNode | None>;
  readonly rowOfItem: Column<number, RowIndex>;
}

export const ROOT: FlameNode = flameNode(0);

/** The children of a node, largest first. */
export function childrenOf(tree: FlameTree, node: FlameNode): FlameNode[] {
  const children: FlameNode[] = [];
  const end = at(tree.end, node);
  for (let child = node + 1; child < end; child = at(tree.end, flameNode(child))) children.push(flameNode(child));
  return children;
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

/** The distinct rows that end at a node or below it, in the order of the diff. */
export function rowsWithin(tree: FlameTree, node: FlameNode): RowIndex[] {
  const end = at(tree.end, node);
  const rows = new Set<RowIndex>();
  for (let item = 0; item < tree.leafOfItem.length; item++) {
    const leaf = at(tree.leafOfItem, item);
    if (leaf >= node && leaf < end) rows.add(at(tree.rowOfItem, item));
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
