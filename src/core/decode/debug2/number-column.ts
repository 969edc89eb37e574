const WIDEST_UINT32 = 0xffffffff;

/** A growable column of whole numbers ≥ 0 that takes 4 bytes a row, and 8 from the first that needs it. */
export class NumberColumn {
  #items: Uint32Array<ArrayBuffer> | Float64Array<ArrayBuffer> = new Uint32Array(256);
  length = 0;

  push(value: number): void {
    if (value > WIDEST_UINT32 && this.#items instanceof Uint32Array) this.#items = Float64Array.from(this.#items);
    if (this.length === this.#items.length) {
      const size = this.length + (this.length >> 1);
      const grown = this.#items instanceof Uint32Array ? new Uint32Array(size) : new Float64Array(size);
      grown.set(this.#items);
      this.#items = grown;
    }
    this.#items[this.length++] = value;
  }

  get(row: number): number {
    return this.#items[row] ?? 0;
  }

  set(row: number, value: number): void {
    this.#items[row] = value;
  }

  /** Drops the rows [from, to) and moves the later ones up. */
  remove(from: number, to: number): void {
    this.#items.copyWithin(from, to, this.length);
    this.length -= to - from;
  }

  finish(from: number, to: number): Uint32Array<ArrayBuffer> | Float64Array<ArrayBuffer> {
    return this.#items.slice(from, to);
  }
}
