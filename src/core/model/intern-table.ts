import { Int32Growable } from './column.ts';

/**
 * Numbers the distinct triples of int32 that it is given, from 0 in order of first sight. Open addressing over flat
 * arrays: no object and no string a key, so millions of keys stay cheap.
 */
export class InternTable {
  #slots: Int32Array;
  readonly a: Int32Growable;
  readonly b: Int32Growable;
  readonly c: Int32Growable;

  /** `capacity` is how many keys are expected; more are welcome. */
  constructor(capacity = 64) {
    this.#slots = new Int32Array(2 ** Math.ceil(Math.log2(Math.max(256, capacity * 2 + 2)))).fill(-1);
    this.#slots = new Int32Array(2 ** Math.ceil(Math.log2(Math.max(256, capacity * 2)))).fill(-1);
    this.a = new Int32Growable(capacity);
    this.b = new Int32Growable(capacity);
    this.c = new Int32Growable(capacity);
  }

  get length(): number {
    return this.a.length;
  }

  /** The number of a triple that was given before, or -1. */
  find(a: number, b: number, c = 0): number {
    const mask = this.#slots.length - 1;
    let slot = hash(a, b, c) & mask;
    for (;;) {
      const row = this.#slots[slot] ?? -1;
      if (row < 0) return -1;
      if (this.a.get(row) === a && this.b.get(row) === b && this.c.get(row) === c) return row;
      slot = (slot + 1) & mask;
    }
  }

  intern(a: number, b: number, c = 0): number {
    const mask = this.#slots.length - 1;
    let slot = hash(a, b, c) & mask;
    for (;;) {
      const row = this.#slots[slot] ?? -1;
      if (row < 0) break;
      if (this.a.get(row) === a && this.b.get(row) === b && this.c.get(row) === c) return row;
      slot = (slot + 1) & mask;
    }
    const row = this.a.push(a);
    this.b.push(b);
    this.c.push(c);
    this.#slots[slot] = row;
    if (this.length * 2 > this.#slots.length) this.#rehash();
    return row;
  }

  #rehash(): void {
    const slots = new Int32Array(this.#slots.length * 2).fill(-1);
    const mask = slots.length - 1;
    for (let row = 0; row < this.length; row++) {
      let slot = hash(this.a.get(row), this.b.get(row), this.c.get(row)) & mask;
      while ((slots[slot] ?? -1) >= 0) slot = (slot + 1) & mask;
      slots[slot] = row;
    }
    this.#slots = slots;
  }
}

function hash(a: number, b: number, c: number): number {
  let h = Math.imul(a ^ 0x9e3779b9, 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 15) ^ b, 0xc2b2ae35);
  h = Math.imul(h ^ (h >>> 13) ^ c, 0x27d4eb2f);
  return (h ^ (h >>> 16)) >>> 0;
}
