import { NONE } from '../model/column.ts';
import type { CommonTables } from './common-tables.ts';
import type { FunctionNames } from './function-names.ts';
import { alignFile, type FileAlignment, MOST_PAIRS } from './line-alignment.ts';

/** Which frame of one build is which of another. Swapping the sides swaps `after` and `before`. */
export interface FrameCorrespondence {
  /** For each frame: its counterpart in AFTER if it stands in BEFORE, or NONE where that is not known. */
  readonly after: Int32Array;
  /** For each frame: its counterpart in BEFORE if it stands in AFTER, or NONE. */
  readonly before: Int32Array;
  /** For each frame: 1 where the lines around it in its file stayed as they are, so that it has not moved either. */
  readonly settled: Uint8Array;
}

/** The frames at the lines of one function (closures of one function together), by line. */
interface Place {
  readonly before: Map<number, number[]>;
  readonly after: Map<number, number[]>;
}

/**
 * Pairs the frames of two builds by how the lines of each file moved, from all the lines that goroutines stand at. The
 * closures of a function are taken together: their numbers change when one is inserted, their order does not.
 */
export function frameCorrespondence(
  tables: CommonTables,
  names: FunctionNames,
  inBefore: Uint8Array,
  inAfter: Uint8Array,
): FrameCorrespondence {
  const after = new Int32Array(tables.frames.length).fill(NONE);
  const before = new Int32Array(tables.frames.length).fill(NONE);
  const untouched = new UntouchedFiles(tables, names, inBefore, inAfter);
  for (let frame = 0; frame < inBefore.length; frame++) {
    if (inBefore[frame] === 0 || !untouched.has(frame)) continue;
    after[frame] = frame;
    before[frame] = frame;
  }
  const alignments = new Map<number, FileAlignment>();
  for (const [file, ofFile] of placesByFile(tables, names, inBefore, inAfter, untouched)) {
    const places = [...ofFile.values()];
    const alignment = alignFile(places.map((place) => ({ before: lines(place.before), after: lines(place.after) })));
    alignments.set(file, alignment);
    alignment.pairs.forEach((pairs, i) => {
      for (const [from, to] of pairs) {
        pairFrames(tables, places[i]?.before.get(from) ?? [], places[i]?.after.get(to) ?? [], after, before);
      }
    });
  }
  return { after, before, settled: settledFrames(tables, names, alignments, untouched) };
}

/**
 * The files in which both sides stand at the very same lines, as nearly all are in two snapshots of one build: each
 * line is its own counterpart, and what lies before the last of them has not moved.
 */
class UntouchedFiles {
  readonly #tables: CommonTables;
  readonly #names: FunctionNames;
  /** By file: the last line that is stood at, 0 where the sides differ or too much is stood at to be aligned. */
  readonly #last: number[] = [];

  constructor(tables: CommonTables, names: FunctionNames, inBefore: Uint8Array, inAfter: Uint8Array) {
    this.#tables = tables;
    this.#names = names;
    const count: number[] = [];
    for (let frame = 0; frame < inBefore.length; frame++) {
      if (inBefore[frame] === 0 && inAfter[frame] === 0) continue;
      const line = tables.frames.b.get(frame);
      if (line === 0) continue;
      const file = this.#fileOf(frame);
      count[file] = inBefore[frame] === inAfter[frame] ? (count[file] ?? 0) + 1 : Infinity;
      this.#last[file] = (count[file] ?? 0) > MOST_PAIRS ? 0 : Math.max(this.#last[file] ?? 0, line);
    }
  }

  has(frame: number): boolean {
    return this.#tables.frames.b.get(frame) > 0 && (this.#last[this.#fileOf(frame)] ?? 0) > 0;
  }

  /** Whether there is more below a frame's line that has not moved. */
  stands(frame: number): boolean {
    return this.#tables.frames.b.get(frame) < (this.#last[this.#fileOf(frame)] ?? 0);
  }

  #fileOf(frame: number): number {
    return this.#names.file[this.#tables.frames.a.get(frame)] ?? 0;
  }
}

function lines(frames: ReadonlyMap<number, unknown>): number[] {
  return [...frames.keys()].sort((a, b) => a - b);
}

function placesByFile(
  tables: CommonTables,
  names: FunctionNames,
  inBefore: Uint8Array,
  inAfter: Uint8Array,
  untouched: UntouchedFiles,
): Map<number, Map<number, Place>> {
  const files = new Map<number, Map<number, Place>>();
  const { a: functionOf, b: lineOf } = tables.frames;
  for (let frame = 0; frame < inBefore.length; frame++) {
    if ((inBefore[frame] === 0 && inAfter[frame] === 0) || untouched.has(frame)) continue;
    const line = lineOf.get(frame);
    if (line === 0) continue;
    const fn = functionOf.get(frame);
    const places = entry(files, names.file[fn] ?? 0, () => new Map<number, Place>());
    const place = entry(places, names.place[fn] ?? 0, () => ({ before: new Map(), after: new Map() }));
    if (inBefore[frame] === 1) entry(place.before, line, () => []).push(frame);
    if (inAfter[frame] === 1) entry(place.after, line, () => []).push(frame);
  }
  return files;
}

function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) {
    value = make();
    map.set(key, value);
  }
  return value;
}

/** Pairs the frames of two lines: those of one function row, else the only ones. */
function pairFrames(
  tables: CommonTables,
  here: readonly number[],
  there: readonly number[],
  after: Int32Array,
  before: Int32Array,
): void {
  const { a: functionOf } = tables.frames;
  const [onlyHere] = here;
  const [onlyThere] = there;
  if (here.length === 1 && there.length === 1 && onlyHere !== undefined && onlyThere !== undefined) {
    after[onlyHere] = onlyThere;
    before[onlyThere] = onlyHere;
    return;
  }
  for (const frame of here) {
    const twin = there.find((other) => functionOf.get(other) === functionOf.get(frame));
    if (twin === undefined) continue;
    after[frame] = twin;
    before[twin] = frame;
  }
}

function settledFrames(
  tables: CommonTables,
  names: FunctionNames,
  alignments: ReadonlyMap<number, FileAlignment>,
  untouched: UntouchedFiles,
): Uint8Array {
  const { a: functionOf, b: lineOf } = tables.frames;
  const settled = new Uint8Array(tables.frames.length);
  for (let frame = 0; frame < settled.length; frame++) {
    const alignment = alignments.get(names.file[functionOf.get(frame)] ?? NONE);
    if (untouched.stands(frame) || alignment?.stands(lineOf.get(frame))) settled[frame] = 1;
  }
  return settled;
}
