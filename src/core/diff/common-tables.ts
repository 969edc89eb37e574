import { Int32Growable, NONE, seal } from '../model/column.ts';
import type { StackTree } from '../model/filter.ts';
import { InternTable } from '../model/intern-table.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { StackTableBuilder } from '../model/stack-table-builder.ts';
import type { Symbols } from '../model/symbols.ts';
import { fileKey, functionForm } from './normal-form.ts';

/** Where things of one snapshot lie in the common tables. */
export interface Placement {
  /** For each sample of the snapshot, the row of its stack's normal form; NONE where nothing of it is left. */
  readonly stackOfSample: Int32Array;
  /** For each creator of the snapshot its row, and its frame's row: NONE for the runtime's own, which only some dumps print. */
  readonly creators: Int32Array;
  readonly creatorFrames: Int32Array;
  readonly labelSets: Int32Array;
}

/** Per function of one snapshot: its common row and what the normal form does with it. */
interface FunctionPlaces {
  readonly row: Int32Array;
  readonly kept: Uint8Array;
  readonly droppedAtLeaf: Uint8Array;
  readonly wrapper: Uint8Array;
}

/**
 * The tables of several snapshots as one, in normal form. Two frames are one row if function (by normal name), file
 * (by base name) and line are equal, whatever the build made of the path; stacks are one prefix tree over these.
 * Strings are looked at once per function, never per frame or stack.
 *
 * Snapshots are placed newest first: what is shown of a function (its full path) is the newest one's.
 */
export class CommonTables {
  readonly strings: string[] = [''];
  readonly #stringRows = new Map<string, number>([['', 0]]);
  readonly #functionRows = new Map<string, number>();
  readonly functionName: number[] = [];
  readonly functionFile: number[] = [];
  readonly #fileSeenIn: number[] = [];
  /** (function, line). */
  readonly frames = new InternTable();
  readonly #inlined: number[] = [];
  /** (parent, frame). */
  readonly stacks: StackTableBuilder;
  /** (frame, parent). */
  readonly creators = new InternTable();
  readonly #labelSetRows = new Map<string, number>([['', 0]]);
  readonly #labelStart: number[] = [0];
  readonly #labelKey = new Int32Growable();
  readonly #labelValue = new Int32Growable();
  #snapshots = 0;
  /** By stack of the snapshot that is being placed: 1 where it is needed, and its row. One room serves all. */
  readonly #needed: Uint8Array;
  readonly #placed: Int32Array;

  /** `expected`: all snapshots that are going to be placed. */
  constructor(expected: readonly Snapshot[]) {
    let rows = 16;
    let branches = 16;
    for (const { symbols, samples } of expected) {
      rows = Math.max(rows, symbols.stacks.length);
      branches = Math.max(branches, samples.length);
    }
    this.#needed = new Uint8Array(rows);
    this.#placed = new Int32Array(rows);
    this.stacks = new StackTableBuilder({ rows, branches: branches + (branches >> 2) });
  }

  string(text: string): number {
    let row = this.#stringRows.get(text);
    if (row === undefined) {
      row = this.strings.push(text) - 1;
      this.#stringRows.set(text, row);
    }
    return row;
  }

  /** The row of a function given by its normal name and its file as printed. */
  function(name: string, file: string): number {
    const key = `${name}\n${fileKey(file)}`;
    const row = this.#functionRows.get(key);
    if (row === undefined) {
      const added = this.functionName.push(this.string(name)) - 1;
      this.functionFile.push(this.string(file));
      this.#fileSeenIn.push(this.#snapshots);
      this.#functionRows.set(key, added);
      return added;
    }
    // Of two paths in one snapshot the first by name: the order of the dump must not show.
    const shown = this.strings[this.functionFile[row] ?? 0] ?? '';
    if (this.#fileSeenIn[row] === this.#snapshots && file < shown) this.functionFile[row] = this.string(file);
    return row;
  }

  #frame(fn: number, line: number, inlined: number): number {
    const row = this.frames.intern(fn, line);
    // Not every format tells inlining: a frame is shown as inlined only if all say so.
    this.#inlined[row] = (this.#inlined[row] ?? 1) & inlined;
    return row;
  }

  /** Puts a snapshot's symbols into the tables; `used` are the stacks of its samples. */
  place(symbols: Symbols, used: ArrayLike<number>): Placement {
    this.#snapshots++;
    const functions = this.#placeFunctions(symbols);
    return {
      stackOfSample: this.#placeStacks(symbols, functions, used),
      ...this.#placeCreators(symbols, functions),
      labelSets: this.#placeLabelSets(symbols),
    };
  }

  #placeFunctions(symbols: Symbols): FunctionPlaces {
    const { functions, strings } = symbols;
    const places = {
      row: new Int32Array(functions.length),
      kept: new Uint8Array(functions.length),
      droppedAtLeaf: new Uint8Array(functions.length),
      wrapper: new Uint8Array(functions.length),
    };
    for (let fn = 0; fn < functions.length; fn++) {
      const file = strings[functions.file[fn] ?? 0] ?? '';
      const form = functionForm(strings[functions.name[fn] ?? 0] ?? '', file);
      places.row[fn] = this.function(form.name, file);
      places.kept[fn] = form.kept ? 1 : 0;
      places.droppedAtLeaf[fn] = form.droppedAtLeaf ? 1 : 0;
      places.wrapper[fn] = form.wrapper ? 1 : 0;
    }
    return places;
  }

  /** For each of `used` its row; frames that only other stacks have are not placed. */
  #placeStacks(symbols: Symbols, functions: FunctionPlaces, used: ArrayLike<number>): Int32Array {
    const { frames, stacks } = symbols;
    const { parent, frame } = stacks;
    const placed = this.#placed;
    const place = (own: number): number => {
      const fn = frames.function[own] ?? 0;
      if (functions.kept[fn] === 0) return DROPPED;
      return this.#frame(functions.row[fn] ?? 0, frames.line[own] ?? 0, frames.inlined[own] ?? 0);
    };
    this.#markNeeded(symbols, used);
    this.stacks.graft(stacks, this.#needed, frames.length, place, placed);
    const dropsAtLeaf = new Uint8Array(frames.length);
    for (let own = 0; own < frames.length; own++) {
      dropsAtLeaf[own] = functions.droppedAtLeaf[frames.function[own] ?? 0] ?? 0;
    }
    const ends = new Int32Array(used.length);
    for (let i = 0; i < ends.length; i++) {
      const stack = used[i] ?? NONE;
      let row = stack;
      while (row !== NONE && dropsAtLeaf[frame[row] ?? 0] === 1) row = parent[row] ?? NONE;
      const end = row === NONE ? NONE : (placed[row] ?? NONE);
      ends[i] = end === NONE && stack !== NONE ? this.#runtimeOnly(symbols, functions, stack) : end;
    }
    return ends;
  }

  /** Stacks that are in use, and all callers of these. */
  #markNeeded({ stacks }: Symbols, used: ArrayLike<number>): void {
    const needed = this.#needed.fill(0);
    for (let i = 0; i < used.length; i++) {
      const stack = used[i] ?? NONE;
      if (stack !== NONE) needed[stack] = 1;
    }
    // Callers come before what they call.
    for (let row = stacks.length - 1; row >= 0; row--) {
      const caller = stacks.parent[row] ?? NONE;
      if (needed[row] === 1 && caller !== NONE) needed[caller] = 1;
    }
  }

  /** A stack of runtime frames alone is known by its innermost one; wrappers and goexit alone have not started yet. */
  #runtimeOnly(symbols: Symbols, functions: FunctionPlaces, stack: number): number {
    const { parent, frame } = symbols.stacks;
    for (let row: number = stack; row !== NONE; row = parent[row] ?? NONE) {
      const fn = symbols.frames.function[frame[row] ?? 0] ?? 0;
      const place = functions.row[fn] ?? 0;
      const name = this.strings[this.functionName[place] ?? 0];
      if (functions.wrapper[fn] === 1 || name === 'runtime.goexit') continue;
      return this.stacks.intern(NONE, this.#frame(place, 0, 0));
    }
    return NONE;
  }

  #placeCreators({ creators, frames }: Symbols, functions: FunctionPlaces) {
    const rows = new Int32Array(creators.length);
    const ownFrames = new Int32Array(creators.length).fill(NONE);
    for (let row = 0; row < creators.length; row++) {
      const above = creators.parent[row] ?? NONE;
      const frame = creators.frame[row] ?? 0;
      const fn = frames.function[frame] ?? 0;
      const place = this.#frame(functions.row[fn] ?? 0, frames.line[frame] ?? 0, frames.inlined[frame] ?? 0);
      if (functions.kept[fn] === 1) ownFrames[row] = place;
      rows[row] = this.creators.intern(place, above === NONE ? NONE : (rows[above] ?? NONE));
    }
    return { creators: rows, creatorFrames: ownFrames };
  }

  #placeLabelSets(symbols: Symbols): Int32Array {
    const { length, start, key, value } = symbols.labelSets;
    const rows = new Int32Array(length);
    for (let set = 0; set < length; set++) {
      const numbers: number[] = [];
      for (let entry = start[set] ?? 0; entry < (start[set + 1] ?? 0); entry++) {
        numbers.push(this.string(symbols.strings[key[entry] ?? 0] ?? ''));
        numbers.push(this.string(symbols.strings[value[entry] ?? 0] ?? ''));
      }
      rows[set] = this.#labelSet(numbers);
    }
    return rows;
  }

  /** Key and value strings in turn, keys ascending by text as in every snapshot. */
  #labelSet(numbers: readonly number[]): number {
    const identity = numbers.join(' ');
    let row = this.#labelSetRows.get(identity);
    if (row === undefined) {
      row = this.#labelStart.push(this.#labelKey.length) - 1;
      this.#labelSetRows.set(identity, row);
      for (let i = 0; i < numbers.length; i += 2) {
        this.#labelKey.push(numbers[i] ?? 0);
        this.#labelValue.push(numbers[i + 1] ?? 0);
      }
    }
    return row;
  }

  /** The stacks as they are now, as a tree that filters add to. */
  tree(): StackTree {
    const { stacks, frames } = this;
    return {
      length: stacks.length,
      parentOf: (stack) => stacks.parentOf(stack),
      frameOf: (stack) => stacks.frameOf(stack),
      functionOf: (frame) => frames.a.get(frame),
      push: (parent, frame) => stacks.intern(parent, frame),
    };
  }

  /** How many functions there are. */
  get length(): number {
    return this.functionName.length;
  }

  nameOf(fn: number): string {
    return this.strings[this.functionName[fn] ?? 0] ?? '';
  }

  fileOf(fn: number): string {
    return this.strings[this.functionFile[fn] ?? 0] ?? '';
  }

  /** The tables as they are now, frozen. */
  finish(): Symbols {
    return {
      strings: this.strings,
      functions: {
        length: this.functionName.length,
        name: seal(Int32Array.from(this.functionName)),
        file: seal(Int32Array.from(this.functionFile)),
      },
      frames: {
        length: this.frames.length,
        function: seal(this.frames.a.finish()),
        line: seal(this.frames.b.finish()),
        inlined: seal(Uint8Array.from(this.#inlined)),
      },
      stacks: this.stacks.finish(),
      creators: {
        length: this.creators.length,
        frame: seal(this.creators.a.finish()),
        parent: seal(this.creators.b.finish()),
      },
      labelSets: {
        length: this.#labelStart.length,
        start: seal(Int32Array.from([...this.#labelStart, this.#labelKey.length])),
        key: seal(this.#labelKey.finish()),
        value: seal(this.#labelValue.finish()),
      },
    };
  }
}

/** The normal form does not keep the frame. */
const DROPPED = -1;
