import { childrenOf, type FlameTree } from '../../core/flame/tree.ts';
import { at, NONE } from '../../core/model/column.ts';
import type { FlameNode } from '../../core/model/index-types.ts';

export type Move = 'up' | 'down' | 'left' | 'right' | 'first' | 'last';
export type GraphKey = Move | 'zoom' | 'out' | 'menu' | 'closer' | 'further' | 'all';

/** By `KeyboardEvent.key`; letters in lower case. */
const KEYS: Record<string, GraphKey> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
  w: 'up',
  s: 'down',
  a: 'left',
  d: 'right',
  Home: 'first',
  End: 'last',
  Enter: 'zoom',
  ' ': 'zoom',
  Escape: 'out',
  ContextMenu: 'menu',
  '+': 'closer',
  '=': 'closer',
  '-': 'further',
  '−': 'further',
  '0': 'all',
};

/** What a key means in the graph, or null where it means nothing there. */
export function keyMove(event: KeyboardEvent): GraphKey | null {
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  if (event.key === 'F10' && event.shiftKey) return 'menu';
  return KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key] ?? null;
}

/** The node that a move leads to; the same where it leads nowhere. Up is towards the root, as it is drawn. */
export function moveFrom(tree: FlameTree, node: FlameNode, move: Move): FlameNode {
  const parent = at(tree.parent, node);
  switch (move) {
    case 'up':
      return parent === NONE ? node : parent;
    case 'down':
      return childrenOf(tree, node)[0] ?? node;
    case 'left':
    case 'right': {
      if (parent === NONE) return node;
      const brothers = childrenOf(tree, parent);
      return brothers[brothers.indexOf(node) + (move === 'left' ? -1 : 1)] ?? node;
    }
    case 'first':
    case 'last': {
      if (parent === NONE) return node;
      const brothers = childrenOf(tree, parent);
      return (move === 'first' ? brothers[0] : brothers.at(-1)) ?? node;
    }
  }
}
