import { at, NONE } from '../model/column.ts';
import { displayFunctionName } from '../model/function-name.ts';
import { type FlameNode, flameNode } from '../model/index-types.ts';
import type { Symbols } from '../model/symbols.ts';
import { FlameKind, type FlameTree } from './tree.ts';

export interface FlameMatches {
  /** Matching nodes in preorder. */
  readonly nodes: readonly FlameNode[];
  /** For each node of the tree 1 where it matches. */
  readonly hit: Uint8Array;
  /** The value of all that lies at or below a match, each goroutine counted once. */
  readonly value: number;
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
    const nodes: FlameNode[] = [];
    if (wanted === '') return { nodes, hit, value: 0 };
    const inFunction = Uint8Array.from(this.#functions, (name) => (name.includes(wanted) ? 1 : 0));
    const inGroup = tree.groups.map((name) => name.toLowerCase().includes(wanted));
    const inState = new Map<number, boolean>();
    let value = 0;
    let coveredTo = 0;
    for (let n = 1; n < tree.length; n++) {
      const node = flameNode(n);
      if (!this.#matches(tree, node, wanted, inFunction, inGroup, inState)) continue;
      hit[n] = 1;
      nodes.push(node);
      if (n >= coveredTo) {
        value += at(tree.value, node);
        coveredTo = at(tree.end, node);
      }
    }
    return { nodes, hit, value };
  }

  #matches(
    tree: FlameTree,
    node: FlameNode,
    wanted: string,
    inFunction: Uint8Array,
    inGroup: readonly boolean[],
    inState: Map<number, boolean>,
  ): boolean {
    const ref = at(tree.ref, node);
    if (ref === NONE) return false;
    switch (at(tree.kind, node)) {
      case FlameKind.Frame:
      case FlameKind.Creator:
        return inFunction[ref] === 1;
      case FlameKind.Parked: {
        let found = inState.get(ref);
        if (found === undefined) {
          found = (this.#symbols.strings[ref] ?? '').toLowerCase().includes(wanted);
          inState.set(ref, found);
        }
        return found;
      }
      case FlameKind.Group:
        return inGroup[ref] ?? false;
      default:
        return false;
    }
  }
}
