import { NONE } from '../model/column.ts';
import { rowIndex } from '../model/index-types.ts';
import type { CommonTables } from './common-tables.ts';
import type { ProbablePair } from './diff.ts';
import type { FunctionNames } from './function-names.ts';
import type { Evidence } from './match-keys.ts';
import type { Matching } from './matching.ts';
import { type StackKeys, UNTOLD } from './stack-keys.ts';

/** Keys of either side that look like one place, for a person to join. */
export interface ProbableKeys {
  readonly before: number;
  readonly after: number;
  /** How alike they are. */
  readonly score: number;
  /** A sentence. */
  readonly why: string;
}

/** How alike two stacks must be: shared functions over all functions. */
const ALIKE = 0.5;
/** Groups with more stacks than this on a side say nothing. */
const MOST_IN_GROUP = 32;
/** More offers than this nobody reads. */
const MOST_OFFERS = 100;

/**
 * Unmatched keys that are probably one place under another name or inlining: parked in the same function or the same
 * file, started by the same function (as far as told), in the same state, with similar frames. Only pairs that are
 * each other's best are offered.
 */
export function probablePairs(
  keys: StackKeys,
  matching: Matching,
  evidence: Evidence,
  tables: CommonTables,
): ProbableKeys[] {
  if (!matching.open) return [];
  const groups = new Map<number, { before: number[]; after: number[] }>();
  const put = (side: 'before' | 'after', unmatched: readonly number[]) => {
    for (const key of unmatched) {
      const leaf = namedLeaf(keys.stack[key] ?? NONE, evidence.names, tables);
      if (leaf === NONE) continue;
      const fn = functionAt(tables, leaf);
      for (const number of [evidence.names.canonical[fn] ?? NONE, evidence.names.file[fn] ?? NONE]) {
        let group = groups.get(number);
        if (group === undefined) {
          group = { before: [], after: [] };
          groups.set(number, group);
        }
        group[side].push(key);
      }
    }
  };
  put('before', matching.unmatchedBefore());
  put('after', matching.unmatchedAfter());
  const sides = { before: new Map<number, Side>(), after: new Map<number, Side>() };
  const sideOf = (key: number, side: 'before' | 'after'): Side => {
    const described = sides[side].get(key) ?? new Side(key, side, keys, evidence, tables);
    sides[side].set(key, described);
    return described;
  };
  const best = new BestPairs();
  for (const { before, after } of groups.values()) {
    if (before.length > MOST_IN_GROUP || after.length > MOST_IN_GROUP) continue;
    for (const left of before) {
      for (const right of after) {
        const [from, to] = [sideOf(left, 'before'), sideOf(right, 'after')];
        best.offer(from, to, likeness(from, to));
      }
    }
  }
  return best.mutual();
}

/** Where the innermost function that has a canonical name stands; NONE: the stack has none. */
function namedLeaf(of: number, names: FunctionNames, tables: CommonTables): number {
  let stack = of;
  while (stack !== NONE && (names.canonical[functionAt(tables, stack)] ?? -1) === -1) {
    stack = tables.stacks.parentOf(stack);
  }
  return stack;
}

function functionAt(tables: CommonTables, stack: number): number {
  return tables.frames.a.get(tables.stacks.frameOf(stack));
}

/** The same by row, most alike first. `before` and `after` give the row of a key on either side. */
export function probableRows(
  pairs: readonly ProbableKeys[],
  before: Int32Array | undefined,
  after: Int32Array | undefined,
): ProbablePair[] {
  return pairs
    .map((pair) => ({ ...pair, before: before?.[pair.before] ?? 0, after: after?.[pair.after] ?? 0 }))
    .sort((a, b) => b.score - a.score || a.after - b.after)
    .slice(0, MOST_OFFERS)
    .map((pair) => ({ before: rowIndex(pair.before), after: rowIndex(pair.after), why: pair.why }));
}

/** A key of one side as it is compared; what takes a walk is found when asked for. */
class Side {
  readonly key: number;
  /** Canonical number of the innermost function that has one, and its file. */
  readonly leaf: number;
  readonly file: number;
  readonly stateClass: number;
  readonly creator: number;
  readonly #stack: number;
  readonly #tables: CommonTables;
  readonly #names: FunctionNames;
  #functions: ReadonlySet<number> | null = null;

  constructor(
    key: number,
    side: 'before' | 'after',
    keys: StackKeys,
    { names, creators }: Evidence,
    tables: CommonTables,
  ) {
    this.key = key;
    this.stateClass = keys.stateClass[key] ?? UNTOLD;
    this.creator = creators[side][key] ?? NONE;
    this.#tables = tables;
    this.#names = names;
    this.#stack = namedLeaf(keys.stack[key] ?? NONE, names, tables);
    this.leaf = this.#numberAt(this.#stack);
    this.file = names.file[functionAt(tables, this.#stack)] ?? NONE;
  }

  /** Canonical function numbers. */
  get functions(): ReadonlySet<number> {
    if (this.#functions !== null) return this.#functions;
    const functions = new Set<number>();
    for (let stack = this.#stack; stack !== NONE; stack = this.#tables.stacks.parentOf(stack)) {
      const number = this.#numberAt(stack);
      if (number !== -1) functions.add(number);
    }
    this.#functions = functions;
    return functions;
  }

  #numberAt(stack: number): number {
    return this.#names.canonical[functionAt(this.#tables, stack)] ?? -1;
  }
}

/** 0 where something speaks against the pair. */
function likeness(left: Side, right: Side): number {
  if (left.stateClass !== right.stateClass && left.stateClass !== UNTOLD && right.stateClass !== UNTOLD) return 0;
  if (left.creator >= 0 && right.creator >= 0 && left.creator !== right.creator) return 0;
  let shared = 0;
  for (const fn of left.functions) if (right.functions.has(fn)) shared++;
  const all = left.functions.size + right.functions.size - shared;
  const sameCreator = left.creator >= 0 && left.creator === right.creator;
  // A short stack whose one function was renamed has nothing but its file and its creator.
  const alike = shared / all;
  if (alike >= ALIKE) return alike + (left.leaf === right.leaf ? 1 : 0);
  return sameCreator && left.file === right.file && Math.abs(left.functions.size - right.functions.size) <= 1
    ? ALIKE / 2
    : 0;
}

interface Best {
  readonly mine: Side;
  readonly other: Side;
  readonly score: number;
  /** Another one is as good: then none is offered. */
  tied: boolean;
}

class BestPairs {
  readonly #ofBefore = new Map<number, Best>();
  readonly #ofAfter = new Map<number, Best>();

  offer(before: Side, after: Side, score: number): void {
    if (score === 0) return;
    this.#keep(this.#ofBefore, before, after, score);
    this.#keep(this.#ofAfter, after, before, score);
  }

  #keep(best: Map<number, Best>, mine: Side, other: Side, score: number) {
    const known = best.get(mine.key);
    if (known === undefined || score > known.score) best.set(mine.key, { other, mine, score, tied: false });
    else if (score === known.score && known.other.key !== other.key) known.tied = true;
  }

  mutual(): ProbableKeys[] {
    return [...this.#ofBefore.values()]
      .filter(({ mine, other, tied }) => {
        const back = this.#ofAfter.get(other.key);
        return !tied && back !== undefined && !back.tied && back.other.key === mine.key;
      })
      .map(({ mine, other, score }) => ({ before: mine.key, after: other.key, score, why: why(mine, other) }));
  }
}

function why(left: Side, right: Side): string {
  let shared = 0;
  for (const fn of left.functions) if (right.functions.has(fn)) shared++;
  const said = [
    left.leaf === right.leaf ? 'both are parked in the same function' : 'both are parked in the same file',
    left.creator >= 0 && left.creator === right.creator ? 'started by the same function' : null,
    left.stateClass === right.stateClass ? 'in the same state' : null,
    shared === 0 ? null : `${shared} of ${Math.max(left.functions.size, right.functions.size)} functions are the same`,
  ].filter((part) => part !== null);
  return `Probably the same: ${said.join(', ')}.`;
}
