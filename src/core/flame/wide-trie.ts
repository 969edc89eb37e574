import type { Diff } from '../diff/diff.ts';
import { NONE } from '../model/column.ts';
import type { Symbols } from '../model/symbols.ts';
import { FlameKind, ROOT } from './tree.ts';
import { type FlameTrie, TrieBuilder } from './trie.ts';
import type { WideNodes } from './wide-nodes.ts';

/**
 * The tree from the entry functions, of its wide nodes only and the states right below them: with the same weights, and
 * brothers in the same order, as `buildFlameTrie` has them. Goroutines that end elsewhere are counted at the last of
 * these nodes on their way. Neither rows nor the lines of functions are in it: a picture tells of neither.
 */
export function wideTrie({ rows, symbols }: Diff, wide: WideNodes): FlameTrie {
  const { frame } = symbols.stacks;
  const { stack: stackOf, state: stateOf, before, after, length } = rows;
  const ends = endsOf(symbols, wide);
  const trie = new TrieBuilder(2 * wide.length);
  const made = new MadeNodes(wide, trie);
  const sums = new LeafSums();
  for (let row = 0; row < length; row++) {
    const stack = stackOf[row] ?? NONE;
    const state = stateOf[row] ?? 0;
    const end = ends[stack + 1] ?? 0;
    let leaf = made.node(end < 0 ? ~end : end);
    if (end >= 0 && state !== 0) {
      leaf = trie.node(leaf, FlameKind.Parked, state, stack === NONE ? NONE : (frame[stack] ?? NONE));
    }
    sums.add(leaf, before[row] ?? 0, after[row] ?? 0);
  }
  sums.tell(trie);
  const noItems = new Int32Array(0);
  return trie.finish([], noItems, noItems);
}

/** For each stack, at its number plus one, its wide node; of one that has none, ~ the last wide node on its way. */
function endsOf({ stacks, frames }: Symbols, wide: WideNodes): Int16Array | Int32Array {
  const { parent, frame, length } = stacks;
  const { function: functionOf } = frames;
  const ends = wide.length < 2 ** 15 ? new Int16Array(length + 1) : new Int32Array(length + 1);
  for (let stack = 0; stack < length; stack++) {
    const above = ends[(parent[stack] ?? NONE) + 1] ?? 0;
    if (above < 0) {
      ends[stack + 1] = above;
      continue;
    }
    const node = wide.child(above, functionOf[frame[stack] ?? 0] ?? 0);
    ends[stack + 1] = node === NONE ? ~above : node;
  }
  return ends;
}

/** Makes wide nodes in a trie when a row first comes by, as brothers stand in the order of their first rows. */
class MadeNodes {
  readonly #wide: WideNodes;
  readonly #trie: TrieBuilder;
  /** For each wide node its node; ROOT: not made yet. */
  readonly #made: Int32Array;
  readonly #climb: number[] = [];

  constructor(wide: WideNodes, trie: TrieBuilder) {
    this.#wide = wide;
    this.#trie = trie;
    this.#made = new Int32Array(wide.length);
  }

  node(wide: number): number {
    let known = wide;
    while (known !== 0 && this.#made[known] === ROOT) {
      this.#climb.push(known);
      known = this.#wide.parentOf(known);
    }
    let node = this.#made[known] ?? ROOT;
    for (let below = this.#climb.pop(); below !== undefined; below = this.#climb.pop()) {
      node = this.#trie.node(node, FlameKind.Frame, this.#wide.functionOf(below), NONE);
      this.#made[below] = node;
    }
    return node;
  }
}

/** What the rows that end at each leaf come to: many rows end at one, and the trie is told once. */
class LeafSums {
  /** Before, after, growth and shrunk of each. */
  readonly #sums: number[] = [];

  add(leaf: number, before: number, after: number): void {
    const sums = this.#sums;
    const at = 4 * leaf;
    while (sums.length <= at) sums.push(0, 0, 0, 0);
    sums[at] = (sums[at] ?? 0) + before;
    sums[at + 1] = (sums[at + 1] ?? 0) + after;
    if (after > before) sums[at + 2] = (sums[at + 2] ?? 0) + (after - before);
    else sums[at + 3] = (sums[at + 3] ?? 0) + (before - after);
  }

  tell(trie: TrieBuilder): void {
    const sums = this.#sums;
    for (let leaf = 0, at = 0; at < sums.length; leaf++, at += 4) {
      trie.addWeights(leaf, sums[at] ?? 0, sums[at + 1] ?? 0, sums[at + 2] ?? 0, sums[at + 3] ?? 0);
    }
  }
}
