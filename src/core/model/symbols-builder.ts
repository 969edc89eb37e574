import { Int32Growable, NONE, type None, seal } from './column.ts';
import {
  type CreatorIndex,
  creatorIndex,
  type FrameIndex,
  type FunctionIndex,
  frameIndex,
  functionIndex,
  type LabelSetIndex,
  labelSetIndex,
  type StackIndex,
  type StringIndex,
  stackIndex,
  stringIndex,
} from './index-types.ts';
import { InternTable } from './intern-table.ts';
import { StackTableBuilder } from './stack-table-builder.ts';
import type { Symbols } from './symbols.ts';

/** The mutable side of `Symbols`: every method takes a thing and gives the row of its only copy. */
export class SymbolsBuilder {
  readonly #stringRows = new Map<string, number>([['', 0]]);
  readonly #strings: string[] = [''];
  readonly #functions = new InternTable();
  readonly #frames = new InternTable();
  readonly #stacks: StackTableBuilder;
  readonly #creators = new InternTable();
  readonly #labelSetRows = new Map<string, number>([['', 0]]);
  readonly #labelStart = new Int32Growable();
  readonly #labelKeys = new Int32Growable();
  readonly #labelValues = new Int32Growable();

  /** `stacks`: how many rows and branches their table is expected to have. */
  constructor(stacks?: { readonly rows: number; readonly branches: number }) {
    this.#stacks = new StackTableBuilder(stacks);
    this.#labelStart.push(0);
  }

  /** Strings are copied by the caller where they are slices of something large. */
  string(text: string): StringIndex {
    let row = this.#stringRows.get(text);
    if (row === undefined) {
      row = this.#strings.push(text) - 1;
      this.#stringRows.set(text, row);
    }
    return stringIndex(row);
  }

  text(index: StringIndex): string {
    return this.#strings[index] ?? '';
  }

  function(name: StringIndex, file: StringIndex): FunctionIndex {
    return functionIndex(this.#functions.intern(name, file));
  }

  functionName(fn: FunctionIndex): string {
    return this.text(stringIndex(this.#functions.a.get(fn)));
  }

  /** A line that is not a plain int32 ≥ 0 is stored as 0, "unknown". */
  frame(fn: FunctionIndex, line: number, inlined: boolean): FrameIndex {
    const known = line > 0 && line <= 0x7fffffff ? line : 0;
    return frameIndex(this.#frames.intern(fn, known, inlined ? 1 : 0));
  }

  /** Name of the function of a frame. */
  frameName(frame: FrameIndex): string {
    return this.functionName(functionIndex(this.#frames.a.get(frame)));
  }

  /** The stack of frames given leaf first, as dumps print them; NONE for no frames. */
  stack(leafFirst: ArrayLike<FrameIndex>): StackIndex | None {
    return this.stackOfRows(leafFirst, leafFirst.length);
  }

  /** The same of rows of frames, of which the first `length` count. */
  stackOfRows(leafFirst: ArrayLike<number>, length: number): StackIndex | None {
    const row = this.#stacks.internAll(leafFirst, length);
    return row < 0 ? NONE : stackIndex(row);
  }

  creator(frame: FrameIndex, parent: CreatorIndex | None = NONE): CreatorIndex {
    return creatorIndex(this.#creators.intern(frame, parent));
  }

  /** The set of these labels, in whatever order they come; of a key given twice the last value counts. */
  labels(pairs: readonly (readonly [key: string, value: string])[]): LabelSetIndex {
    if (pairs.length === 0) return labelSetIndex(0);
    const sorted = [...new Map(pairs)].sort(([a], [b]) => (a < b ? -1 : 1));
    const identity = JSON.stringify(sorted);
    let row = this.#labelSetRows.get(identity);
    if (row === undefined) {
      row = this.#labelStart.push(this.#labelKeys.length);
      this.#labelSetRows.set(identity, row);
      for (const [key, value] of sorted) {
        this.#labelKeys.push(this.string(key));
        this.#labelValues.push(this.string(value));
      }
    }
    return labelSetIndex(row);
  }

  finish(): Symbols {
    const starts = new Int32Growable(this.#labelStart.length + 1);
    for (let set = 0; set < this.#labelStart.length; set++) starts.push(this.#labelStart.get(set));
    starts.push(this.#labelKeys.length);
    return {
      strings: this.#strings,
      functions: {
        length: this.#functions.length,
        name: seal(this.#functions.a.finish()),
        file: seal(this.#functions.b.finish()),
      },
      frames: {
        length: this.#frames.length,
        function: seal(this.#frames.a.finish()),
        line: seal(this.#frames.b.finish()),
        inlined: seal(Uint8Array.from(this.#frames.c.finish())),
      },
      stacks: this.#stacks.release(),
      creators: {
        length: this.#creators.length,
        frame: seal(this.#creators.a.finish()),
        parent: seal(this.#creators.b.finish()),
      },
      labelSets: {
        length: this.#labelStart.length,
        start: seal(starts.finish()),
        key: seal(this.#labelKeys.finish()),
        value: seal(this.#labelValues.finish()),
      },
    };
  }
}
