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
    for (let g = 0; g < goroutines.length; g++) {
      const id = goroutines.id[g] ?? 0;
      if (id === 0) continue;
      let slot = hashId(id) & this.#mask;
      // Of an id that stands twice the first counts.
      while (this.#slots[slot] !== NONE && goroutines.id[this.#slots[slot] ?? 0] !== id) slot = (slot + 1) & this.#mask;
      if (this.#slots[slot] === NONE) this.#slots[slot] = g;
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

/** Ids run in batches: multiplying spreads neighbours. The high half counts too, for processes of many years. */
function hashId(id: number): number {
  const high = (id / 0x100000000) | 0;
  const h = Math.imul((id | 0) ^ Math.imul(high, 0x85ebca6b), 0x9e3779b1);
  return (h ^ (h >>> 15)) >>> 0;
}
