import { NONE, seal } from '../model/column.ts';
import type { FlameMode, FlameTree } from './tree.ts';
import type { FlameTrie } from './trie.ts';

/** The tree of a mode: nodes with a value, in preorder, children by decreasing value (equal ones in order of creation). */
export function weigh(trie: FlameTrie, mode: FlameMode): FlameTree {
  const value = trie[mode];
  const order = preorder(trie, value);
  const length = order.length;
  const rank = new Int32Array(trie.length).fill(NONE);
  for (let n = 0; n < length; n++) rank[order[n] ?? 0] = n;

  const parent = new Int32Array(length);
  const depth = new Uint16Array(length);
  const end = new Int32Array(length);
  const kind = new Uint8Array(length);
  const ref = new Int32Array(length);
  const frame = new Int32Array(length);
  const before = new Float64Array(length);
  const after = new Float64Array(length);
  const values = new Float64Array(length);
  const self = new Float64Array(length);
  let maxDepth = 0;
  for (let n = 0; n < length; n++) {
    const old = order[n] ?? 0;
    const up = n === 0 ? NONE : (rank[trie.parent[old] ?? 0] ?? NONE);
    parent[n] = up;
    const level = n === 0 ? 0 : (depth[up] ?? 0) + 1;
    depth[n] = level;
    if (level > maxDepth) maxDepth = level;
    kind[n] = trie.kind[old] ?? 0;
    ref[n] = trie.ref[old] ?? NONE;
    frame[n] = trie.frame[old] ?? NONE;
    before[n] = trie.before[old] ?? 0;
    after[n] = trie.after[old] ?? 0;
    const weight = value[old] ?? 0;
    values[n] = weight;
    self[n] = (self[n] ?? 0) + weight;
    if (n > 0) self[up] = (self[up] ?? 0) - weight;
  }
  for (let n = length - 1; n >= 0; n--) {
    const last = Math.max(end[n] ?? 0, n + 1);
    end[n] = last;
    const up = parent[n] ?? NONE;
    if (up !== NONE && (end[up] ?? 0) < last) end[up] = last;
  }
  const leafOfItem = trie.leafOfItem.map((node) => (node === NONE ? NONE : (rank[node] ?? NONE)));
  return {
    mode,
    length,
    maxDepth,
    parent: seal(parent),
    depth: seal(depth),
    end: seal(end),
    kind: seal(kind),
    ref: seal(ref),
    frame: seal(frame),
    before: seal(before),
    after: seal(after),
    value: seal(values),
    self: seal(self),
    groups: trie.groups,
    leafOfItem: seal(leafOfItem),
    rowOfItem: seal(trie.rowOfItem),
  };
}

/** The trie's nodes that have a value, in preorder. The root is always one of them. */
function preorder(trie: FlameTrie, value: Float64Array): Int32Array {
  const start = new Int32Array(trie.length + 1);
  let kept = 1;
  for (let node = 1; node < trie.length; node++) {
    if ((value[node] ?? 0) <= 0) continue;
    const slot = (trie.parent[node] ?? 0) + 1;
    start[slot] = (start[slot] ?? 0) + 1;
    kept++;
  }
  for (let node = 0; node < trie.length; node++) start[node + 1] = (start[node + 1] ?? 0) + (start[node] ?? 0);

  const children = new Int32Array(kept - 1);
  const fill = start.slice(0, trie.length);
  for (let node = 1; node < trie.length; node++) {
    if ((value[node] ?? 0) <= 0) continue;
    const up = trie.parent[node] ?? 0;
    const slot = fill[up] ?? 0;
    children[slot] = node;
    fill[up] = slot + 1;
  }

  const order = new Int32Array(kept);
  const pending = new Int32Array(kept);
  let waiting = 1;
  for (let n = 0; n < kept; n++) {
    const node = pending[--waiting] ?? 0;
    order[n] = node;
    const from = start[node] ?? 0;
    const to = start[node + 1] ?? 0;
    if (to - from > 1) sortChildren(children, from, to, value);
    for (let slot = from; slot < to; slot++) pending[waiting++] = children[slot] ?? 0;
  }
  return order;
}

/** Up to so many are sorted in place by insertion: most nodes have two or three children, and a call for each costs more. */
const FEW = 24;

/** Smallest first, for the last is taken first; equal ones latest first. They come in order of creation. */
function sortChildren(children: Int32Array, from: number, to: number, value: Float64Array): void {
  if (to - from > FEW) {
    children.subarray(from, to).sort((a, b) => (value[a] ?? 0) - (value[b] ?? 0) || b - a);
    return;
  }
  for (let slot = from + 1; slot < to; slot++) {
    const node = children[slot] ?? 0;
    const weight = value[node] ?? 0;
    let hole = slot;
    for (; hole > from; hole--) {
      const other = children[hole - 1] ?? 0;
      if ((value[other] ?? 0) < weight) break;
      children[hole] = other;
    }
    children[hole] = node;
  }
}
