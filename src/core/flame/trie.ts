import { type Column, Float64Growable, Int32Growable, NONE, type None, seal } from '../model/column.ts';
import type { FlameNode, FrameIndex, RowIndex } from '../model/index-types.ts';
import { InternTable } from '../model/intern-table.ts';
import { StackTableBuilder } from '../model/stack-table-builder.ts';
import { FlameKind } from './tree.ts';

/**
 * The tree of all modes: nodes in preorder, the subtree of node n is n … end[n] − 1, brothers in order of creation.
 * Values are inclusive; growth and shrunk are sums over rows, so growth − shrunk = after − before at every node.
 */
export interface FlameTrie {
  readonly length: number;
  readonly parent: Column<FlameNode, FlameNode | None>;
  readonly depth: Column<FlameNode, number>;
  readonly end: Column<FlameNode, number>;
  /** One of FlameKind. */
  readonly kind: Column<FlameNode, number>;
  /** A FunctionIndex for Frame and Creator, a StringIndex for Parked, an index into `groups` for Group, else NONE. */
  readonly ref: Column<FlameNode, number>;
  /** A frame that stands for the node (the one of the row that grew most); where Parked is. NONE for the others. */
  readonly frame: Column<FlameNode, FrameIndex | None>;
  /** Goroutines below the node on each side, all rows counted, whether they grew or shrank. */
  readonly before: Column<FlameNode, number>;
  readonly after: Column<FlameNode, number>;
  readonly growth: Column<FlameNode, number>;
  readonly shrunk: Column<FlameNode, number>;
  /** Names of Group nodes. */
  readonly groups: readonly string[];
  /** The rows, or the parts of rows, that the tree was made of: where each ends (NONE: not in the tree), and its row. */
  readonly leafOfItem: Column<number, FlameNode | None>;
  readonly rowOfItem: Column<number, RowIndex>;
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
    const { parent: parentOf } = this.#nodes.finish();
    const frameOf = this.#frame.finish();
    const { length } = parentOf;
    const size = subtreeSizes(parentOf);
    const rank = preorderRanks(parentOf, size);
    const parent = new Int32Array(length).fill(NONE);
    const end = new Int32Array(length);
    const kind = new Uint8Array(length);
    const ref = new Int32Array(length);
    const frame = new Int32Array(length);
    for (let node = 0; node < length; node++) {
      const n = rank[node] ?? 0;
      if (node > 0) parent[n] = rank[parentOf[node] ?? 0] ?? 0;
      end[n] = n + (size[node] ?? 0);
      kind[n] = this.kindOf(node);
      ref[n] = this.refOf(node);
      frame[n] = frameOf[node] ?? NONE;
    }
    const depth = new Uint16Array(length);
    for (let n = 1; n < length; n++) depth[n] = (depth[parent[n] ?? 0] ?? 0) + 1;
    const [before, after, growth, shrunk] = this.#sums(rank, parent);
    return {
      length,
      parent: seal(parent),
      depth: seal(depth),
      end: seal(end),
      kind: seal(kind),
      ref: seal(ref),
      frame: seal(frame),
      before: seal(before),
      after: seal(after),
      growth: seal(growth),
      shrunk: seal(shrunk),
      groups,
      leafOfItem: seal(leafOfItem.map((node) => (node === NONE ? NONE : (rank[node] ?? NONE)))),
      rowOfItem: seal(rowOfItem),
    };
  }

  /** The four inclusive weights, in preorder: what ends at a node and all below it. */
  #sums(rank: Int32Array, parent: Int32Array): [WeightArray, WeightArray, WeightArray, WeightArray] {
    const ends = this.#ends.finish();
    const weights = this.#weights.finish();
    const { length } = parent;
    const small = areSmall(weights);
    const column = (which: 0 | 1 | 2 | 3): WeightArray => {
      const sums = small ? new Int32Array(length) : new Float64Array(length);
      for (let i = 0; i < ends.length; i++) add(sums, rank[ends[i] ?? 0] ?? 0, weights[4 * i + which] ?? 0);
      for (let n = length - 1; n > 0; n--) add(sums, parent[n] ?? 0, sums[n] ?? 0);
      return sums;
    };
    return [column(0), column(1), column(2), column(3)];
  }
}

/** Counts of goroutines are whole unless they were scaled; half the bytes hold them then. */
type WeightArray = Int32Array<ArrayBuffer> | Float64Array<ArrayBuffer>;

function add(sums: WeightArray, at: number, value: number): void {
  sums[at] = (sums[at] ?? 0) + value;
}

/** Whether sums of these are whole and fit into 32 bits. */
function areSmall(weights: Float64Array): boolean {
  let total = 0;
  for (let i = 0; i < weights.length; i++) {
    const weight = weights[i] ?? 0;
    if (!Number.isInteger(weight)) return false;
    total += Math.abs(weight);
  }
  return total < 2 ** 31;
}

/** For each node, in order of creation, how many nodes its subtree has. */
function subtreeSizes(parentOf: Column<number, number>): Int32Array {
  const size = new Int32Array(parentOf.length).fill(1);
  for (let node = size.length - 1; node > 0; node--) {
    const up = parentOf[node] ?? 0;
    size[up] = (size[up] ?? 0) + (size[node] ?? 0);
  }
  return size;
}

/** The place of each node in preorder, brothers in order of creation. */
function preorderRanks(parentOf: Column<number, number>, size: Int32Array): Int32Array {
  const rank = new Int32Array(size.length);
  /** Where the next child of a node goes. */
  const next = new Int32Array(size.length);
  next[0] = 1;
  for (let node = 1; node < size.length; node++) {
    const up = parentOf[node] ?? 0;
    const place = next[up] ?? 0;
    rank[node] = place;
    next[up] = place + (size[node] ?? 0);
    next[node] = place + 1;
  }
  return rank;
}
