import type { Diff } from '../diff/diff.ts';
import { NONE } from '../model/column.ts';
import { inStackOrder } from '../model/stack-order.ts';
import type { Symbols } from '../model/symbols.ts';
import { FlameKind, ROOT } from './tree.ts';
import { type FlameTrie, TrieBuilder } from './trie.ts';

/**
 * The part of the tree from the entry functions that has growth: the root, and the nodes that `buildFlameTrie` gives a
 * growth above 0, in the same order and with the same weights. Goroutines that end elsewhere are counted at the last
 * node on their way, and their rows are not in the tree. Most of a large pair stays as it was: a picture of what grew
 * costs a fraction of the whole tree.
 */
export function growthTrie({ rows, symbols }: Diff): FlameTrie {
  const trie = new TrieBuilder(rows.length);
  const path = new KnownPath(symbols, trie);
  const leafOfRow = new Int32Array(rows.length).fill(NONE);
  // Rows come by growth.
  let grown = 0;
  for (; grown < rows.length && (rows.after[grown] ?? 0) > (rows.before[grown] ?? 0); grown++) {
    const stack = rows.stack[grown] ?? NONE;
    const state = rows.state[grown] ?? 0;
    let node = path.made(stack);
    if (state !== 0) node = trie.node(node, FlameKind.Parked, state, path.frameOf(stack));
    trie.add(node, rows.before[grown] ?? 0, rows.after[grown] ?? 0);
    leafOfRow[grown] = node;
  }
  for (const row of inStackOrder(rows.stack, symbols.stacks.length)) {
    if (row < grown) continue;
    const stack = rows.stack[row] ?? NONE;
    const state = rows.state[row] ?? 0;
    let node = path.last(stack);
    if (path.isWhole && state !== 0) {
      const parked = trie.find(node, FlameKind.Parked, state, path.frameOf(stack));
      if (parked !== NONE) node = parked;
    }
    trie.add(node, rows.before[row] ?? 0, rows.after[row] ?? 0);
  }
  return trie.finish(
    [],
    leafOfRow,
    Int32Array.from(leafOfRow, (_, row) => row),
  );
}

/** Walks down from the root along stacks, beginning below the last caller whose node is known already. */
class KnownPath {
  readonly #parent: ArrayLike<number>;
  readonly #frame: ArrayLike<number>;
  readonly #functionOf: ArrayLike<number>;
  readonly #trie: TrieBuilder;
  /** For each stack its node where that is known, else ROOT, which no stack has. */
  readonly #nodeOf: Int32Array;
  readonly #climb: number[] = [];
  /** Whether the last walk of `last` came to the end of its stack. */
  isWhole = true;

  constructor({ stacks, frames }: Symbols, trie: TrieBuilder) {
    this.#parent = stacks.parent;
    this.#frame = stacks.frame;
    this.#functionOf = frames.function;
    this.#trie = trie;
    this.#nodeOf = new Int32Array(stacks.length);
  }

  frameOf(stack: number): number {
    return stack === NONE ? NONE : (this.#frame[stack] ?? NONE);
  }

  /** The node of a stack. What is missing on the way is made. */
  made(stack: number): number {
    let node = this.#climbFrom(stack);
    for (let below = this.#climb.pop(); below !== undefined; below = this.#climb.pop()) {
      const frame = this.#frame[below] ?? 0;
      node = this.#trie.node(node, FlameKind.Frame, this.#functionOf[frame] ?? 0, frame);
      this.#nodeOf[below] = node;
    }
    return node;
  }

  /** The node of a stack, or the last one on the way to it. */
  last(stack: number): number {
    let node = this.#climbFrom(stack);
    this.isWhole = true;
    for (let below = this.#climb.pop(); below !== undefined; below = this.#climb.pop()) {
      const found = this.#trie.find(node, FlameKind.Frame, this.#functionOf[this.#frame[below] ?? 0] ?? 0, NONE);
      if (found === NONE) {
        this.#climb.length = 0;
        this.isWhole = false;
        break;
      }
      node = found;
      this.#nodeOf[below] = node;
    }
    return node;
  }

  /** Climbs to the nearest caller with a known node, and gives that; what lies between is in `#climb`. */
  #climbFrom(leaf: number): number {
    let stack = leaf;
    while (stack !== NONE && this.#nodeOf[stack] === ROOT) {
      this.#climb.push(stack);
      stack = this.#parent[stack] ?? NONE;
    }
    return stack === NONE ? ROOT : (this.#nodeOf[stack] ?? ROOT);
  }
}
