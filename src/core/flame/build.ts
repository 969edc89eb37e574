import type { Diff } from '../diff/diff.ts';
import { at, NONE, type None } from '../model/column.ts';
import { type CompiledFilters, FILTERED, filterSymbols, framelessPass } from '../model/filter.ts';
import { rowIndex, type StackIndex, stackIndex, stringIndex } from '../model/index-types.ts';
import type { Symbols } from '../model/symbols.ts';
import { type FlameItems, itemsOf } from './items.ts';
import { FlameKind, type FlameRoot } from './tree.ts';
import { type FlameTrie, TrieBuilder } from './trie.ts';

export interface TrieOptions {
  readonly root: FlameRoot;
  /** Folds a function into its nearest earlier appearance on the path, so that recursion takes one box. */
  readonly collapseRecursion: boolean;
  readonly filters: CompiledFilters | null;
}

/**
 * All rows as one tree from the root of the stacks to their leaves; frames of one function are one node, whatever
 * their lines, and below the last of them stands the state that the goroutines are parked in, at its line.
 */
export function buildFlameTrie(diff: Diff, { root, collapseRecursion, filters }: TrieOptions): FlameTrie {
  const { rows } = diff;
  const trie = new TrieBuilder(diff.symbols.stacks.length + rows.length);
  const byLabels = filters !== null && (filters.tagFocus !== null || filters.tagIgnore !== null);
  const items = itemsOf(diff, root, byLabels, trie);
  const sieve = filters === null ? null : sieveOf(diff.symbols, filters, items);
  const symbols = sieve?.symbols ?? diff.symbols;
  const path = new StackPath(symbols, trie, collapseRecursion);
  const leafOfItem = new Int32Array(items.length).fill(NONE);
  for (const item of byBase(items.base)) {
    const row = rowIndex(items.row[item] ?? 0);
    let stack = at(rows.stack, row);
    if (sieve !== null) {
      if (!sieve.passes(item, stack)) continue;
      if (stack !== NONE) stack = sieve.left(stack);
    }
    let leaf = path.nodeOf(stack, items.base[item] ?? 0);
    const state = at(rows.state, row);
    if (state !== stringIndex(0)) {
      leaf = trie.node(leaf, FlameKind.Parked, state, stack === NONE ? NONE : at(symbols.stacks.frame, stack));
    }
    trie.add(leaf, items.before[item] ?? 0, items.after[item] ?? 0);
    leafOfItem[item] = leaf;
  }
  return trie.finish(items.groups, leafOfItem, items.row);
}

interface Sieve {
  readonly symbols: Symbols;
  passes(item: number, stack: StackIndex | None): boolean;
  /** What is left of a stack that passes. */
  left(stack: StackIndex): StackIndex;
}

function sieveOf(symbols: Symbols, filters: CompiledFilters, items: FlameItems): Sieve {
  const filtered = filterSymbols(symbols, filters);
  const frameless = framelessPass(filters);
  return {
    symbols: filtered.symbols,
    passes: (item, stack) => {
      const labels = items.labels?.[item];
      if (labels !== undefined && filtered.labelSets[labels] !== 1) return false;
      return stack === NONE ? frameless : filtered.stacks[stack] !== FILTERED;
    },
    left: (stack) => stackIndex(filtered.stacks[stack] ?? NONE),
  };
}

/** Items in the order of their base, so that each base's stacks are walked once. */
function byBase(base: Int32Array): Int32Array {
  const order = new Int32Array(base.length);
  let mixed = false;
  for (let item = 0; item < order.length; item++) {
    order[item] = item;
    mixed ||= base[item] !== base[0];
  }
  if (mixed) order.sort((a, b) => (base[a] ?? 0) - (base[b] ?? 0) || a - b);
  return order;
}

/** Finds the node of a stack below a base, making what is missing. Remembers the stacks of the last base. */
class StackPath {
  readonly #symbols: Symbols;
  readonly #trie: TrieBuilder;
  readonly #collapse: boolean;
  /** For each stack: the base that `#node` is about, plus one. */
  readonly #seen: Int32Array;
  readonly #node: Int32Array;
  readonly #climb: number[] = [];

  constructor(symbols: Symbols, trie: TrieBuilder, collapse: boolean) {
    this.#symbols = symbols;
    this.#trie = trie;
    this.#collapse = collapse;
    this.#seen = new Int32Array(symbols.stacks.length);
    this.#node = new Int32Array(symbols.stacks.length);
  }

  nodeOf(leaf: StackIndex | None, base: number): number {
    const { parent, frame: frameOf } = this.#symbols.stacks;
    const { function: functionOf } = this.#symbols.frames;
    let stack: number = leaf;
    while (stack !== NONE && this.#seen[stack] !== base + 1) {
      this.#climb.push(stack);
      stack = parent[stack] ?? NONE;
    }
    let node = stack === NONE ? base : (this.#node[stack] ?? base);
    for (let below = this.#climb.pop(); below !== undefined; below = this.#climb.pop()) {
      const frame = frameOf[below] ?? 0;
      const fn = functionOf[frame] ?? 0;
      const earlier = this.#collapse ? this.#earlier(node, fn) : NONE;
      node = earlier === NONE ? this.#trie.node(node, FlameKind.Frame, fn, frame) : earlier;
      this.#seen[below] = base + 1;
      this.#node[below] = node;
    }
    return node;
  }

  #earlier(from: number, fn: number): number {
    for (let node = from; this.#trie.kindOf(node) === FlameKind.Frame; node = this.#trie.parentOf(node)) {
      if (this.#trie.refOf(node) === fn) return node;
    }
    return NONE;
  }
}
