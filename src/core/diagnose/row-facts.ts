import type { Diff } from '../diff/diff.ts';
import { type Column, NONE, type None, seal } from '../model/column.ts';
import { type FrameIndex, type FunctionIndex, functionIndex, type RowIndex } from '../model/index-types.ts';
import type { FunctionTraits } from './function-traits.ts';
import { classOfState, type StateClass, stateClass, WAIT_DEPTH } from './state-class.ts';

/** What is known of each row's stack, as columns: a large profile has hundreds of thousands of rows. */
export interface RowFacts {
  /** How the goroutines wait. */
  readonly state: readonly StateClass[];
  /**
   * The frame that a person must open, and its depth (0 is the leaf): the innermost of the program's own code. Where
   * there is none: the function that the table of libraries knows as the owner of such a goroutine; else the
   * outermost frame that is not a mere starter, which names the goroutine's job (readLoop, not the Read it waits in).
   * NONE for an empty stack.
   */
  readonly culprit: Column<RowIndex, FrameIndex | None>;
  readonly culpritDepth: Column<RowIndex, number>;
  /** The outermost function that is not a mere starter: what the goroutine was started to do. NONE: there is none. */
  readonly entry: Column<RowIndex, FunctionIndex | None>;
}

type TraitsOf = (fn: FunctionIndex) => FunctionTraits;

/** Walks the stack of each row once. `order`: all rows, in the order in which that is fastest. */
export function rowFacts(diff: Diff, order: Int32Array, traitsOf: TraitsOf): RowFacts {
  const { rows, symbols } = diff;
  const { parent, frame: frameOf } = symbols.stacks;
  const { function: functionOf } = symbols.frames;
  const culprit = new Int32Array(rows.length).fill(NONE);
  const culpritDepth = new Int32Array(rows.length).fill(NONE);
  const entry = new Int32Array(rows.length).fill(NONE);
  const reasons = reasonsOf(diff, traitsOf);
  for (const row of order) {
    let strongest = 0;
    let depth = 0;
    for (let stack: number = rows.stack[row] ?? NONE; stack !== NONE; stack = parent[stack] ?? NONE, depth++) {
      const frame = frameOf[stack] ?? 0;
      const fn = functionOf[frame] ?? 0;
      const reason = reasons[fn] ?? 0;
      if ((reason & IS_JOB) !== 0) entry[row] = fn;
      const strength = reason & STRENGTH;
      // Of the own ones and the owners the innermost, of the others the outermost.
      if (depth > 0 && (strength < strongest || (strength === strongest && strength >= Strength.Owner))) continue;
      strongest = strength;
      culprit[row] = frame;
      culpritDepth[row] = depth;
    }
  }
  return {
    state: statesOf(diff, order, traitsOf),
    culprit: seal(culprit),
    culpritDepth: seal(culpritDepth),
    entry: seal(entry),
  };
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
function statesOf({ rows, symbols }: Diff, order: Int32Array, traitsOf: TraitsOf): StateClass[] {
  const { parent, frame } = symbols.stacks;
  const leafNames = (leaf: number): string[] => {
    const names: string[] = [];
    for (let stack = leaf; stack !== NONE && names.length < WAIT_DEPTH; stack = parent[stack] ?? NONE) {
      names.push(traitsOf(symbols.frames.function[frame[stack] ?? 0] ?? functionIndex(0)).name);
    }
    return names;
  };
  const told: (StateClass | null | undefined)[] = [];
  const states = new Array<StateClass>(rows.length);
  for (const row of order) {
    const stack = rows.stack[row] ?? NONE;
    const state = rows.state[row] ?? 0;
    const text = symbols.strings[state] ?? '';
    if (told[state] === undefined) told[state] = classOfState(text);
    const known = stack === NONE ? null : told[state];
    states[row] = known ?? stateClass(text, leafNames(stack));
  }
  return states;
}
