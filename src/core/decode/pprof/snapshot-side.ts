import { NONE } from '../../model/column.ts';
import { labelSetIndex, stackIndex, stringIndex } from '../../model/index-types.ts';
import { type Origin, SampleFlag, type Snapshot } from '../../model/snapshot.ts';
import { SnapshotBuilder } from '../../model/snapshot-builder.ts';
import { SymbolsBuilder } from '../../model/symbols-builder.ts';
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

/** Room for more rows of stacks than this is made only when they come. */
const MOST_EXPECTED = 4_000_000;

/** The frames of one sample, leaf first: as rows of LocationFrames, and as rows of the snapshot's frames. */
class FlatStack implements LeafChain {
  readonly rows = new Int32Array(MAX_FRAMES);
  readonly frameRows = new Int32Array(MAX_FRAMES);
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
    this.length = this.#frames.expand(locations, depth, this.rows, this.frameRows);
    return this.length < MAX_FRAMES;
  }
}

/** One snapshot of a profile in the making: the samples that count for it. */
export class SnapshotSide {
  readonly #symbols: SymbolsBuilder;
  readonly #frames: LocationFrames;
  readonly #flat: FlatStack;
  readonly #options: WaitReasonOptions & { readonly flags: number };
  readonly #cap = new DepthCap();
  /** The samples, one row each, until the depth cap is known. */
  readonly #stack: Int32Array;
  readonly #state: Int32Array;
  readonly #flags: Int32Array;
  readonly #labels: Int32Array;
  readonly #depth: Int32Array;
  readonly #root: Int32Array;
  readonly #count: Float64Array;
  #length = 0;
  #total = 0;
  /** A count, or their sum, is beyond what a number holds exactly, and was cut to it. */
  saturated = false;
  /** Stacks whose root was left out because they are over a bound. */
  overDeep = 0;

  constructor(bytes: Uint8Array, tables: ProfileTables, options: WaitReasonOptions & { readonly flags: number }) {
    const { samples, frames } = tables;
    this.#symbols = new SymbolsBuilder({ rows: Math.min(frames, MOST_EXPECTED), branches: samples });
    this.#frames = new LocationFrames(bytes, tables, this.#symbols);
    this.#flat = new FlatStack(this.#frames);
    this.#options = options;
    this.#stack = new Int32Array(samples);
    this.#state = new Int32Array(samples);
    this.#flags = new Int32Array(samples);
    this.#labels = new Int32Array(samples);
    this.#depth = new Int32Array(samples);
    this.#root = new Int32Array(samples);
    this.#count = new Float64Array(samples);
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
    const row = this.#length++;
    this.#stack[row] = this.#symbols.stackOfRows(flat.frameRows, flat.length);
    this.#state[row] = this.#symbols.string(observer ? 'running' : state);
    this.#flags[row] = flags;
    this.#labels[row] = this.#symbols.labels(labels);
    this.#depth[row] = flat.length;
    this.#root[row] = flat.length === 0 ? NONE : (flat.rows[flat.length - 1] ?? NONE);
    this.#count[row] = this.#bounded(count);
    if (flat.length > 0) this.#cap.learn(sample.depth, flat.length, flat.name(flat.length - 1));
    return flat.length;
  }

  finish(origin: Origin, truncated: boolean, warnings: readonly Warning[]): Snapshot {
    const builder = new SnapshotBuilder(this.#symbols, this.#length);
    let capped = 0;
    for (let row = 0; row < this.#length; row++) {
      let flags = this.#flags[row] ?? 0;
      const root = this.#root[row] ?? NONE;
      if (root !== NONE && this.#cap.isCapped(this.#depth[row] ?? 0, this.#frames.name(root))) {
        flags |= SampleFlag.DepthCapped;
      }
      if (flags & SampleFlag.DepthCapped) capped++;
      const stack = this.#stack[row] ?? NONE;
      const sample = builder.sample({
        stack: stack < 0 ? NONE : stackIndex(stack),
        state: stringIndex(this.#state[row] ?? 0),
        flags,
        creator: NONE,
        labels: labelSetIndex(this.#labels[row] ?? 0),
      });
      builder.addCount(sample, this.#count[row] ?? 0);
    }
    const completeness = { truncated: truncated || this.saturated, depthCapped: capped > 0, elided: false };
    return builder.finish(origin, completeness, capped > 0 ? [...warnings, cappedWarning(capped)] : warnings);
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

function cappedWarning(stacks: number): Warning {
  const [noun, verb] = stacks === 1 ? ['stack', 'lacks its'] : ['stacks', 'lack their'];
  return {
    code: 'depth-capped',
    message: `${stacks} ${noun} ${verb} outermost frames: the runtime records only so many, and goroutines that differ beyond them are counted as one stack`,
    line: null,
    offset: null,
  };
}
