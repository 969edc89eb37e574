import type { Diff, DiffWithSnapshots } from '../diff/diff.ts';
import { at, NONE, type None } from '../model/column.ts';
import { FRAME_KINDS, type FrameKind } from '../model/frame-kind.ts';
import {
  type CreatorIndex,
  type FrameIndex,
  type FunctionIndex,
  functionIndex,
  type PartIndex,
  partIndex,
  type RowIndex,
} from '../model/index-types.ts';
import { creatorChain, framesOf } from '../model/stack-frames.ts';
import { inStackOrder } from '../model/stack-order.ts';
import { NO_STARTER, type Starter, starterOf } from './creator.ts';
import { type FunctionTraits, functionTraits } from './function-traits.ts';
import { libraryName } from './libraries/library-name.ts';
import { type RowFacts, rowFacts } from './row-facts.ts';
import type { StateClass } from './state-class.ts';

/** A row of the diff with its stack in hand. */
export interface RowView {
  readonly row: RowIndex;
  readonly state: StateClass;
  /** Leaf first; empty for goroutines that have not started. */
  readonly frames: readonly FrameIndex[];
  /** Where in `frames` the culprit stands, or −1 for an empty stack. */
  readonly culprit: number;
  /** Name of the outermost function that is not a mere starter: what the goroutine was started to do; "": none. */
  readonly entry: string;
}

/** What every step of the diagnosis looks at: the diff, with names looked up once a function and stacks once a row. */
export class Scene {
  readonly input: DiffWithSnapshots;
  readonly diff: Diff;
  /** All rows, in the order in which walks along all stacks are fastest. */
  readonly rowsByStack: Int32Array;
  /** By row. */
  readonly facts: RowFacts;
  readonly #traits: (FunctionTraits | undefined)[] = [];
  readonly #starters: (Starter | undefined)[] = [];
  readonly #partStart: Int32Array;

  constructor(input: DiffWithSnapshots) {
    this.input = input;
    this.diff = input.diff;
    this.#partStart = partStarts(this.diff);
    this.rowsByStack = inStackOrder(this.diff.rows.stack, this.diff.symbols.stacks.length);
    this.facts = rowFacts(this.diff, this.rowsByStack, this.traitsOf);
  }

  /** Name of the frame's function as a person writes it. */
  name(frame: FrameIndex): string {
    return this.traits(frame).name;
  }

  kind(frame: FrameIndex): FrameKind {
    return this.traits(frame).kind;
  }

  readonly traits = (frame: FrameIndex): FunctionTraits =>
    this.traitsOf(this.diff.symbols.frames.function[frame] ?? functionIndex(0));

  readonly traitsOf = (fn: FunctionIndex): FunctionTraits => {
    let traits = this.#traits[fn];
    if (traits === undefined) {
      const { symbols, kinds } = this.diff;
      const printed = symbols.strings[at(symbols.functions.name, fn)] ?? '';
      traits = functionTraits(printed, FRAME_KINDS[at(kinds, fn)] ?? 'user');
      this.#traits[fn] = traits;
    }
    return traits;
  };

  /** Who started a goroutine; the same object for the same creator. */
  starter(creator: CreatorIndex | None): Starter {
    if (creator === NONE) return NO_STARTER;
    let starter = this.#starters[creator];
    if (starter === undefined) {
      starter = starterOf(this.traits, creatorChain(this.diff.symbols, creator));
      this.#starters[creator] = starter;
    }
    return starter;
  }

  /** Name of the frame's function as the table of libraries writes it. */
  library(frame: FrameIndex): string {
    return libraryName(this.name(frame));
  }

  view(row: RowIndex): RowView {
    const { symbols, rows } = this.diff;
    const entry = at(this.facts.entry, row);
    let frames: readonly FrameIndex[] | null = null;
    return {
      row,
      state: this.facts.state[row] ?? 'not-started',
      // Of most places nobody asks.
      get frames() {
        frames ??= framesOf(symbols, at(rows.stack, row));
        return frames;
      },
      culprit: at(this.facts.culpritDepth, row),
      entry: entry === NONE ? '' : this.traitsOf(entry).name,
    };
  }

  /** Names of a row's functions, leaf first, at most `limit`. */
  namesOf(view: RowView, limit = view.frames.length): string[] {
    return view.frames.slice(0, limit).map((frame) => this.name(frame));
  }

  /** The parts (creator × labels) of a row. */
  parts(row: RowIndex): PartIndex[] {
    const parts: PartIndex[] = [];
    for (let p = this.#partStart[row] ?? 0; p < (this.#partStart[row + 1] ?? 0); p++) parts.push(partIndex(p));
    return parts;
  }
}

/** The frame at a depth that the caller knows to be there. */
export function frameAt(frames: readonly FrameIndex[], depth: number): FrameIndex {
  const frame = frames[depth];
  if (frame === undefined) throw new RangeError(`no frame at depth ${depth}`);
  return frame;
}

function partStarts(diff: Diff): Int32Array {
  const start = new Int32Array(diff.rows.length + 1);
  for (let p = 0; p < diff.parts.length; p++) {
    const row = diff.parts.row[p] ?? 0;
    start[row + 1] = (start[row + 1] ?? 0) + 1;
  }
  for (let r = 0; r < diff.rows.length; r++) start[r + 1] = (start[r + 1] ?? 0) + (start[r] ?? 0);
  return start;
}
