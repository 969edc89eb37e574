/** A readonly column of a table: the value of type V at each row of type R. Backed by a typed array. */
export interface Column<R extends number, V extends number> {
  readonly length: number;
  readonly byteLength: number;
  readonly buffer: ArrayBufferLike;
  readonly [row: number]: V;
  [Symbol.iterator](): IterableIterator<V>;
  readonly __row?: R;
}

/**
 * The value at a row that the caller knows to exist. Loops over a whole table index its columns themselves: all columns
 * go through this one access, and where arrays of several kinds do, the engine looks up each time how to read them.
 */
export function at<R extends number, V extends number>(column: Column<R, V>, row: R): V {
  return column[row] as V;
}

/** Names the rows and values of a finished typed array. The array must not be written to afterwards. */
export function seal<R extends number, V extends number>(
  array: Int32Array | Uint32Array | Float64Array | Uint16Array | Uint8Array,
): Column<R, V> {
  return array as unknown as Column<R, V>;
}

/** "There is no such row" in a column of indices. */
export const NONE = -1;
export type None = typeof NONE;

/** An Int32Array that grows. Only builders hold one; `finish` gives an exact copy. */
export class Int32Growable {
  #items: Int32Array;
  length = 0;

  constructor(capacity = 64) {
    this.#items = new Int32Array(capacity);
  }

  push(value: number): number {
    if (this.length === this.#items.length) {
      const grown = new Int32Array(Math.max(64, this.length + (this.length >> 1)));
      grown.set(this.#items);
      this.#items = grown;
    }
    this.#items[this.length] = value;
    return this.length++;
  }

  get(row: number): number {
    return this.#items[row] ?? 0;
  }

  set(row: number, value: number): void {
    this.#items[row] = value;
  }

  finish(): Int32Array<ArrayBuffer> {
    return new Int32Array(this.#items.subarray(0, this.length));
  }
}

/** A Float64Array that grows, for counts and 64-bit goroutine ids. */
export class Float64Growable {
  #items: Float64Array;
  length = 0;

  constructor(capacity = 64) {
    this.#items = new Float64Array(capacity);
  }

  push(value: number): number {
    if (this.length === this.#items.length) {
      const grown = new Float64Array(Math.max(64, this.length + (this.length >> 1)));
      grown.set(this.#items);
      this.#items = grown;
    }
    this.#items[this.length] = value;
    return this.length++;
  }

  get(row: number): number {
    return this.#items[row] ?? 0;
  }

  add(row: number, value: number): void {
    this.#items[row] = (this.#items[row] ?? 0) + value;
  }

  finish(): Float64Array<ArrayBuffer> {
    return new Float64Array(this.#items.subarray(0, this.length));
  }
}
