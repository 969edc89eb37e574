import { NONE } from '../model/column.ts';
import type { FunctionIndex } from '../model/index-types.ts';
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
  /** The node of `callees` that stands for a node of `trie` below an appearance, or NONE. */
  const image = new Int32Array(trie.length).fill(NONE);
  for (let node = 1; node < trie.length; node++) {
    const up = image[trie.parent[node] ?? 0] ?? NONE;
    const kind = trie.kind[node] ?? 0;
    const ref = trie.ref[node] ?? NONE;
    const frame = trie.frame[node] ?? NONE;
    if (up === NONE && !(kind === FlameKind.Frame && ref === fn)) continue;
    image[node] = callees.node(up === NONE ? 0 : up, kind, ref, frame);
    if (up === NONE) climb(trie, node, callers);
  }
  const self = selfOf(trie);
  for (let node = 1; node < trie.length; node++) {
    const to = image[node] ?? NONE;
    if (to !== NONE) callees.addWeights(to, ...self(node));
  }
  const noItems = new Int32Array(0);
  return {
    callees: callees.finish(trie.groups, noItems, noItems),
    callers: callers.finish(trie.groups, noItems, noItems),
  };
}

function climb(trie: FlameTrie, from: number, callers: TrieBuilder): void {
  let to = 0;
  for (let node = from; node > 0; node = trie.parent[node] ?? 0) {
    to = callers.node(to, trie.kind[node] ?? 0, trie.ref[node] ?? NONE, trie.frame[node] ?? NONE);
  }
  callers.addWeights(to, ...weightsOf(trie, from));
}

type Weights = [before: number, after: number, growth: number, shrunk: number];

function weightsOf(trie: FlameTrie, node: number): Weights {
  return [trie.before[node] ?? 0, trie.after[node] ?? 0, trie.growth[node] ?? 0, trie.shrunk[node] ?? 0];
}

/** What ends at each node itself, without what is below it. */
function selfOf(trie: FlameTrie): (node: number) => Weights {
  const before = trie.before.slice();
  const after = trie.after.slice();
  const growth = trie.growth.slice();
  const shrunk = trie.shrunk.slice();
  for (let node = 1; node < trie.length; node++) {
    const up = trie.parent[node] ?? 0;
    before[up] = (before[up] ?? 0) - (trie.before[node] ?? 0);
    after[up] = (after[up] ?? 0) - (trie.after[node] ?? 0);
    growth[up] = (growth[up] ?? 0) - (trie.growth[node] ?? 0);
    shrunk[up] = (shrunk[up] ?? 0) - (trie.shrunk[node] ?? 0);
  }
  return (node) => [before[node] ?? 0, after[node] ?? 0, growth[node] ?? 0, shrunk[node] ?? 0];
}
