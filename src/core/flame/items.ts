import type { Diff } from '../diff/diff.ts';
import { at, NONE, type None } from '../model/column.ts';
import { FRAME_KINDS } from '../model/frame-kind.ts';
import { splitFunctionName } from '../model/function-name.ts';
import {
  type CreatorIndex,
  type LabelSetIndex,
  labelSetIndex,
  type PartIndex,
  partIndex,
  type RowIndex,
  rowIndex,
} from '../model/index-types.ts';
import { creatorChain, functionName } from '../model/stack-frames.ts';
import { FlameKind, type FlameRoot } from './tree.ts';
import type { TrieBuilder } from './trie.ts';

/** What a flame tree is summed up from: rows of the diff, or parts of rows, each hung below a node of its group. */
export interface FlameItems {
  readonly length: number;
  readonly row: Int32Array;
  readonly before: Float64Array;
  readonly after: Float64Array;
  readonly labels: Int32Array | null;
  /** The node of the trie that the item's stack begins at. */
  readonly base: Int32Array;
  readonly groups: readonly string[];
}

/** Rows for the entry root; parts where creators or labels are asked for, by the root or by a filter on labels. */
export function itemsOf(diff: Diff, root: FlameRoot, byLabels: boolean, trie: TrieBuilder): FlameItems {
  switch (root.kind) {
    case 'entry':
      return byLabels ? fromParts(diff, [], () => 0) : fromRows(diff, [], () => 0);
    case 'package':
      return packages(diff, byLabels, trie);
    case 'creator':
      return fromParts(diff, [], creators(diff, trie));
    case 'label':
      return labelValues(diff, root.key, trie);
  }
}

function fromRows(diff: Diff, groups: readonly string[], baseOf: (row: RowIndex) => number): FlameItems {
  const { length, before, after } = diff.rows;
  const row = new Int32Array(length);
  const base = new Int32Array(length);
  for (let r = 0; r < length; r++) {
    row[r] = r;
    base[r] = baseOf(rowIndex(r));
  }
  return {
    length,
    row,
    before: Float64Array.from(before),
    after: Float64Array.from(after),
    labels: null,
    base,
    groups,
  };
}

function fromParts(diff: Diff, groups: readonly string[], baseOf: (part: PartIndex) => number): FlameItems {
  const { length, row, before, after, labels } = diff.parts;
  const base = new Int32Array(length);
  for (let p = 0; p < length; p++) base[p] = baseOf(partIndex(p));
  return {
    length,
    row: Int32Array.from(row),
    before: Float64Array.from(before),
    after: Float64Array.from(after),
    labels: Int32Array.from(labels),
    base,
    groups,
  };
}

/** Who started it, the farthest known ancestor first. */
function creators(diff: Diff, trie: TrieBuilder): (part: PartIndex) => number {
  const nodes = new Map<CreatorIndex | None, number>();
  return (part) => {
    const creator = at(diff.parts.creator, part);
    let node = nodes.get(creator);
    if (node === undefined) {
      node = creator === NONE ? trie.node(0, FlameKind.Ungrouped, NONE, NONE) : 0;
      for (const frame of creatorChain(diff.symbols, creator).reverse()) {
        node = trie.node(node, FlameKind.Creator, at(diff.symbols.frames.function, frame), frame);
      }
      nodes.set(creator, node);
    }
    return node;
  };
}

function labelValues(diff: Diff, key: string, trie: TrieBuilder): FlameItems {
  const { labelSets, strings } = diff.symbols;
  const groups = new Groups(trie);
  const nodes = new Map<LabelSetIndex, number>();
  const baseOf = (part: PartIndex): number => {
    const set = at(diff.parts.labels, part);
    let node = nodes.get(set);
    if (node === undefined) {
      let value: string | null = null;
      for (let i = at(labelSets.start, set); i < at(labelSets.start, labelSetIndex(set + 1)); i++) {
        if (strings[at(labelSets.key, i)] === key) value = strings[at(labelSets.value, i)] ?? '';
      }
      node = groups.node(value);
      nodes.set(set, node);
    }
    return node;
  };
  return fromParts(diff, groups.names, baseOf);
}

/** The package of the own-code frame nearest the leaf, else of the entry function. */
function packages(diff: Diff, byLabels: boolean, trie: TrieBuilder): FlameItems {
  const { symbols, kinds, rows } = diff;
  const own = FRAME_KINDS.indexOf('user');
  const groups = new Groups(trie);
  const ofRow = (row: RowIndex): number => {
    let name: string | null = null;
    for (let stack = at(rows.stack, row); stack !== NONE; stack = at(symbols.stacks.parent, stack)) {
      const frame = at(symbols.stacks.frame, stack);
      const isOwn = at(kinds, at(symbols.frames.function, frame)) === own;
      if (isOwn || at(symbols.stacks.parent, stack) === NONE) {
        name = splitFunctionName(functionName(symbols, frame)).package || null;
        break;
      }
    }
    return groups.node(name);
  };
  if (!byLabels) return fromRows(diff, groups.names, ofRow);
  return fromParts(diff, groups.names, (part) => ofRow(at(diff.parts.row, part)));
}

/** Nodes below the root for names; null is "has none". */
class Groups {
  readonly names: string[] = [];
  readonly #nodes = new Map<string | null, number>();
  readonly #trie: TrieBuilder;

  constructor(trie: TrieBuilder) {
    this.#trie = trie;
  }

  node(name: string | null): number {
    let node = this.#nodes.get(name);
    if (node === undefined) {
      node =
        name === null
          ? this.#trie.node(0, FlameKind.Ungrouped, NONE, NONE)
          : this.#trie.node(0, FlameKind.Group, this.names.push(name) - 1, NONE);
      this.#nodes.set(name, node);
    }
    return node;
  }
}
