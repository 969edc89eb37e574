import { NONE } from '../model/column.ts';
import type { CommonTables } from './common-tables.ts';
import type { FunctionNames } from './function-names.ts';
import { bestShifts, type LineShift } from './line-shifts.ts';

/**
 * Which frame of one build is which of another. Everything is mirrored: swapping the sides swaps `after` and `before`.
 */
export interface FrameCorrespondence {
  /** For each frame: its counterpart in AFTER if it stands in BEFORE, or NONE where that is not known. */
  readonly after: Int32Array;
  /** For each frame: its counterpart in BEFORE if it stands in AFTER, or NONE. */
  readonly before: Int32Array;
  /** For each frame: 1 where lines after it in its file stayed as they are, so that it has not moved either. */
  readonly settled: Uint8Array;
}

/** The lines of one function (closures of one function together) and the frames at them, on either side. */
interface Place {
  readonly file: number;
  readonly before: Map<number, number[]>;
  readonly after: Map<number, number[]>;
}

/**
 * Finds for each function how its lines moved, from all the lines that goroutines stand at on both sides. The
 * closures of a function are taken together, by line: their numbers change when one is inserted, their order does
 * not. Where several shifts explain a function equally well, the one that most others in its file have decides; if
 * that does not, nothing is said.
 */
export function frameCorrespondence(
  tables: CommonTables,
  names: FunctionNames,
  inBefore: Uint8Array,
  inAfter: Uint8Array,
): FrameCorrespondence {
  const places = collectPlaces(tables, names, inBefore, inAfter);
  const after = new Int32Array(tables.frames.length).fill(NONE);
  const before = new Int32Array(tables.frames.length).fill(NONE);
  const unchangedUpTo = unchangedLines(places);
  const undecided: { place: Place; shifts: LineShift[] }[] = [];
  const fileShifts = new Map<number, Map<number, number>>();
  const settle = (place: Place, shift: number) => {
    for (const [line, frames] of place.before) {
      const there = place.after.get(line + shift);
      if (there !== undefined) pair(tables, frames, there, after, before);
    }
  };
  for (const place of places) {
    const unchanged = unchangedUpTo.get(place.file) ?? 0;
    const shifts = bestShifts(new Set(place.before.keys()), new Set(place.after.keys())).filter(
      ({ shift }) => shift === 0 || movesPast(place, shift, unchanged),
    );
    const [only] = shifts;
    if (shifts.length === 1 && only !== undefined) {
      settle(place, only.shift);
      const counts = fileShifts.get(place.file) ?? new Map<number, number>();
      fileShifts.set(place.file, counts.set(only.shift, (counts.get(only.shift) ?? 0) + only.explained));
    } else if (shifts.length > 1) undecided.push({ place, shifts });
  }
  for (const { place, shifts } of undecided) {
    const shift = favoured(shifts, fileShifts.get(place.file));
    if (shift !== null) settle(place, shift);
  }
  return { after, before, settled: settledFrames(tables, names, unchangedUpTo) };
}

function collectPlaces(
  tables: CommonTables,
  names: FunctionNames,
  inBefore: Uint8Array,
  inAfter: Uint8Array,
): readonly Place[] {
  const places = new Map<number, Place>();
  const { a: functionOf, b: lineOf } = tables.frames;
  for (let frame = 0; frame < inBefore.length; frame++) {
    if (inBefore[frame] === 0 && inAfter[frame] === 0) continue;
    const fn = functionOf.get(frame);
    const line = lineOf.get(frame);
    if (line === 0) continue;
    const key = names.place[fn] ?? 0;
    const place = places.get(key) ?? { file: names.file[fn] ?? 0, before: new Map(), after: new Map() };
    places.set(key, place);
    if (inBefore[frame] === 1) place.before.set(line, [...(place.before.get(line) ?? []), frame]);
    if (inAfter[frame] === 1) place.after.set(line, [...(place.after.get(line) ?? []), frame]);
  }
  return [...places.values()];
}

/** For each file, the last line of a function all of whose lines are the same on both sides. */
function unchangedLines(places: readonly Place[]): Map<number, number> {
  const last = new Map<number, number>();
  for (const { file, before, after } of places) {
    if (before.size !== after.size || before.size === 0) continue;
    const lines = [...before.keys()];
    if (!lines.every((line) => after.has(line))) continue;
    for (const line of lines) if (line > (last.get(file) ?? 0)) last.set(file, line);
  }
  return last;
}

/** A shift moves lines that lie after all that is known to stand still in the file. */
function movesPast(place: Place, shift: number, unchanged: number): boolean {
  for (const line of place.before.keys()) {
    if (place.after.has(line + shift) && Math.min(line, line + shift) < unchanged) return false;
  }
  return true;
}

function favoured(shifts: readonly LineShift[], inFile: ReadonlyMap<number, number> | undefined): number | null {
  let best: number | null = null;
  let most = 0;
  let tied = false;
  for (const { shift } of shifts) {
    const votes = inFile?.get(shift) ?? 0;
    if (votes === most) tied = true;
    else if (votes > most) {
      most = votes;
      best = shift;
      tied = false;
    }
  }
  return tied ? null : best;
}

/** Pairs the frames of one line: those of one function row, else the only ones. */
function pair(
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

function settledFrames(tables: CommonTables, names: FunctionNames, unchangedUpTo: Map<number, number>): Uint8Array {
  const { a: functionOf, b: lineOf } = tables.frames;
  return Uint8Array.from({ length: tables.frames.length }, (_, frame) =>
    lineOf.get(frame) < (unchangedUpTo.get(names.file[functionOf.get(frame)] ?? -1) ?? 0) ? 1 : 0,
  );
}
