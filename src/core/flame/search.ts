import { at, NONE } from '../model/column.ts';
import { displayFunctionName } from '../model/function-name.ts';
import { type FlameNode, flameNode } from '../model/index-types.ts';
import type { Symbols } from '../model/symbols.ts';
import { childrenOf, FlameKind, type FlameTree, ROOT } from './tree.ts';

/** What a search found in one tree. */
export class FlameMatches {
  /** For each node of the tree 1 where it matches. */
  readonly hit: Uint8Array;
  readonly count: number;
  /** The value of all that lies at or below a match, each goroutine counted once. */
  readonly value: number;
  readonly #tree: FlameTree;
  /** For each node how many matches come before it in preorder; made when it is first asked for. */
  #earlier: Int32Array | null = null;

  constructor(tree: FlameTree, hit: Uint8Array) {
    this.#tree = tree;
    this.hit = hit;
    let [count, value, coveredTo] = [0, 0, 0];
    for (let n = 0; n < hit.length; n++) {
      if (hit[n] !== 1) continue;
      count++;
      if (n < coveredTo) continue;
      value += tree.value[n] ?? 0;
      coveredTo = at(tree.end, flameNode(n));
    }
    this.count = count;
    this.value = value;
  }

  /** The match after a node (before it, where `by` is −1) as they are drawn, round the ends; null where none is. */
  step(from: FlameNode | null, by: 1 | -1): FlameNode | null {
    if (this.count === 0) return null;
    return by > 0 ? this.#after(from ?? ROOT) : this.#before(from ?? ROOT);
  }

  #after(from: FlameNode): FlameNode {
    const below = this.#children(from)[0];
    if (below !== undefined) return this.#firstOf(below);
    for (let node = from; node !== ROOT; node = flameNode(at(this.#tree.parent, node))) {
      const brothers = childrenOf(this.#tree, flameNode(at(this.#tree.parent, node)));
      const right = brothers.slice(brothers.indexOf(node) + 1).find((brother) => this.#holds(brother));
      if (right !== undefined) return this.#firstOf(right);
    }
    return this.#firstOf(ROOT);
  }

  #before(from: FlameNode): FlameNode {
    for (let node = from; node !== ROOT; ) {
      const parent = flameNode(at(this.#tree.parent, node));
      const brothers = childrenOf(this.#tree, parent);
      const left = brothers
        .slice(0, brothers.indexOf(node))
        .filter((brother) => this.#holds(brother))
        .at(-1);
      if (left !== undefined) return this.#lastOf(left);
      if (this.hit[parent] === 1) return parent;
      node = parent;
    }
    return this.#lastOf(ROOT);
  }

  #firstOf(holder: FlameNode): FlameNode {
    let node = holder;
    while (this.hit[node] !== 1) node = this.#children(node)[0] ?? node;
    return node;
  }

  #lastOf(holder: FlameNode): FlameNode {
    let node = holder;
    for (let below = this.#children(node).at(-1); below !== undefined; below = this.#children(node).at(-1))
      node = below;
    return node;
  }

  /** The children that match or have a match below, as they are drawn. */
  #children(node: FlameNode): FlameNode[] {
    return childrenOf(this.#tree, node).filter((child) => this.#holds(child));
  }

  #holds(node: FlameNode): boolean {
    this.#earlier ??= sumsBefore(this.hit);
    return this.#earlier[at(this.#tree.end, node)] !== this.#earlier[node];
  }
}

function sumsBefore(hit: Uint8Array): Int32Array {
  const sums = new Int32Array(hit.length + 1);
  for (let n = 0; n < hit.length; n++) sums[n + 1] = (sums[n] ?? 0) + (hit[n] ?? 0);
  return sums;
}

/** Texts of symbols in lower case, made once for a diff, so that a keystroke costs one scan. */
export class FlameSearch {
  readonly #symbols: Symbols;
  readonly #functions: string[];

  constructor(symbols: Symbols) {
    this.#symbols = symbols;
    this.#functions = Array.from(symbols.functions.name, (name, fn) => {
      const text = symbols.strings[name] ?? '';
      const file = symbols.strings[symbols.functions.file[fn] ?? 0] ?? '';
      return `${text}\n${displayFunctionName(text)}\n${file}`.toLowerCase();
    });
  }

  /** Nodes whose function, file, state, label's value or package contains the text, in any case. None for "". */
  find(tree: FlameTree, text: string): FlameMatches {
    const wanted = text.trim().toLowerCase();
    const hit = new Uint8Array(tree.length);
    if (wanted === '') return new FlameMatches(tree, hit);
    const inFunction = Uint8Array.from(this.#functions, (name) => (name.includes(wanted) ? 1 : 0));
    const inGroup = Uint8Array.from(tree.groups, (name) => (name.toLowerCase().includes(wanted) ? 1 : 0));
    /** By index of the string: the states are few. */
    const inState: number[] = [];
    const { kind, ref, value } = tree;
    for (let n = 1; n < tree.length; n++) {
      const of = ref[n] ?? NONE;
      if (of === NONE || (value[n] ?? 0) <= 0) continue;
      switch (kind[n]) {
        case FlameKind.Frame:
        case FlameKind.Creator:
          hit[n] = inFunction[of] ?? 0;
          break;
        case FlameKind.Parked:
          inState[of] ??= this.#symbols.strings[of]?.toLowerCase().includes(wanted) ? 1 : 0;
          hit[n] = inState[of];
          break;
        case FlameKind.Group:
          hit[n] = inGroup[of] ?? 0;
      }
    }
    return new FlameMatches(tree, hit);
  }
}
