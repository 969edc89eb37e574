import { NONE } from '../model/column.ts';
import type { GoroutineTable } from '../model/snapshot.ts';

/** Finds goroutines of one snapshot by id: open addressing over flat arrays. Id 0 (not known) is never found. */
export class GoroutineIds {
  readonly #ids: GoroutineTable['id'];
  readonly #slots: Int32Array;
  readonly #mask: number;

  constructor(goroutines: GoroutineTable) {
    this.#ids = goroutines.id;
    let size = 16;
    while (size < goroutines.length * 2) size *= 2;
    this.#slots = new Int32Array(size).fill(NONE);
    this.#mask = size - 1;
    const { id: ids, length } = goroutines;
    const slots = this.#slots;
    for (let g = 0; g < length; g++) {
      const id = ids[g] ?? 0;
      if (id === 0) continue;
      let slot = hashId(id) & this.#mask;
      // Of an id that stands twice the first counts.
      while (slots[slot] !== NONE && ids[slots[slot] ?? 0] !== id) slot = (slot + 1) & this.#mask;
      if (slots[slot] === NONE) slots[slot] = g;
    }
  }

  /** The goroutine with this id, or NONE. */
  find(id: number): number {
    if (id === 0) return NONE;
    let slot = hashId(id) & this.#mask;
    for (;;) {
      const g = this.#slots[slot] ?? NONE;
      if (g === NONE || this.#ids[g] === id) return g;
      slot = (slot + 1) & this.#mask;
    }
  }
}

/** Ids run in batches of 16: those of one stay together, so that a dump is looked through in few steps of memory. */
function hashId(id: number): number {
  const batch = id / 16;
  const h = Math.imul((batch | 0) ^ Math.imul((batch / 0x100000000) | 0, 0x85ebca6b), 0x9e3779b1);
  return (((h ^ (h >>> 15)) << 4) | (id & 15)) >>> 0;
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
