/**
 * Numbers the distinct triples of int32 that it is given, from 0 in order of first sight. Open addressing over flat
 * arrays: no object and no string a key, so millions of keys stay cheap. The three numbers of a key lie side by side,
 * so that a look costs two places in memory: the slot and the key.
 */
export class InternTable {
  #slots: Int32Array;
  #keys: Int32Array;
  #length = 0;
  /** The row that was given last: many are asked for again at once. */
  #last = 0;
  readonly a: KeyColumn = this.#column(0);
  readonly b: KeyColumn = this.#column(1);
  readonly c: KeyColumn = this.#column(2);

  /** `capacity`: how many keys are expected. More may come. */
  constructor(capacity = 64) {
    this.#slots = new Int32Array(2 ** Math.ceil(Math.log2(Math.max(256, capacity * 2 + 2)))).fill(-1);
    this.#keys = new Int32Array(3 * Math.max(16, capacity));
  }

  get length(): number {
    return this.#length;
  }

  intern(a: number, b: number, c = 0): number {
    const keys = this.#keys;
    const last = 3 * this.#last;
    if (this.#length > 0 && keys[last] === a && keys[last + 1] === b && keys[last + 2] === c) return this.#last;
    const slot = this.#slotOf(a, b, c);
    const known = this.#slots[slot] ?? -1;
    if (known >= 0) {
      this.#last = known;
      return known;
    }
    const row = this.#length++;
    const place = 3 * row;
    this.#last = row;
    if (place === this.#keys.length) this.#grow();
    this.#keys[place] = a;
    this.#keys[place + 1] = b;
    this.#keys[place + 2] = c;
    this.#slots[slot] = row;
    if (this.#length * 2 > this.#slots.length) this.#rehash();
    return row;
  }

  /** The slot that holds the triple, or the free one where it belongs. */
  #slotOf(a: number, b: number, c: number): number {
    const slots = this.#slots;
    const keys = this.#keys;
    const mask = slots.length - 1;
    let slot = hash(a, b, c) & mask;
    for (;;) {
      const row = slots[slot] ?? -1;
      if (row < 0) return slot;
      const place = 3 * row;
      if (keys[place] === a && keys[place + 1] === b && keys[place + 2] === c) return slot;
      slot = (slot + 1) & mask;
    }
  }

  #grow(): void {
    const grown = new Int32Array(3 * (this.#length + (this.#length >> 1) + 16));
    grown.set(this.#keys);
    this.#keys = grown;
  }

  #rehash(): void {
    const keys = this.#keys;
    const slots = new Int32Array(this.#slots.length * 2).fill(-1);
    const mask = slots.length - 1;
    for (let row = 0, place = 0; row < this.#length; row++, place += 3) {
      let slot = hash(keys[place] ?? 0, keys[place + 1] ?? 0, keys[place + 2] ?? 0) & mask;
      while ((slots[slot] ?? -1) >= 0) slot = (slot + 1) & mask;
      slots[slot] = row;
    }
    this.#slots = slots;
  }

  #column(offset: number): KeyColumn {
    return {
      get: (row) => (row >= 0 && row < this.#length ? (this.#keys[3 * row + offset] ?? 0) : 0),
      finish: () => {
        const column = new Int32Array(this.#length);
        for (let row = 0, place = offset; row < column.length; row++, place += 3) column[row] = this.#keys[place] ?? 0;
        return column;
      },
    };
  }
}

/** One of the three numbers of all keys of an InternTable. */
export interface KeyColumn {
  /** 0 where there is no such row. */
  get(row: number): number;
  /** An exact copy. */
  finish(): Int32Array<ArrayBuffer>;
}

function hash(a: number, b: number, c: number): number {
  let h = Math.imul(a ^ 0x9e3779b9, 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 15) ^ b, 0xc2b2ae35);
  h = Math.imul(h ^ (h >>> 13) ^ c, 0x27d4eb2f);
  return (h ^ (h >>> 16)) >>> 0;
}
