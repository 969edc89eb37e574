import type { Diff, DiffWithSnapshots } from '../diff/diff.ts';
import { at, NONE, type None } from '../model/column.ts';
import { FRAME_KINDS, type FrameKind } from '../model/frame-kind.ts';
import {
  type CreatorIndex,
  type FrameIndex,
  type FunctionIndex,
  functionIndex,
  type RowIndex,
} from '../model/index-types.ts';
import { creatorChain, framesOf } from '../model/stack-frames.ts';
import { NO_STARTER, type Starter, starterOf } from './creator.ts';
import { FunctionTraits } from './function-traits.ts';
import { libraryName } from './libraries/library-name.ts';
import { type RowFacts, rowFacts } from './row-facts.ts';
import { STATE_CLASSES, type StateClass } from './state-class.ts';

/** A question about a function, by its name as a person writes it. */
export type Question = (name: string) => boolean;

/** What every step of the diagnosis looks at: the diff, with what is known of its functions and rows found out once. */
export class Scene {
  readonly input: DiffWithSnapshots;
  readonly diff: Diff;
  /** By row. */
  readonly facts: RowFacts;
  /** By function: the first one with the same name as a person writes it. */
  readonly namesake: Int32Array;
  /** The parts (creator × labels) of row r are partStart[r] … partStart[r + 1] − 1. */
  readonly partStart: Int32Array;
  readonly #traits: (FunctionTraits | undefined)[] = [];
  readonly #starters: (Starter | undefined)[] = [];
  readonly #named = new Map<string, number>();
  readonly #answers = new Map<Question, Uint8Array>();

  constructor(input: DiffWithSnapshots) {
    this.input = input;
    this.diff = input.diff;
    this.partStart = partStarts(this.diff);
    this.facts = rowFacts(this.diff, this.traitsOf);
    const { length } = this.diff.symbols.functions;
    this.namesake = new Int32Array(length);
    for (let fn = 0; fn < length; fn++) {
      const { name } = this.traitsOf(functionIndex(fn));
      const first = this.#named.get(name) ?? fn;
      if (first === fn) this.#named.set(name, fn);
      this.namesake[fn] = first;
    }
  }

  /** The first function with this name as a person writes it, or NONE. */
  functionNamed(name: string): number {
    return this.#named.get(name) ?? NONE;
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
      traits = new FunctionTraits(printed, FRAME_KINDS[at(kinds, fn)] ?? 'user');
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

  /** How a row's goroutines wait. */
  state(row: RowIndex): StateClass {
    return STATE_CLASSES[at(this.facts.state, row)] ?? 'not-started';
  }

  /** Name of the outermost function that is not a mere starter: what the goroutine was started to do; "": none. */
  entry(row: RowIndex): string {
    const entry = at(this.facts.entry, row);
    return entry === NONE ? '' : this.traitsOf(entry).name;
  }

  /** How many frames a row's culprit has called, one in the other; −1 for an empty stack. */
  culpritDepth(row: RowIndex): number {
    const { parent } = this.diff.symbols.stacks;
    const culprit = at(this.facts.culpritStack, row);
    if (culprit === NONE) return -1;
    let depth = 0;
    for (
      let stack = at(this.diff.rows.stack, row);
      stack !== culprit && stack !== NONE;
      stack = parent[stack] ?? NONE
    ) {
      depth++;
    }
    return depth;
  }

  /** A row's frames, leaf first; none for goroutines that have not started. */
  frames(row: RowIndex): FrameIndex[] {
    return framesOf(this.diff.symbols, at(this.diff.rows.stack, row));
  }

  /** Names of a row's functions, leaf first. */
  namesOf(row: RowIndex): string[] {
    return this.frames(row).map((frame) => this.name(frame));
  }

  /** Whether the frame's function answers to the question. */
  answers(frame: FrameIndex, question: Question): boolean {
    return this.#answer(this.#answersTo(question), this.diff.symbols.frames.function[frame] ?? 0, question);
  }

  /** The innermost frame of a row, of the `limit` innermost, whose function answers to the question; or null. */
  innermost(row: RowIndex, question: Question, limit = Number.POSITIVE_INFINITY): FrameIndex | null {
    const { stacks, frames } = this.diff.symbols;
    const answers = this.#answersTo(question);
    let stack = at(this.diff.rows.stack, row);
    for (let depth = 0; stack !== NONE && depth < limit; depth++) {
      const frame = at(stacks.frame, stack);
      if (this.#answer(answers, frames.function[frame] ?? 0, question)) return frame;
      stack = stacks.parent[stack] ?? NONE;
    }
    return null;
  }

  /** By function: 0 where it was not asked yet, else NO or YES. */
  #answersTo(question: Question): Uint8Array {
    let answers = this.#answers.get(question);
    if (answers === undefined) {
      answers = new Uint8Array(this.diff.symbols.functions.length);
      this.#answers.set(question, answers);
    }
    return answers;
  }

  #answer(answers: Uint8Array, fn: number, question: Question): boolean {
    let answer = answers[fn];
    if (answer !== YES && answer !== NO) {
      answer = question(this.traitsOf(functionIndex(fn)).name) ? YES : NO;
      answers[fn] = answer;
    }
    return answer === YES;
  }
}

const NO = 1;
const YES = 2;

function partStarts(diff: Diff): Int32Array {
  const start = new Int32Array(diff.rows.length + 1);
  for (let p = 0; p < diff.parts.length; p++) {
    const row = diff.parts.row[p] ?? 0;
    start[row + 1] = (start[row + 1] ?? 0) + 1;
  }
  for (let r = 0; r < diff.rows.length; r++) start[r + 1] = (start[r + 1] ?? 0) + (start[r] ?? 0);
  return start;
}
