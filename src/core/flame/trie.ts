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
  readonly #ref: Int32Growable;
  readonly #frame: Int32Growable;
  readonly #before: Float64Growable;
  readonly #after: Float64Growable;
  readonly #growth: Float64Growable;
  readonly #shrunk: Float64Growable;

  /** `capacity` is how many nodes are expected. */
  constructor(capacity = 64) {
    this.#nodes = new StackTableBuilder({ rows: capacity, branches: 64 });
    this.#ref = new Int32Growable(capacity);
    this.#frame = new Int32Growable(capacity);
    this.#before = new Float64Growable(capacity);
    this.#after = new Float64Growable(capacity);
    this.#growth = new Float64Growable(capacity);
    this.#shrunk = new Float64Growable(capacity);
    this.node(NONE, FlameKind.Root, NONE, NONE);
  }

  get length(): number {
    return this.#ref.length;
  }

  /** The child of `parent` with this kind and reference, made at first sight; `frame` is kept from the first. */
  node(parent: number, kind: number, ref: number, frame: number): number {
    const identity = kind === FlameKind.Parked ? this.#parked.intern(ref, frame) : ref;
    const node = this.#nodes.intern(parent, identity * KINDS + kind);
    if (node === this.#ref.length) {
      this.#ref.push(ref);
      this.#frame.push(frame);
      this.#before.push(0);
      this.#after.push(0);
      this.#growth.push(0);
      this.#shrunk.push(0);
    }
    return node;
  }

  kindOf(node: number): number {
    return this.#nodes.frameOf(node) & (KINDS - 1);
  }

  refOf(node: number): number {
    return this.#ref.get(node);
  }

  parentOf(node: number): number {
    return this.#nodes.parentOf(node);
  }

  /** Counts of one row, or of a part of one, that ends at `node`. */
  add(node: number, before: number, after: number): void {
    this.addWeights(node, before, after, Math.max(0, after - before), Math.max(0, before - after));
  }

  addWeights(node: number, before: number, after: number, growth: number, shrunk: number): void {
    this.#before.add(node, before);
    this.#after.add(node, after);
    this.#growth.add(node, growth);
    this.#shrunk.add(node, shrunk);
  }

  finish(groups: readonly string[], leafOfItem: Int32Array, rowOfItem: Int32Array): FlameTrie {
    const { parent } = this.#nodes.finish();
    const kind = new Uint8Array(this.length);
    for (let node = 0; node < kind.length; node++) kind[node] = this.kindOf(node);
    const inclusive = (self: Float64Growable): Float64Array => {
      const sum = self.finish();
      for (let node = sum.length - 1; node > 0; node--) {
        const up = parent[node] ?? 0;
        sum[up] = (sum[up] ?? 0) + (sum[node] ?? 0);
      }
      return sum;
    };
    return {
      length: this.length,
      parent,
      kind,
      ref: this.#ref.finish(),
      frame: this.#frame.finish(),
      before: inclusive(this.#before),
      after: inclusive(this.#after),
      growth: inclusive(this.#growth),
      shrunk: inclusive(this.#shrunk),
      groups,
      leafOfItem,
      rowOfItem,
    };
  }
}
