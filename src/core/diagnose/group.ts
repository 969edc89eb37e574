import { at, NONE, type None } from '../model/column.ts';
import { type FrameIndex, functionIndex, type RowIndex, rowIndex } from '../model/index-types.ts';
import { InternTable } from '../model/intern-table.ts';
import { fileName, lineOf } from '../model/stack-frames.ts';
import type { Scene } from './scene.ts';
import { STATE_CLASSES, type StateClass } from './state-class.ts';

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
  readonly row: RowIndex;
  /** The frame that a person must open; null for an empty stack. */
  readonly culprit: FrameIndex | null;
  /** How many frames it has called, one in the other; −1 for an empty stack. */
  readonly culpritDepth: number;
  readonly before: number;
  readonly after: number;
  readonly delta: number;
}

/** Every place of a diff, grown or not, as columns: of most of them nobody asks for more. */
export class Places {
  /** The places by delta descending, then by after descending, then in the order of the rows. */
  readonly order: readonly number[];
  /** By place, as all that follows. */
  readonly state: Uint8Array;
  /** The row that grew most. */
  readonly row: Int32Array;
  readonly before: Float64Array;
  readonly after: Float64Array;
  /** How many of AFTER's goroutines the runtime itself proved leaked. */
  readonly leakedProven: Float64Array;
  readonly #scene: Scene;
  /** The rows of place p are #rows[#start[p]] … #rows[#start[p + 1] − 1]. */
  readonly #start: Int32Array;
  readonly #rows: Int32Array;
  readonly #made: (Place | undefined)[] = [];

  constructor(scene: Scene) {
    const { rows } = scene.diff;
    const { length, placeOfRow } = numberPlaces(scene);
    this.#scene = scene;
    this.state = new Uint8Array(length);
    this.row = new Int32Array(length);
    this.before = new Float64Array(length);
    this.after = new Float64Array(length);
    this.leakedProven = new Float64Array(length);
    this.#start = new Int32Array(length + 1);
    this.#rows = new Int32Array(rows.length);
    const { before, after, leakedProven } = this;
    const start = this.#start;
    for (let row = 0; row < rows.length; row++) {
      const place = placeOfRow[row] ?? 0;
      start[place + 1] = (start[place + 1] ?? 0) + 1;
      before[place] = (before[place] ?? 0) + (rows.before[row] ?? 0);
      after[place] = (after[place] ?? 0) + (rows.after[row] ?? 0);
      leakedProven[place] = (leakedProven[place] ?? 0) + (rows.leakedProven[row] ?? 0);
    }
    for (let place = 0; place < length; place++) start[place + 1] = (start[place + 1] ?? 0) + (start[place] ?? 0);
    const next = start.slice();
    for (let row = 0; row < rows.length; row++) {
      const place = placeOfRow[row] ?? 0;
      const slot = next[place] ?? 0;
      this.#rows[slot] = row;
      next[place] = slot + 1;
    }
    for (let place = 0; place < length; place++) {
      const first = this.#rows[start[place] ?? 0] ?? 0;
      this.row[place] = first;
      this.state[place] = scene.facts.state[first] ?? 0;
    }
    this.order = inOrder(before, after);
  }

  /** The rows of a place, by delta descending. */
  #rowsOf(place: number): RowIndex[] {
    const start = this.#start[place] ?? 0;
    const rows = new Array<RowIndex>((this.#start[place + 1] ?? 0) - start);
    for (let i = 0; i < rows.length; i++) rows[i] = rowIndex(this.#rows[start + i] ?? 0);
    return rows;
  }

  /** One place; the same object each time. */
  place(number: number): Place {
    let place = this.#made[number];
    if (place === undefined) {
      place = this.#make(number);
      this.#made[number] = place;
    }
    return place;
  }

  #make(place: number): Place {
    const scene = this.#scene;
    const row = rowIndex(this.row[place] ?? 0);
    const culprit = at(scene.facts.culprit, row);
    const state = scene.state(row);
    const before = this.before[place] ?? 0;
    const after = this.after[place] ?? 0;
    return {
      key: placeKey(scene, state, culprit),
      state,
      rows: this.#rowsOf(place),
      row,
      culprit: culprit === NONE ? null : culprit,
      culpritDepth: scene.culpritDepth(row),
      before,
      after,
      delta: after - before,
    };
  }
}

/** The place of each row; the first row is in place 0, the first one elsewhere in place 1 and so on. */
function numberPlaces({ diff, facts, namesake }: Scene): { length: number; placeOfRow: Int32Array } {
  const { rows, symbols } = diff;
  const { functions, frames } = symbols;
  const running = STATE_CLASSES.indexOf('running');
  const places = new InternTable();
  /** Rows have few states and culprits among them: what makes them one place is looked up once for each pair. */
  const pairs = new InternTable();
  const placeOfPair: number[] = [];
  const placeOfRow = new Int32Array(rows.length);
  for (let row = 0; row < rows.length; row++) {
    const state = facts.state[row] ?? 0;
    const culprit = facts.culprit[row] ?? NONE;
    const pair = pairs.intern(state, culprit);
    if (pair === placeOfPair.length) {
      const fn = frames.function[culprit] ?? functionIndex(0);
      const line = frames.line[culprit] ?? 0;
      const file = functions.file[fn] ?? 0;
      const isNamed = state === running || line === 0 || file === 0;
      if (culprit === NONE) placeOfPair.push(places.intern(state, NONE, NONE));
      else if (isNamed) placeOfPair.push(places.intern(state, NONE, namesake[fn] ?? 0));
      else placeOfPair.push(places.intern(state, file, line));
    }
    placeOfRow[row] = placeOfPair[pair] ?? 0;
  }
  return { length: places.length, placeOfRow };
}

/**
 * What names a place, the same in any two dumps. File and line name it better than the function does: inlining gives
 * closures the name of their caller. A running goroutine has no line to stand at, so its function is the place.
 */
function placeKey(scene: Scene, state: StateClass, culprit: FrameIndex | None): string {
  if (culprit === NONE) return state;
  const { symbols } = scene.diff;
  const line = lineOf(symbols, culprit);
  const file = fileName(symbols, culprit);
  if (state === 'running' || line === 0 || file === '') return `${state} ${scene.name(culprit)}`;
  return `${state} ${file}:${line}`;
}

function inOrder(before: Float64Array, after: Float64Array): number[] {
  const order = new Array<number>(after.length);
  const delta = new Float64Array(after.length);
  for (let place = 0; place < after.length; place++) {
    order[place] = place;
    delta[place] = (after[place] ?? 0) - (before[place] ?? 0);
  }
  return order.sort((a, b) => (delta[b] ?? 0) - (delta[a] ?? 0) || (after[b] ?? 0) - (after[a] ?? 0));
}

/** The rows of a place and of those that belong to it. */
export function rowsOf(place: Place, companions: readonly Place[]): readonly RowIndex[] {
  return companions.length === 0 ? place.rows : [place, ...companions].flatMap((one) => one.rows);
}

/** "handler.go:42", or "" where the line is not known. */
export function shortPlace(scene: Scene, frame: FrameIndex): string {
  const { symbols } = scene.diff;
  const file = fileName(symbols, frame);
  const line = lineOf(symbols, frame);
  if (file === '' || line === 0) return '';
  return `${file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1)}:${line}`;
}
