import { at } from '../model/column.ts';
import { type FlameNode, type FunctionIndex, flameNode } from '../model/index-types.ts';
import { FlameKind } from './tree.ts';
import { type FlameTrie, TrieBuilder } from './trie.ts';

/** Everything about one function: what it calls, and who calls it, each as a tree whose root's only child is the function. */
export interface Sandwich {
  readonly callees: FlameTrie;
  /** Turned round: children are callers. */
  readonly callers: FlameTrie;
}

/**
 * Callers and callees of a function over the whole tree. Where it appears several times on one path, the one nearest
 * the root counts, so that no goroutine is counted twice.
 */
export function sandwich(trie: FlameTrie, fn: FunctionIndex): Sandwich {
  const callees = new TrieBuilder();
  const callers = new TrieBuilder();
  for (let n = 1; n < trie.length; ) {
    const node = flameNode(n);
    if (at(trie.kind, node) === FlameKind.Frame && at(trie.ref, node) === fn) {
      descend(trie, node, callees);
      climb(trie, node, callers);
      n = at(trie.end, node);
    } else {
      n++;
    }
  }
  const noItems = new Int32Array(0);
  return {
    callees: callees.finish(trie.groups, noItems, noItems),
    callers: callers.finish(trie.groups, noItems, noItems),
  };
}

/** Adds a subtree, below the root of `callees`. What is given to a child is taken from its parent: sums are made anew. */
function descend(trie: FlameTrie, from: FlameNode, callees: TrieBuilder): void {
  const end = at(trie.end, from);
  /** The node of `callees` that stands for each node of the subtree. */
  const image = new Int32Array(end - from);
  for (let n: number = from; n < end; n++) {
    const node = flameNode(n);
    const up = n === from ? 0 : (image[at(trie.parent, node) - from] ?? 0);
    const to = copyOf(trie, node, up, callees);
    image[n - from] = to;
    addWeights(trie, node, to, 1, callees);
    if (n > from) addWeights(trie, node, up, -1, callees);
  }
}

function climb(trie: FlameTrie, from: FlameNode, callers: TrieBuilder): void {
  let to = 0;
  for (let node: FlameNode = from; node > 0; node = flameNode(at(trie.parent, node))) {
    to = copyOf(trie, node, to, callers);
  }
  addWeights(trie, from, to, 1, callers);
}

function copyOf(trie: FlameTrie, node: FlameNode, parent: number, into: TrieBuilder): number {
  return into.node(parent, at(trie.kind, node), at(trie.ref, node), at(trie.frame, node));
}

function addWeights(trie: FlameTrie, node: FlameNode, to: number, sign: 1 | -1, into: TrieBuilder): void {
  const { before, after, growth, shrunk } = trie;
  into.addWeights(
    to,
    sign * at(before, node),
    sign * at(after, node),
    sign * at(growth, node),
    sign * at(shrunk, node),
  );
}
