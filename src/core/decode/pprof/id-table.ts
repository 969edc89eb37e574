import { Int32Growable } from '../../model/column.ts';
import type { Int64 } from './wire-reader.ts';

/** Ids below this are looked up in an array. Go numbers its tables from 1. */
const DENSE = 1 << 22;

/**
 * Rows for the ids of a table, from 0 in order of first sight, be that a use or a definition: profiles use locations
 * and functions before they define them. Definitions are numbered by themselves, in the order of the file.
 */
export class IdTable {
  #dense = new Int32Array(1024).fill(-1);
  readonly #sparse = new Map<Int64, number>();
  readonly #definition = new Int32Growable(1024);
  #definitions = 0;

  get length(): number {
    return this.#definition.length;
  }

  /** Which definition a row has, or −1. */
  definition(row: number): number {
    return this.#definition.get(row);
  }

  /** Which definition an id has, or −1. */
  definitionOf(id: Int64): number {
    const row = typeof id === 'number' && id < DENSE ? (this.#dense[id] ?? -1) : (this.#sparse.get(id) ?? -1);
    return row < 0 ? -1 : this.#definition.get(row);
  }

  /** For each id below its length its definition, or −1. Of the ids as they are now. */
  byId(): Int32Array {
    return this.#dense.map((row) => (row < 0 ? -1 : this.#definition.get(row)));
  }

  /** Takes the next definition to be that of `id`; false where it has one already. */
  define(id: Int64): boolean {
    const row = this.row(id);
    if (this.#definition.get(row) >= 0) return false;
    this.#definition.set(row, this.#definitions++);
    return true;
  }

  row(id: Int64): number {
    if (typeof id === 'number' && id < DENSE) {
      const known = this.#dense[id] ?? -1;
      if (known >= 0) return known;
      if (id >= this.#dense.length) this.#grow(id);
      const row = this.#definition.push(-1);
      this.#dense[id] = row;
      return row;
    }
    const known = this.#sparse.get(id);
    if (known !== undefined) return known;
    const row = this.#definition.push(-1);
    this.#sparse.set(id, row);
    return row;
  }

  #grow(id: number): void {
    let size = this.#dense.length;
    while (size <= id) size *= 2;
    const grown = new Int32Array(size).fill(-1);
    grown.set(this.#dense);
    this.#dense = grown;
  }
}
