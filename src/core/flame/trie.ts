import { type Column, Float64Growable, Int32Growable, NONE } from '../model/column.ts';
import { InternTable } from '../model/intern-table.ts';
import { StackTableBuilder } from '../model/stack-table-builder.ts';
import { FlameKind } from './tree.ts';

/**
 * The tree before a mode is chosen: nodes in order of creation, a parent before its children. Values are inclusive;
 * growth and shrunk are sums over rows, so growth − shrunk = after − before at every node.
 */
export interface FlameTrie {
  readonly length: number;
  readonly parent: Column<number, number>;
  readonly kind: Uint8Array;
  readonly ref: Int32Array;
  readonly frame: Int32Array;
  readonly before: Float64Array;
  readonly after: Float64Array;
  readonly growth: Float64Array;
  readonly shrunk: Float64Array;
  readonly groups: readonly string[];
  readonly leafOfItem: Int32Array;
  readonly rowOfItem: Int32Array;
}

/** More than there are kinds; a power of two. */
const KINDS = 8;

/** The mutable side of FlameTrie. Node 0, the root, is there from the start. */
export class TrieBuilder {
  /** A node is a row: its parent, and kind and identity as one number. */
  readonly #nodes: StackTableBuilder;
  readonly #parked = new InternTable();
  readonly #frame: Int32Growable;
  readonly #ends = new Int32Growable();
  /** Before, after, growth and shrunk of each of `#ends`. */
  readonly #weights = new Float64Growable();

  /** `capacity` is how many nodes are expected. */
  constructor(capacity = 64) {
    this.#nodes = new StackTableBuilder({ rows: capacity, branches: 64 });
    this.#frame = new Int32Growable(capacity);
    this.node(NONE, FlameKind.Root, NONE, NONE);
  }

  /** The child of `parent` with this kind and reference, made at first sight; `frame` is kept from the first. */
  node(parent: number, kind: number, ref: number, frame: number): number {
    const identity = kind === FlameKind.Parked ? this.#parked.intern(ref, frame) : ref;
    const node = this.#nodes.intern(parent, identity * KINDS + kind);
    if (node === this.#frame.length) this.#frame.push(frame);
    return node;
  }

  kindOf(node: number): number {
    return this.#nodes.frameOf(node) & (KINDS - 1);
  }

  refOf(node: number): number {
    const identity = Math.floor(this.#nodes.frameOf(node) / KINDS);
    return this.kindOf(node) === FlameKind.Parked ? this.#parked.a.get(identity) : identity;
  }

  parentOf(node: number): number {
    return this.#nodes.parentOf(node);
  }

  /** Counts of one row, or of a part of one, that ends at `node`. */
  add(node: number, before: number, after: number): void {
    this.addWeights(node, before, after, Math.max(0, after - before), Math.max(0, before - after));
  }

  addWeights(node: number, before: number, after: number, growth: number, shrunk: number): void {
    this.#ends.push(node);
    this.#weights.push(before);
    this.#weights.push(after);
    this.#weights.push(growth);
    this.#weights.push(shrunk);
  }

  finish(groups: readonly string[], leafOfItem: Int32Array, rowOfItem: Int32Array): FlameTrie {
    const { parent } = this.#nodes.finish();
    const kind = new Uint8Array(parent.length);
    const ref = new Int32Array(parent.length);
    for (let node = 0; node < parent.length; node++) {
      kind[node] = this.kindOf(node);
      ref[node] = this.refOf(node);
    }
    const ends = this.#ends.finish();
    const weights = this.#weights.finish();
    // The four sums of a node lie side by side: one pass up the tree, one line of memory a parent.
    const sums = new Float64Array(4 * parent.length);
    for (let i = 0; i < ends.length; i++) addFour(sums, 4 * (ends[i] ?? 0), weights, 4 * i);
    for (let node = parent.length - 1; node > 0; node--) addFour(sums, 4 * (parent[node] ?? 0), sums, 4 * node);
    const column = (which: 0 | 1 | 2 | 3): Float64Array => {
      const values = new Float64Array(parent.length);
      for (let node = 0; node < values.length; node++) values[node] = sums[4 * node + which] ?? 0;
      return values;
    };
    return {
      length: parent.length,
      parent,
      kind,
      ref,
      frame: this.#frame.finish(),
      before: column(0),
      after: column(1),
      growth: column(2),
      shrunk: column(3),
      groups,
      leafOfItem,
      rowOfItem,
    };
  }
}

function addFour(to: Float64Array, at: number, from: Float64Array, first: number): void {
  to[at] = (to[at] ?? 0) + (from[first] ?? 0);
  to[at + 1] = (to[at + 1] ?? 0) + (from[first + 1] ?? 0);
  to[at + 2] = (to[at + 2] ?? 0) + (from[first + 2] ?? 0);
  to[at + 3] = (to[at + 3] ?? 0) + (from[first + 3] ?? 0);
}
