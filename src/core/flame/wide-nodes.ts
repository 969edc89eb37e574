import type { Diff, RowTable } from '../diff/diff.ts';
import { NONE } from '../model/column.ts';
import { StackTableBuilder } from '../model/stack-table-builder.ts';
import type { Symbols } from '../model/symbols.ts';
import { type Viewport, WIDER } from './layout.ts';

/** What a box's width stands for where a picture is made without a tree of all. */
export type WideMode = 'growth' | 'after';

/**
 * The functions below the entry functions that a picture of everything has room for, each with its number: the root is
 * 0, callers come before what they call. Sums are made along the stacks, and a node is looked into only where it is
 * wide enough: of the millions of nodes that nobody could see none is ever made.
 */
export class WideNodes {
  readonly #nodes = new StackTableBuilder({ rows: 1024, branches: 1024 });
  readonly #value: number[] = [];
  readonly #perPixel: number;
  readonly #limit: number;
  /** How many are wide beyond doubt. */
  #count = 0;
  #minWidth: number;

  constructor({ rows, symbols }: Diff, mode: WideMode, view: Viewport) {
    const lists = childLists(rows, symbols, mode);
    this.#perPixel = (lists.value[0] ?? 0) / view.width;
    this.#limit = view.limit;
    this.#minWidth = view.minWidth;
    this.#descend(lists, symbols, view.lastDepth);
  }

  /** The width from which a box is drawn: that of the viewport, or more where it would be too many boxes. */
  get minWidth(): number {
    return this.#minWidth;
  }

  /** One more than the largest number of a node. */
  get length(): number {
    return this.#value.length;
  }

  /** The node of a function that `parent` calls; NONE: it is not wide. */
  child(parent: number, fn: number): number {
    const node = this.#nodes.find(parent, fn);
    return node !== NONE && (this.#value[node] ?? 0) >= this.#least() ? node : NONE;
  }

  parentOf(node: number): number {
    return this.#nodes.parentOf(node);
  }

  functionOf(node: number): number {
    return this.#nodes.frameOf(node);
  }

  /** Level by level, so that what is too much is known soon. */
  #descend({ value, first, next }: ChildLists, { stacks, frames, functions }: Symbols, lastDepth: number): void {
    const { frame } = stacks;
    const { function: functionOf } = frames;
    this.#add(NONE, NONE, value[0] ?? 0);
    const depth = [0];
    /** The first place of each node; the others come by `next`. */
    const places = [0];
    /** The children of one node, by function: their first place, and what they hold. */
    const group = new Int32Array(functions.length);
    const sum = new Float64Array(functions.length);
    const called: number[] = [];
    for (let node = 0; node < places.length; node++) {
      const below = (depth[node] ?? 0) + 1;
      if (below > lastDepth || (this.#value[node] ?? 0) < this.#least()) continue;
      let place = places[node] ?? 0;
      do {
        for (let child = first[place] ?? 0; child !== 0; ) {
          const brother = next[child] ?? 0;
          const fn = functionOf[frame[child - 1] ?? 0] ?? 0;
          if (group[fn] === 0) called.push(fn);
          next[child] = group[fn] ?? 0;
          group[fn] = child;
          sum[fn] = (sum[fn] ?? 0) + (value[child] ?? 0);
          child = brother;
        }
        place = next[place] ?? 0;
      } while (place !== 0);
      for (let fn = called.pop(); fn !== undefined; fn = called.pop()) {
        const holds = sum[fn] ?? 0;
        if (holds >= this.#least()) {
          this.#add(node, fn, holds);
          depth.push(below);
          places.push(group[fn] ?? 0);
        }
        group[fn] = 0;
        sum[fn] = 0;
      }
    }
  }

  #add(parent: number, fn: number, holds: number): void {
    this.#nodes.intern(parent, fn);
    this.#value.push(holds);
    if (holds < this.#least() / ALMOST ** 2) return;
    this.#count++;
    while (this.#count > this.#limit) {
      this.#minWidth *= WIDER;
      const surely = this.#least() / ALMOST ** 2;
      this.#count = this.#value.filter((value) => value >= surely).length;
    }
  }

  /** What a box holds that may be wide enough. */
  #least(): number {
    return this.#minWidth * this.#perPixel * ALMOST;
  }
}

/** Room for what rounding does to sums of scaled counts: what is drawn is decided where it is placed. */
const ALMOST = 0.999;

/** For each place, which is a stack plus one, or 0 for the root: what it holds, and its children as a list. */
interface ChildLists {
  readonly value: Int32Array | Float64Array;
  /** The first child; 0: none. A stack that holds nothing is nobody's child. */
  readonly first: Int32Array;
  /** The next child of the same caller; 0: none. */
  readonly next: Int32Array;
}

function childLists(rows: RowTable, { stacks }: Symbols, mode: WideMode): ChildLists {
  const { parent, length } = stacks;
  const value = valueOfEnds(rows, length, mode);
  const first = new Int32Array(length + 1);
  const next = new Int32Array(length + 1);
  // Callers come before what they call.
  for (let place = length; place > 0; place--) {
    const holds = value[place] ?? 0;
    if (holds === 0) continue;
    const caller = (parent[place - 1] ?? NONE) + 1;
    value[caller] = (value[caller] ?? 0) + holds;
    next[place] = first[caller] ?? 0;
    first[caller] = place;
  }
  return { value, first, next };
}

/** What the rows that end at each place hold. Whole numbers, as counts are unless they were scaled, take half the bytes. */
function valueOfEnds({ stack, before, after, length }: RowTable, stacks: number, mode: WideMode) {
  let all = 0;
  let whole = true;
  for (let row = 0; row < length; row++) {
    const holds = held(mode, before[row] ?? 0, after[row] ?? 0);
    all += holds;
    whole &&= (holds | 0) === holds;
  }
  const value = whole && all < 2 ** 31 ? new Int32Array(stacks + 1) : new Float64Array(stacks + 1);
  for (let row = 0; row < length; row++) {
    const holds = held(mode, before[row] ?? 0, after[row] ?? 0);
    if (holds === 0) continue;
    const place = (stack[row] ?? NONE) + 1;
    value[place] = (value[place] ?? 0) + holds;
  }
  return value;
}

function held(mode: WideMode, before: number, after: number): number {
  return mode === 'after' ? after : Math.max(0, after - before);
}
