import { seal } from './column.ts';
import type { StackTable } from './symbols.ts';

/**
 * The mutable side of a StackTable. A row's first child is most often the row after it (a new stack is added from its
 * root to its leaf in one go), so that place is looked at first, and only the children that lie elsewhere are in a
 * hash table: there are about as many as stacks, not as frames of stacks.
 */
export class StackTableBuilder {
  #parent: Int32Array;
  #frame: Int32Array;
  #length = 0;
  /** Rows that are not the one after their parent's, by open addressing over a hash of parent and frame; −1: free. */
  #slots: Int32Array;
  #inSlots = 0;

  /** `capacity`: how many rows and how many branches are expected. More may come. */
  constructor(capacity = { rows: 1024, branches: 64 }) {
    this.#parent = new Int32Array(capacity.rows);
    this.#frame = new Int32Array(capacity.rows);
    this.#slots = new Int32Array(2 ** Math.ceil(Math.log2(Math.max(256, capacity.branches * 2 + 2)))).fill(-1);
  }

  /** The row of the stack that calls `frame` from the stack `parent` (−1: none). */
  intern(parent: number, frame: number): number {
    const next = parent + 1;
    // Nothing can hang from the last row yet.
    if (next === this.#length) return this.#add(parent, frame);
    if (this.#parent[next] === parent && this.#frame[next] === frame) return next;
    const slot = this.#slotOf(parent, frame);
    const known = this.#slots[slot] ?? -1;
    if (known >= 0) return known;
    const row = this.#add(parent, frame);
    this.#slots[slot] = row;
    if (++this.#inSlots * 2 > this.#slots.length) this.#rehash();
    return row;
  }

  /** The row of the stack of these frames, of which the first `length` count, leaf first; −1 for none. */
  internAll(leafFirst: ArrayLike<number>, length: number): number {
    let row = -1;
    let i = length - 1;
    for (; i >= 0; i--) {
      const known = this.find(row, leafFirst[i] ?? 0);
      if (known < 0) break;
      row = known;
    }
    if (i < 0) return row;
    row = this.intern(row, leafFirst[i] ?? 0);
    // Nothing can hang from a row that was just added.
    for (i--; i >= 0; i--) row = this.#add(row, leafFirst[i] ?? 0);
    return row;
  }

  /**
   * Adds the stacks of another table that `wanted` has 1 for, callers before callees. `frameOf` gives a frame its
   * number here, −1 to one that is left out; it is asked once a frame, in the order of the stacks. Writes for each
   * stack its row here into `rows`; −1: nothing of it is left.
   */
  graft(
    { parent, frame, length }: StackTable,
    wanted: Uint8Array,
    frames: number,
    frameOf: (frame: number) => number,
    rows: Int32Array,
  ): void {
    const numbers = new Int32Array(frames).fill(UNASKED);
    for (let stack = 0; stack < length; stack++) {
      if (wanted[stack] === 0) continue;
      const caller = parent[stack] ?? -1;
      const above = caller < 0 ? -1 : (rows[caller] ?? -1);
      const own = frame[stack] ?? 0;
      let here = numbers[own] ?? -1;
      if (here === UNASKED) {
        here = frameOf(own);
        numbers[own] = here;
      }
      rows[stack] = here < 0 ? above : this.intern(above, here);
    }
  }

  /** The row that `intern` would give, or −1 where there is no such stack. */
  find(parent: number, frame: number): number {
    const next = parent + 1;
    if (next === this.#length) return -1;
    if (this.#parent[next] === parent && this.#frame[next] === frame) return next;
    return this.#slots[this.#slotOf(parent, frame)] ?? -1;
  }

  get length(): number {
    return this.#length;
  }

  parentOf(row: number): number {
    return this.#parent[row] ?? -1;
  }

  frameOf(row: number): number {
    return this.#frame[row] ?? -1;
  }

  /** The table as it is now: what is added later is not in it. Much room that was not used is not handed on. */
  finish(): StackTable {
    if (this.#length < this.#parent.length * WELL_FILLED) {
      this.#parent = this.#parent.slice(0, this.#length);
      this.#frame = this.#frame.slice(0, this.#length);
    }
    return this.release();
  }

  /** The same, never with a copy: for columns that are moved to where they go, never copied. */
  release(): StackTable {
    return {
      length: this.#length,
      parent: seal(this.#parent.subarray(0, this.#length)),
      frame: seal(this.#frame.subarray(0, this.#length)),
    };
  }

  #add(parent: number, frame: number): number {
    const row = this.#length++;
    if (row === this.#parent.length) {
      this.#parent = grown(this.#parent);
      this.#frame = grown(this.#frame);
    }
    this.#parent[row] = parent;
    this.#frame[row] = frame;
    return row;
  }

  /** The slot that holds the row, or the free one where it belongs. */
  #slotOf(parent: number, frame: number): number {
    const slots = this.#slots;
    const mask = slots.length - 1;
    let slot = hash(parent, frame) & mask;
    for (;;) {
      const row = slots[slot] ?? -1;
      if (row < 0 || (this.#parent[row] === parent && this.#frame[row] === frame)) return slot;
      slot = (slot + 1) & mask;
    }
  }

  #rehash(): void {
    const slots = new Int32Array(this.#slots.length * 2).fill(-1);
    const mask = slots.length - 1;
    for (const row of this.#slots) {
      if (row < 0) continue;
      let slot = hash(this.#parent[row] ?? 0, this.#frame[row] ?? 0) & mask;
      while ((slots[slot] ?? -1) >= 0) slot = (slot + 1) & mask;
      slots[slot] = row;
    }
    this.#slots = slots;
  }
}

const WELL_FILLED = 0.8;

/** No number has been asked for yet. */
const UNASKED = -2;

function grown(column: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(column.length + (column.length >> 1) + 16);
  larger.set(column);
  return larger;
}

function hash(parent: number, frame: number): number {
  let h = Math.imul(parent ^ 0x9e3779b9, 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 15) ^ frame, 0xc2b2ae35);
  return h ^ (h >>> 16);
}
