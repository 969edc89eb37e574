import { at } from '../model/column.ts';
import { type FlameNode, flameNode } from '../model/index-types.ts';
import { childrenOf, type FlameTree, isWithin, pathTo, ROOT } from './tree.ts';

/**
 * Where a node's box is: from x0 to x1 in [0, 1] of the root's width, at the depth that the tree tells. Children lie
 * side by side from their parent's left edge, largest first; what a parent has itself stays free at its right.
 */
export interface PlacedNode {
  readonly node: FlameNode;
  readonly x0: number;
  readonly x1: number;
}

/** Where one node is, by its brothers and those of all above it. */
export function placeOf(tree: FlameTree, node: FlameNode): PlacedNode {
  let left = 0;
  for (const step of pathTo(tree, node).slice(1)) left += leftOf(tree, step);
  const scale = scaleOf(tree);
  return { node, x0: left * scale, x1: (left + at(tree.value, node)) * scale };
}

/** The part of the tree that is on screen, and how wide it is drawn. */
export interface Viewport {
  /** Of [0, 1]. */
  readonly x0: number;
  readonly x1: number;
  readonly firstDepth: number;
  readonly lastDepth: number;
  /** Pixels from x0 to x1. */
  readonly width: number;
  /** Boxes narrower than this are left out. */
  readonly minWidth: number;
  /** At most so many boxes; where there are more, the widest of them. */
  readonly limit: number;
  /** Shown however narrow it is, with all above it; null: none. */
  readonly always: FlameNode | null;
}

/** Where there are too many boxes, the narrowest has to be so many times as wide. */
export const WIDER = 1.5;

/**
 * The nodes to draw, a parent before its children, these from left to right. Whole subtrees that are too narrow, too
 * deep or outside are stepped over, so the work goes with what is visible and not with the size of the tree.
 */
export function visibleNodes(tree: FlameTree, view: Viewport): PlacedNode[] {
  let { minWidth } = view;
  for (;;) {
    const nodes = nodesAtLeast(tree, view, minWidth);
    if (nodes.length <= view.limit) return nodes;
    minWidth *= WIDER;
  }
}

function nodesAtLeast(tree: FlameTree, view: Viewport, minWidth: number): PlacedNode[] {
  const span = view.x1 - view.x0;
  const scale = scaleOf(tree);
  if (!(span > 0) || scale === 0) return [];
  const least = (minWidth * span) / view.width / scale;
  const nodes: PlacedNode[] = [];
  const pending: PlacedNode[] = [{ node: ROOT, x0: 0, x1: 1 }];
  for (let placed = pending.pop(); placed !== undefined; placed = pending.pop()) {
    const depth = at(tree.depth, placed.node);
    if (depth >= view.firstDepth) nodes.push(placed);
    if (depth === view.lastDepth) continue;
    const first = pending.length;
    let { x0 } = placed;
    for (const node of childrenOf(tree, placed.node, least)) {
      const x1 = x0 + at(tree.value, node) * scale;
      if (x1 > view.x0 && x0 < view.x1) pending.push({ node, x0, x1 });
      x0 = x1;
    }
    const narrow = view.always === null ? null : childTowards(tree, placed.node, view.always);
    if (narrow !== null && at(tree.value, narrow) < least) {
      const left = placed.x0 + leftOf(tree, narrow) * scale;
      pending.push({ node: narrow, x0: left, x1: left + at(tree.value, narrow) * scale });
    }
    // The last is taken first.
    reverseFrom(pending, first);
  }
  return nodes;
}

/** The child of `from` that leads to `to`, or null where there is no way or it has no value. */
function childTowards(tree: FlameTree, from: FlameNode, to: FlameNode): FlameNode | null {
  if (from === to || to >= tree.length || !isWithin(tree, to, from) || at(tree.value, to) <= 0) return null;
  let child = flameNode(from + 1);
  while (!isWithin(tree, to, child)) child = flameNode(at(tree.end, child));
  return child;
}

/** What the brothers at the left of a node are worth. */
function leftOf(tree: FlameTree, node: FlameNode): number {
  const parent = flameNode(at(tree.parent, node));
  const own = at(tree.value, node);
  const end = at(tree.end, parent);
  let left = 0;
  for (let n = parent + 1; n < end; n = at(tree.end, flameNode(n))) {
    const value = tree.value[n] ?? 0;
    if (value > own || (value === own && n < node)) left += value;
  }
  return left;
}

/** From values to [0, 1]; 0 where there is nothing to show. */
function scaleOf(tree: FlameTree): number {
  const all = at(tree.value, ROOT);
  return all > 0 ? 1 / all : 0;
}

function reverseFrom<T>(items: T[], first: number): void {
  if (items.length - first < 2) return;
  const taken = items.splice(first);
  for (let item = taken.pop(); item !== undefined; item = taken.pop()) items.push(item);
}
