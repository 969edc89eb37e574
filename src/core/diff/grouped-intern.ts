import { Int32Growable } from '../model/column.ts';
import { InternTable } from '../model/intern-table.ts';

/**
 * Numbers distinct (group, a, b), from 0 in order of first sight, where groups are whole numbers from 0 and most have
 * one (a, b) only: that one is looked up without hashing.
 */
export class GroupedIntern {
  readonly group: Int32Growable;
  readonly a: Int32Growable;
  readonly b: Int32Growable;
  /** For each group its first row, or −1. */
  readonly #first: Int32Array;
  /** The others: their rows by place in the table. */
  readonly #others = new InternTable();
  readonly #otherRows = new Int32Growable();

  /** How many groups there are, and how many rows are expected. More rows may come. */
  constructor(groups: number, rows = groups) {
    this.#first = new Int32Array(groups).fill(-1);
    this.group = new Int32Growable(rows);
    this.a = new Int32Growable(rows);
    this.b = new Int32Growable(rows);
  }

  get length(): number {
    return this.group.length;
  }

  intern(group: number, a: number, b: number): number {
    const first = this.#first[group] ?? -1;
    if (first < 0) {
      const row = this.#add(group, a, b);
      this.#first[group] = row;
      return row;
    }
    if (this.a.get(first) === a && this.b.get(first) === b) return first;
    const other = this.#others.intern(group, a, b);
    if (other < this.#otherRows.length) return this.#otherRows.get(other);
    return this.#otherRows.get(this.#otherRows.push(this.#add(group, a, b)));
  }

  #add(group: number, a: number, b: number): number {
    this.a.push(a);
    this.b.push(b);
    return this.group.push(group);
  }
}
