import { at, NONE, type None } from '../model/column.ts';
import { type FrameIndex, type RowIndex, rowIndex } from '../model/index-types.ts';
import { fileName, lineOf } from '../model/stack-frames.ts';
import type { RowView, Scene } from './scene.ts';
import type { StateClass } from './state-class.ts';

/** How many goroutines of a place were started by one go statement. */
export interface CreatorGrowth {
  readonly frame: FrameIndex | null;
  readonly chain: readonly FrameIndex[];
  readonly before: number;
  readonly after: number;
}

/**
 * All goroutines that wait in one way at one line of code: rows that differ only in how they came there, in who
 * started them, in labels or in type arguments are one place.
 */
export interface Place {
  readonly key: string;
  readonly state: StateClass;
  /** By delta descending. */
  readonly rows: readonly RowIndex[];
  /** The row that grew most: its stack stands for all. */
  readonly view: RowView;
  readonly culprit: FrameIndex | null;
  readonly before: number;
  readonly after: number;
  readonly delta: number;
}

/** Every place of the diff, grown or not, by delta descending, then in the order of the rows. */
export function placesOf(scene: Scene): Place[] {
  const { state, culprit } = scene.facts;
  const groups = new Map<string, RowIndex[]>();
  // Rows have few states and culprits among them: the key, which is text, is made once for each pair.
  const ofCulprit = new Map<StateClass, (RowIndex[] | undefined)[]>();
  for (let r = 0; r < scene.diff.rows.length; r++) {
    const row = rowIndex(r);
    const waits = state[row] ?? 'not-started';
    let byCulprit = ofCulprit.get(waits);
    if (byCulprit === undefined) {
      byCulprit = [];
      ofCulprit.set(waits, byCulprit);
    }
    const frame = culprit[row] ?? NONE;
    const slot = frame + 1;
    let group = byCulprit[slot];
    if (group === undefined) {
      const key = placeKey(scene, waits, frame);
      group = groups.get(key) ?? [];
      groups.set(key, group);
      byCulprit[slot] = group;
    }
    group.push(row);
  }
  const places: Place[] = [];
  for (const [key, rows] of groups) {
    const place = placeOf(scene, key, rows);
    if (place !== null) places.push(place);
  }
  return places.sort((a, b) => b.delta - a.delta || b.after - a.after);
}

function placeOf(scene: Scene, key: string, of: readonly RowIndex[]): Place | null {
  const [first] = of;
  if (first === undefined) return null;
  const { rows } = scene.diff;
  let before = 0;
  let after = 0;
  for (const row of of) {
    before += rows.before[row] ?? 0;
    after += rows.after[row] ?? 0;
  }
  const view = scene.view(first);
  const culprit = at(scene.facts.culprit, first);
  return {
    key,
    state: view.state,
    rows: of,
    view,
    culprit: culprit === NONE ? null : culprit,
    before,
    after,
    delta: after - before,
  };
}

/**
 * File and line name a place better than the function does: inlining gives closures the name of their caller. A
 * running goroutine has no line to stand at, so its function is the place.
 */
function placeKey(scene: Scene, state: StateClass, culprit: FrameIndex | None): string {
  if (culprit === NONE) return state;
  const { symbols } = scene.diff;
  const line = lineOf(symbols, culprit);
  const file = fileName(symbols, culprit);
  if (state === 'running' || line === 0 || file === '') return `${state} ${scene.name(culprit)}`;
  return `${state} ${file}:${line}`;
}

/** Who started the goroutines of a place, most growth first; without creators in the format, one entry of null. */
export function creatorsOf(scene: Scene, place: Place): CreatorGrowth[] {
  const { parts } = scene.diff;
  const [only, ...others] = place.rows.length === 1 ? scene.parts(place.rows[0] ?? place.view.row) : [];
  if (only !== undefined && others.length === 0) {
    const { before, after } = place;
    return [{ ...scene.starter(at(parts.creator, only)), before, after }];
  }
  const found = new Map<FrameIndex | typeof NONE, { chain: readonly FrameIndex[]; before: number; after: number }>();
  for (const row of place.rows) {
    for (const part of scene.parts(row)) {
      const { frame, chain } = scene.starter(at(parts.creator, part));
      const key = frame ?? NONE;
      const entry = found.get(key) ?? { chain, before: 0, after: 0 };
      entry.before += at(parts.before, part);
      entry.after += at(parts.after, part);
      found.set(key, entry);
    }
  }
  return [...found]
    .map(([frame, entry]) => ({ frame: frame === NONE ? null : frame, ...entry }))
    .sort((a, b) => b.after - b.before - (a.after - a.before) || b.after - a.after);
}

/** "handler.go:42", or "" where the line is not known. */
export function shortPlace(scene: Scene, frame: FrameIndex): string {
  const { symbols } = scene.diff;
  const file = fileName(symbols, frame);
  const line = lineOf(symbols, frame);
  if (file === '' || line === 0) return '';
  return `${file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1)}:${line}`;
}
