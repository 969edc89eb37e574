import type { Diff, DiffWithSnapshots } from '../diff/diff.ts';
import { at, NONE, type None } from '../model/column.ts';
import { FRAME_KINDS, type FrameKind } from '../model/frame-kind.ts';
import { displayFunctionName } from '../model/function-name.ts';
import {
  type CreatorIndex,
  type FrameIndex,
  type PartIndex,
  partIndex,
  type RowIndex,
  rowIndex,
} from '../model/index-types.ts';
import { creatorChain, framesOf } from '../model/stack-frames.ts';
import { NO_STARTER, type Starter, starterOf } from './creator.ts';
import { culpritDepth, type FunctionTraits } from './culprit.ts';
import { isLibraryOwner } from './libraries/families.ts';
import { libraryName } from './libraries/library-name.ts';
import { isPoorCreator, isTrampoline } from './libraries/starters.ts';
import { type StateClass, stateClass } from './state-class.ts';

/** A row of the diff with its stack in hand. */
export interface RowView {
  readonly row: RowIndex;
  readonly state: StateClass;
  /** Leaf first; empty for goroutines that have not started. */
  readonly frames: readonly FrameIndex[];
  /** Where in `frames` the culprit stands, or −1 for an empty stack. */
  readonly culprit: number;
  /** Name of the outermost function that is not a mere starter: what the goroutine was started to do. */
  readonly entry: string;
}

/**
 * The frames of one row at a time. A large profile has hundreds of thousands of rows, and most of their stacks are
 * looked at once: they are walked again rather than kept.
 */
class FramesOfRow {
  readonly #diff: Diff;
  #row: RowIndex | null = null;
  #last: readonly FrameIndex[] = [];

  constructor(diff: Diff) {
    this.#diff = diff;
  }

  of(row: RowIndex): readonly FrameIndex[] {
    if (row !== this.#row) {
      this.#last = framesOf(this.#diff.symbols, at(this.#diff.rows.stack, row));
      this.#row = row;
    }
    return this.#last;
  }
}

class LazyView implements RowView {
  readonly row: RowIndex;
  readonly state: StateClass;
  readonly culprit: number;
  readonly entry: string;
  readonly #frames: FramesOfRow;

  constructor(row: RowIndex, state: StateClass, culprit: number, entry: string, frames: FramesOfRow) {
    this.row = row;
    this.state = state;
    this.culprit = culprit;
    this.entry = entry;
    this.#frames = frames;
  }

  get frames(): readonly FrameIndex[] {
    return this.#frames.of(this.row);
  }
}

/** What every step of the diagnosis looks at: the diff, with names and stacks looked up once. */
export class Scene {
  readonly input: DiffWithSnapshots;
  readonly diff: Diff;
  /** By row. */
  readonly views: readonly RowView[];
  readonly #traits: (FunctionTraits | undefined)[] = [];
  readonly #starters: (Starter | undefined)[] = [];
  readonly #partStart: Int32Array;
  readonly #frames: FramesOfRow;

  constructor(input: DiffWithSnapshots) {
    this.input = input;
    this.diff = input.diff;
    this.#partStart = partStarts(this.diff);
    this.#frames = new FramesOfRow(this.diff);
    const views: RowView[] = [];
    for (let r = 0; r < this.diff.rows.length; r++) views.push(this.#view(rowIndex(r)));
    this.views = views;
  }

  /** Name of the frame's function as a person writes it. */
  name(frame: FrameIndex): string {
    return this.traits(frame).name;
  }

  kind(frame: FrameIndex): FrameKind {
    return this.traits(frame).kind;
  }

  readonly traits = (frame: FrameIndex): FunctionTraits => {
    const { symbols, kinds } = this.diff;
    const fn = at(symbols.frames.function, frame);
    let traits = this.#traits[fn];
    if (traits === undefined) {
      const name = displayFunctionName(symbols.strings[at(symbols.functions.name, fn)] ?? '');
      const kind = FRAME_KINDS[at(kinds, fn)] ?? 'user';
      const library = kind === 'stdlib' || kind === 'vendor';
      traits = {
        name,
        kind,
        isOwner: library && isLibraryOwner(name),
        isTrampoline: library && isTrampoline(name),
        isPoorCreator: isPoorCreator(name),
      };
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
    const view = this.views[row];
    if (view === undefined) throw new RangeError(`no row ${row}`);
    return view;
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

  #view(row: RowIndex): RowView {
    const { rows, symbols } = this.diff;
    const frames = this.#frames.of(row);
    const leafNames: string[] = [];
    for (let i = 0; i < Math.min(6, frames.length); i++) leafNames.push(this.name(frameAt(frames, i)));
    const state = stateClass(symbols.strings[at(rows.state, row)] ?? '', leafNames);
    return new LazyView(row, state, culpritDepth(this.traits, frames), this.#entry(frames), this.#frames);
  }

  #entry(frames: readonly FrameIndex[]): string {
    for (let depth = frames.length - 1; depth >= 0; depth--) {
      const { name, kind, isTrampoline } = this.traits(frameAt(frames, depth));
      if (!isTrampoline && kind !== 'runtime') return name;
    }
    return '';
  }
}

/** The frame at a depth that the caller knows to be there. */
export function frameAt(frames: readonly FrameIndex[], depth: number): FrameIndex {
  const frame = frames[depth];
  if (frame === undefined) throw new RangeError(`no frame at depth ${depth}`);
  return frame;
}

export function culpritFrame(view: RowView): FrameIndex | null {
  return view.culprit < 0 ? null : frameAt(view.frames, view.culprit);
}

function partStarts(diff: Diff): Int32Array {
  const start = new Int32Array(diff.rows.length + 1);
  for (let p = 0; p < diff.parts.length; p++) {
    const row = at(diff.parts.row, partIndex(p));
    start[row + 1] = (start[row + 1] ?? 0) + 1;
  }
  for (let r = 0; r < diff.rows.length; r++) start[r + 1] = (start[r + 1] ?? 0) + (start[r] ?? 0);
  return start;
}
