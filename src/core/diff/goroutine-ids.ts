import { NONE } from '../model/column.ts';
import { hashOfId } from '../model/goroutine-id.ts';
import type { GoroutineTable } from '../model/snapshot.ts';

/** Where ids leave more than three of four numbers out, a table with a place for each number would be too large. */
const PLACES_PER_GOROUTINE = 4;

/**
 * Finds goroutines of one snapshot by id. Ids that lie close together have a place each; others are hashed (open
 * addressing over flat arrays). Of an id that stands twice the first counts; id 0 (not known) is never found.
 */
export class GoroutineIds {
  /** The highest id, 0 where there is none. */
  readonly highest: number;
  readonly #ids: GoroutineTable['id'];
  readonly #places: Int32Array;
  /** Whether the place of an id is the id itself. */
  readonly #direct: boolean;

  constructor({ id: ids, length }: GoroutineTable) {
    let highest = 0;
    for (const id of ids) if (id > highest) highest = id;
    this.highest = highest;
    this.#ids = ids;
    this.#direct = highest < length * PLACES_PER_GOROUTINE;
    const size = this.#direct ? highest + 1 : 2 ** Math.ceil(Math.log2(length * 2 + 16));
    const places = new Int32Array(size).fill(NONE);
    this.#places = places;
    for (let g = 0; g < length; g++) {
      const id = ids[g] ?? 0;
      const place = this.#placeOf(id);
      if (id !== 0 && places[place] === NONE) places[place] = g;
    }
  }

  /** The goroutine with this id, or NONE. */
  find(id: number): number {
    if (id === 0 || id > this.highest) return NONE;
    return this.#places[this.#placeOf(id)] ?? NONE;
  }

  /** The place that holds the id, or the free one where it belongs. */
  #placeOf(id: number): number {
    if (this.#direct) return id;
    const places = this.#places;
    const mask = places.length - 1;
    for (let place = hashOfId(id) & mask; ; place = (place + 1) & mask) {
      const g = places[place] ?? NONE;
      if (g === NONE || this.#ids[g] === id) return place;
    }
  }
}

/** The lookup of a table, made once for as long as the table is there. */
export function goroutineIds(goroutines: GoroutineTable): GoroutineIds {
  let ids = made.get(goroutines);
  if (ids === undefined) {
    ids = new GoroutineIds(goroutines);
    made.set(goroutines, ids);
  }
  return ids;
}

const made = new WeakMap<GoroutineTable, GoroutineIds>();
