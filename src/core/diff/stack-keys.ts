import { Int32Growable, NONE } from '../model/column.ts';
import { coarseState, stateClass } from '../model/goroutine-state.ts';
import { SampleFlag } from '../model/snapshot.ts';
import { GroupedIntern } from './grouped-intern.ts';
import type { PlacedSnapshot } from './place-snapshots.ts';
import { StateSets } from './state-sets.ts';

/**
 * The distinct (normalised stack, state) over all snapshots, and how many goroutines each snapshot has there.
 * This is what `exact` matching knows: two samples with one key are at the same place.
 */
export interface StackKeys {
  readonly length: number;
  readonly stack: Int32Array;
  /** The class that states are compared by, as a number; UNTOLD where a side does not tell it. */
  readonly stateClass: Int32Array;
  /** The states of its samples, at least one: a number of `states`. */
  readonly stateSet: Int32Array;
  readonly states: StateSets;
  /** All SampleFlag bits of its samples. */
  readonly flags: Int32Array;
  /** How many of the last snapshot's goroutines the runtime itself proved leaked. */
  readonly leaked: Float64Array;
  /** For each snapshot, the count of each key. */
  readonly counts: readonly Float64Array[];
  /** For each snapshot, the key of each sample, or NONE where it takes no part. */
  readonly ofSample: readonly Int32Array[];
}

/** The state class of stacks whose state is not told by every side. */
export const UNTOLD = 0;

/** What the states at one stack are compared by, where not every side tells them in full. */
const Detail = { Class: 0, Coarse: 1, None: 2 } as const;

export function stackKeys(placed: readonly PlacedSnapshot[], stackCount: number): StackKeys {
  const detail = stateDetail(placed, stackCount);
  const classes = new Classes();
  const expected = placed.reduce((most, { snapshot }) => Math.max(most, snapshot.samples.length), 0);
  const keys = new GroupedIntern(stackCount + 1, expected);
  const flags = new Int32Growable(expected);
  const states = new StateSets();
  const stateSet = new Int32Growable(expected);
  const ofSample = placed.map(({ snapshot, stackOfSample, takesPart }) => {
    const { samples, symbols } = snapshot;
    const classOf = classes.ofStrings(symbols.strings);
    /** By state: the set of it alone. */
    const alone: (number | undefined)[] = [];
    const rows = new Int32Array(samples.length).fill(NONE);
    for (let sample = 0; sample < samples.length; sample++) {
      if (takesPart[sample] === 0) continue;
      const slot = (stackOfSample[sample] ?? NONE) + 1;
      const state = samples.state[sample] ?? 0;
      const key = keys.intern(slot, classOf(state, detail[slot] ?? Detail.Class), 0);
      rows[sample] = key;
      const own = alone[state] ?? states.number([symbols.strings[state] ?? '']);
      alone[state] = own;
      if (key === flags.length) {
        flags.push(0);
        stateSet.push(own);
      }
      flags.set(key, flags.get(key) | (samples.flags[sample] ?? 0));
      stateSet.set(key, states.union(stateSet.get(key), own));
    }
    return rows;
  });
  const stack = keys.group.finish();
  for (let key = 0; key < stack.length; key++) stack[key] = (stack[key] ?? 0) - 1;
  return {
    length: keys.length,
    stack,
    stateClass: keys.a.finish(),
    stateSet: stateSet.finish(),
    states,
    flags: flags.finish(),
    leaked: countLeaked(placed.at(-1), ofSample.at(-1), keys.length),
    counts: placed.map(({ counts }, i) => countKeys(counts, ofSample[i] ?? new Int32Array(0), keys.length)),
    ofSample,
  };
}

function countKeys(ofSamples: Float64Array, ofSample: Int32Array, length: number): Float64Array {
  const counts = new Float64Array(length);
  for (let sample = 0; sample < ofSample.length; sample++) {
    const key = ofSample[sample] ?? NONE;
    if (key !== NONE) counts[key] = (counts[key] ?? 0) + (ofSamples[sample] ?? 0);
  }
  return counts;
}

function countLeaked(last: PlacedSnapshot | undefined, ofSample: Int32Array | undefined, length: number): Float64Array {
  const flags = last?.snapshot.samples.flags;
  const marked = last?.counts.map((count, sample) => (((flags?.[sample] ?? 0) & SampleFlag.Leaked) !== 0 ? count : 0));
  return countKeys(marked ?? new Float64Array(0), ofSample ?? new Int32Array(0), length);
}

/**
 * How much of the state is compared at each stack (entry stack + 1; 0 is "not started"). Where a format shows no
 * state (debug=1), none; where one side infers the state from frames and so cannot see that a channel is nil, the
 * state without that.
 */
function stateDetail(placed: readonly PlacedSnapshot[], stackCount: number): Uint8Array {
  const detail = new Uint8Array(stackCount + 1);
  const SeenNil = 1;
  const SeenInferredNil = 2;
  const SeenInferred = 4;
  const seen = new Uint8Array(stackCount + 1);
  for (const { snapshot, stackOfSample, takesPart } of placed) {
    const { samples, symbols } = snapshot;
    const nilState = symbols.strings.map((state) => state.endsWith('(nil chan)'));
    for (let sample = 0; sample < samples.length; sample++) {
      if (takesPart[sample] === 0) continue;
      const slot = (stackOfSample[sample] ?? NONE) + 1;
      const state = samples.state[sample] ?? 0;
      const inferred = ((samples.flags[sample] ?? 0) & SampleFlag.StateInferred) !== 0;
      if (state === 0) detail[slot] = Detail.None;
      else if (nilState[state]) seen[slot] = (seen[slot] ?? 0) | (inferred ? SeenInferredNil : SeenNil);
      else if (inferred) seen[slot] = (seen[slot] ?? 0) | SeenInferred;
    }
  }
  for (let slot = 0; slot <= stackCount; slot++) {
    if (seen[slot] === (SeenNil | SeenInferred) && detail[slot] === Detail.Class) detail[slot] = Detail.Coarse;
  }
  return detail;
}

/** State classes as numbers. */
class Classes {
  readonly #rows = new Map<string, number>([['', UNTOLD]]);

  /** The class of a state by its place among these strings, in each kind of comparison looked up once. */
  ofStrings(strings: readonly string[]): (state: number, detail: number) => number {
    const known: (number | undefined)[][] = [[], []];
    return (state, detail) => {
      const rows = known[detail];
      if (rows === undefined) return UNTOLD;
      let row = rows[state];
      if (row === undefined) {
        row = this.#row(strings[state] ?? '', detail);
        rows[state] = row;
      }
      return row;
    };
  }

  #row(state: string, detail: number): number {
    const name = detail === Detail.Coarse ? coarseState(state) : stateClass(state);
    const row = this.#rows.get(name) ?? this.#rows.size;
    this.#rows.set(name, row);
    return row;
  }
}
