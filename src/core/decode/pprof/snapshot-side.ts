import { Float64Growable, Int32Growable, NONE, type None } from '../../model/column.ts';
import {
  type LabelSetIndex,
  labelSetIndex,
  type StackIndex,
  stackIndex,
  stringIndex,
} from '../../model/index-types.ts';
import { type Origin, SampleFlag, type Snapshot } from '../../model/snapshot.ts';
import { SnapshotBuilder } from '../../model/snapshot-builder.ts';
import type { Warning } from '../../model/warning.ts';
import { DepthCap } from './depth-cap.ts';
import { LocationFrames } from './location-frames.ts';
import type { ProfileTables } from './profile-tables.ts';
import type { RawSample } from './sample-reader.ts';
import { type LeafChain, type WaitReasonOptions, waitReason } from './wait-reason.ts';

/** How many frames from the leaf the functions that write profiles are looked for. */
const OBSERVER_DEPTH = 6;
/** The most frames that one stack keeps, inlined calls included. */
const MAX_FRAMES = 16_384;

/** The frames of one sample, leaf first, as rows of LocationFrames. */
class FlatStack implements LeafChain {
  readonly rows = new Int32Array(MAX_FRAMES);
  length = 0;
  readonly #frames: LocationFrames;

  constructor(frames: LocationFrames) {
    this.#frames = frames;
  }

  name(index: number): string {
    return this.#frames.name(this.rows[index] ?? 0);
  }

  lineInFunction(index: number): number | null {
    return this.#frames.lineInFunction(this.rows[index] ?? 0);
  }

  /** Expands the locations of a sample; false where MAX_FRAMES cut it. */
  expand({ locations, depth }: RawSample): boolean {
    const { rows } = this;
    let length = 0;
    for (let i = 0; i < depth; i++) {
      const location = locations[i] ?? NONE;
      const start = this.#frames.start(location);
      const end = this.#frames.end(location);
      for (let row = start; row < end && length < MAX_FRAMES; row++) rows[length++] = row;
    }
    this.length = length;
    return length < MAX_FRAMES;
  }
}

/** One snapshot of a profile in the making: the samples that count for it. */
export class SnapshotSide {
  readonly #builder = new SnapshotBuilder();
  readonly #frames: LocationFrames;
  readonly #flat: FlatStack;
  readonly #options: WaitReasonOptions & { readonly flags: number };
  readonly #cap = new DepthCap();
  /** The samples, one row each, until the depth cap is known. */
  readonly #stack = new Int32Growable(1024);
  readonly #state = new Int32Growable(1024);
  readonly #flags = new Int32Growable(1024);
  readonly #labels = new Int32Growable(1024);
  readonly #depth = new Int32Growable(1024);
  readonly #root = new Int32Growable(1024);
  readonly #count = new Float64Growable(1024);
  #total = 0;
  /** A count, or their sum, is beyond what a number holds exactly, and was cut to it. */
  saturated = false;
  /** Stacks whose root was left out because they are over a bound. */
  overDeep = 0;

  constructor(bytes: Uint8Array, tables: ProfileTables, options: WaitReasonOptions & { readonly flags: number }) {
    this.#frames = new LocationFrames(bytes, tables, this.#builder.symbols);
    this.#flat = new FlatStack(this.#frames);
    this.#options = options;
  }

  get unnamed(): number {
    return this.#frames.unnamed;
  }

  get total(): number {
    return this.#total;
  }

  /**
   * Adds `count` > 0 goroutines that stand in the sample's stack, in the stated state or, where that is null, in the
   * one that the stack tells. Gives the number of its frames.
   */
  add(sample: RawSample, labels: readonly (readonly [string, string])[], count: number, stated: string | null): number {
    const flat = this.#flat;
    const whole = flat.expand(sample) && !sample.overDeep;
    if (!whole) this.overDeep++;
    const inferred = waitReason(flat, this.#options);
    const state = stated ?? inferred.state;
    let flags = this.#options.flags;
    if (!whole) flags |= SampleFlag.DepthCapped;
    if (inferred.receiveOk) flags |= SampleFlag.ReceiveOk;
    const observer = this.#isObserver();
    if (observer) flags |= SampleFlag.Observer;
    if (state !== '') flags |= SampleFlag.StateInferred;
    const symbols = this.#builder.symbols;
    this.#stack.push(this.#intern());
    this.#state.push(symbols.string(observer ? 'running' : state));
    this.#flags.push(flags);
    this.#labels.push(symbols.labels(labels));
    this.#depth.push(flat.length);
    this.#root.push(flat.length === 0 ? NONE : (flat.rows[flat.length - 1] ?? NONE));
    this.#count.push(this.#bounded(count));
    if (flat.length > 0) this.#cap.learn(sample.depth, flat.length, flat.name(flat.length - 1));
    return flat.length;
  }

  finish(origin: Origin, truncated: boolean, warnings: readonly Warning[]): Snapshot {
    let capped = 0;
    for (let row = 0; row < this.#stack.length; row++) {
      let flags = this.#flags.get(row);
      const root = this.#root.get(row);
      if (root !== NONE && this.#cap.isCapped(this.#depth.get(row), this.#frames.name(root))) {
        flags |= SampleFlag.DepthCapped;
      }
      if (flags & SampleFlag.DepthCapped) capped++;
      const sample = this.#builder.sample({
        stack: stackAt(this.#stack, row),
        state: stringIndex(this.#state.get(row)),
        flags,
        creator: NONE,
        labels: labelSetAt(this.#labels, row),
      });
      this.#builder.addCount(sample, this.#count.get(row));
    }
    const completeness = { truncated: truncated || this.saturated, depthCapped: capped > 0, elided: false };
    return this.#builder.finish(origin, completeness, capped > 0 ? [...warnings, cappedWarning(capped)] : warnings);
  }

  #intern(): StackIndex | None {
    const { rows, length } = this.#flat;
    let stack: StackIndex | None = NONE;
    for (let i = length - 1; i >= 0; i--) {
      stack = this.#builder.symbols.push(stack, this.#frames.frame(rows[i] ?? 0));
    }
    return stack;
  }

  /** The total of a snapshot stays exact. */
  #bounded(count: number): number {
    const room = Number.MAX_SAFE_INTEGER - this.#total;
    if (count > room || count === Number.MAX_SAFE_INTEGER) this.saturated = true;
    const added = Math.min(count, room);
    this.#total += added;
    return added;
  }

  #isObserver(): boolean {
    const { rows, length } = this.#flat;
    const depth = Math.min(length, OBSERVER_DEPTH);
    for (let i = 0; i < depth; i++) if (this.#frames.isObserver(rows[i] ?? 0)) return true;
    return false;
  }
}

function stackAt(column: Int32Growable, row: number): StackIndex | None {
  const stack = column.get(row);
  return stack < 0 ? NONE : stackIndex(stack);
}

function labelSetAt(column: Int32Growable, row: number): LabelSetIndex {
  return labelSetIndex(column.get(row));
}

function cappedWarning(stacks: number): Warning {
  const [noun, verb] = stacks === 1 ? ['stack', 'lacks its'] : ['stacks', 'lack their'];
  return {
    code: 'depth-capped',
    message: `${stacks} ${noun} ${verb} outermost frames: the runtime records only so many, and goroutines that differ beyond them are counted as one stack`,
    line: null,
    offset: null,
  };
}
