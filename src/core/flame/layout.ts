import { at, type Column, seal } from '../model/column.ts';
import { type FlameNode, flameNode } from '../model/index-types.ts';
import type { FlameTree } from './tree.ts';

/** Where each node's box is: from x0 to x1 in [0, 1] of the root's width, at the depth that the tree tells. */
export interface FlameLayout {
  readonly x0: Column<FlameNode, number>;
  readonly x1: Column<FlameNode, number>;
}

/** Children lie side by side from their parent's left edge, in the tree's order; what a parent has itself stays free at its right. */
export function layoutFlame(tree: FlameTree): FlameLayout {
  const { length, parent, value } = tree;
  const x0 = new Float64Array(length);
  const x1 = new Float64Array(length);
  /** Where the next child of a node begins. */
  const next = new Float64Array(length);
  const scale = length > 0 && (value[0] ?? 0) > 0 ? 1 / (value[0] ?? 1) : 0;
  x1[0] = scale > 0 ? 1 : 0;
  for (let n = 1; n < length; n++) {
    const up = parent[n] ?? 0;
    const left = next[up] ?? 0;
    const right = left + (value[n] ?? 0) * scale;
    x0[n] = left;
    x1[n] = right;
    next[n] = left;
    next[up] = right;
  }
  return { x0: seal(x0), x1: seal(x1) };
}

/** The part of the layout that is on screen, and how wide it is drawn. */
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
}

/**
 * The nodes to draw, in preorder. Whole subtrees that are too narrow, too deep or outside are stepped over, so the
 * work goes with what is visible and not with the size of the tree.
 */
export function visibleNodes(tree: FlameTree, layout: FlameLayout, view: Viewport): FlameNode[] {
  let minWidth = view.minWidth;
  for (;;) {
    const nodes = nodesAtLeast(tree, layout, view, minWidth);
    if (nodes.length <= view.limit) return nodes;
    minWidth *= 1.5;
  }
}

function nodesAtLeast(tree: FlameTree, layout: FlameLayout, view: Viewport, minWidth: number): FlameNode[] {
  const span = view.x1 - view.x0;
  if (!(span > 0)) return [];
  const least = (minWidth * span) / view.width;
  const nodes: FlameNode[] = [];
  for (let n = 0; n < tree.length; ) {
    const node = flameNode(n);
    const left = at(layout.x0, node);
    const right = at(layout.x1, node);
    const depth = at(tree.depth, node);
    if (right <= view.x0 || depth > view.lastDepth) {
      n = at(tree.end, node);
    } else if (right - left < least || left >= view.x1) {
      // Brothers to the right are no wider, and lie further right.
      n = n === 0 ? tree.length : at(tree.end, flameNode(tree.parent[n] ?? 0));
    } else {
      if (depth >= view.firstDepth) nodes.push(node);
      n++;
    }
  }
  return nodes;
}
