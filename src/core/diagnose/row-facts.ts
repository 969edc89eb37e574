import type { Diff } from '../diff/diff.ts';
import { type Column, NONE, type None, seal } from '../model/column.ts';
import {
  type FrameIndex,
  type FunctionIndex,
  functionIndex,
  type RowIndex,
  type StackIndex,
} from '../model/index-types.ts';
import type { FunctionTraits } from './function-traits.ts';
import { classOfState, STATE_CLASSES, stateClass, WAIT_DEPTH } from './state-class.ts';

/** What is known of each row's stack, as columns: a large profile has hundreds of thousands of rows. */
export interface RowFacts {
  /** How the goroutines wait: index into STATE_CLASSES. */
  readonly state: Column<RowIndex, number>;
  /**
   * The frame that a person must open: the innermost of the program's own code. Where there is none: the function that
   * the table of libraries knows as the owner of such a goroutine; else the outermost frame that is not a mere
   * starter, which names the goroutine's job (readLoop, not the Read it waits in). NONE for an empty stack.
   */
  readonly culprit: Column<RowIndex, FrameIndex | None>;
  /** The stack that ends with that frame: the row's own without what the culprit called. */
  readonly culpritStack: Column<RowIndex, StackIndex | None>;
  /** The outermost function that is not a mere starter: what the goroutine was started to do. NONE: there is none. */
  readonly entry: Column<RowIndex, FunctionIndex | None>;
}

type TraitsOf = (fn: FunctionIndex) => FunctionTraits;

export function rowFacts(diff: Diff, traitsOf: TraitsOf): RowFacts {
  const { length, stack: stackOf } = diff.rows;
  const { frame } = diff.symbols.stacks;
  const stacks = stackFacts(diff, reasonsOf(diff, traitsOf));
  const culprit = new Int32Array(length).fill(NONE);
  const culpritStack = new Int32Array(length).fill(NONE);
  const entry = new Int32Array(length).fill(NONE);
  for (let row = 0; row < length; row++) {
    const stack = stackOf[row] ?? NONE;
    if (stack === NONE) continue;
    const found = stacks.culprit[stack] ?? NONE;
    culpritStack[row] = found;
    culprit[row] = frame[found] ?? NONE;
    entry[row] = stacks.entry[stack] ?? NONE;
  }
  return {
    state: seal(statesOf(diff, traitsOf)),
    culprit: seal(culprit),
    culpritStack: seal(culpritStack),
    entry: seal(entry),
  };
}

/** The culprit's stack and the entry function of each stack: its caller's, unless its own frame is the better one. */
function stackFacts({ symbols }: Diff, reasons: Uint8Array): { culprit: Int32Array; entry: Int32Array } {
  const { length, parent, frame } = symbols.stacks;
  const { function: functionOf } = symbols.frames;
  const culprit = new Int32Array(length);
  const entry = new Int32Array(length);
  const strength = new Uint8Array(length);
  // Callers come before what they call: one pass in order does for all stacks what a walk along each would.
  for (let stack = 0; stack < length; stack++) {
    const caller = parent[stack] ?? NONE;
    const isRoot = caller === NONE;
    const fn = functionOf[frame[stack] ?? 0] ?? 0;
    const reason = reasons[fn] ?? 0;
    const own = reason & STRENGTH;
    const outer = isRoot ? NONE : (strength[caller] ?? 0);
    // Of the own ones and the owners the innermost, of the others the outermost.
    const isBetter = own > outer || (own === outer && own >= Strength.Owner);
    strength[stack] = isBetter ? own : outer;
    culprit[stack] = isBetter ? stack : (culprit[caller] ?? 0);
    const job = isRoot ? NONE : (entry[caller] ?? NONE);
    entry[stack] = job === NONE && (reason & IS_JOB) !== 0 ? fn : job;
  }
  return { culprit, entry };
}

/** How much speaks for a function to be the culprit. */
const Strength = { None: 0, Library: 1, Vendor: 2, Owner: 3, Own: 4 } as const;
const STRENGTH = 7;
/** Added where the function can be what a goroutine was started to do. */
const IS_JOB = 8;

/** For each function its strength, and IS_JOB. */
function reasonsOf({ symbols }: Diff, traitsOf: TraitsOf): Uint8Array {
  const reasons = new Uint8Array(symbols.functions.length);
  for (let fn = 0; fn < reasons.length; fn++) {
    const { kind, isOwner, isTrampoline } = traitsOf(functionIndex(fn));
    const isJob = kind !== 'runtime' && !isTrampoline;
    let strength: number = Strength.None;
    if (kind === 'user') strength = Strength.Own;
    else if (isOwner) strength = Strength.Owner;
    else if (isJob) strength = kind === 'vendor' ? Strength.Vendor : Strength.Library;
    reasons[fn] = strength | (isJob ? IS_JOB : 0);
  }
  return reasons;
}

/** Most states say themselves what class they are of; else the innermost functions help. */
function statesOf({ rows, symbols }: Diff, traitsOf: TraitsOf): Uint8Array {
  const { parent, frame } = symbols.stacks;
  const leafNames = (leaf: number): string[] => {
    const names: string[] = [];
    for (let stack = leaf; stack !== NONE && names.length < WAIT_DEPTH; stack = parent[stack] ?? NONE) {
      names.push(traitsOf(symbols.frames.function[frame[stack] ?? 0] ?? functionIndex(0)).name);
    }
    return names;
  };
  /** By state: the class that it tells, or NONE. */
  const told: (number | undefined)[] = [];
  const states = new Uint8Array(rows.length);
  for (let row = 0; row < rows.length; row++) {
    const stack = rows.stack[row] ?? NONE;
    const state = rows.state[row] ?? 0;
    let known = told[state];
    if (known === undefined) {
      const tells = classOfState(symbols.strings[state] ?? '');
      known = tells === null ? NONE : STATE_CLASSES.indexOf(tells);
      told[state] = known;
    }
    states[row] =
      stack !== NONE && known !== NONE
        ? known
        : STATE_CLASSES.indexOf(stateClass(symbols.strings[state] ?? '', leafNames(stack)));
  }
  return states;
}
