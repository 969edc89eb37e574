import { Int32Growable, seal } from './column.ts';
import { InternTable } from './intern-table.ts';
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
  /** (parent, frame) of the children that are not in the row after their parent's. */
  readonly #elsewhere: InternTable;
  readonly #elsewhereRow: Int32Growable;

  /** `capacity`: how many rows and how many branches are expected. More may come. */
  constructor(capacity = { rows: 1024, branches: 64 }) {
    this.#parent = new Int32Array(capacity.rows);
    this.#frame = new Int32Array(capacity.rows);
    this.#elsewhere = new InternTable(capacity.branches);
    this.#elsewhereRow = new Int32Growable(capacity.branches);
  }

  /** The row of the stack that calls `frame` from the stack `parent` (−1: none). */
  intern(parent: number, frame: number): number {
    const next = parent + 1;
    // Nothing can hang from the last row yet.
    if (next === this.#length) return this.#add(parent, frame);
    if (this.#parent[next] === parent && this.#frame[next] === frame) return next;
    const child = this.#elsewhere.intern(parent, frame);
    if (child < this.#elsewhereRow.length) return this.#elsewhereRow.get(child);
    return this.#elsewhereRow.get(this.#elsewhereRow.push(this.#add(parent, frame)));
  }

  /** The row that `intern` would give, or −1 where there is no such stack. */
  find(parent: number, frame: number): number {
    const next = parent + 1;
    if (next === this.#length) return -1;
    if (this.#parent[next] === parent && this.#frame[next] === frame) return next;
    const child = this.#elsewhere.find(parent, frame);
    return child < 0 ? -1 : this.#elsewhereRow.get(child);
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

  finish(): StackTable {
    return {
      length: this.#length,
      parent: seal(this.#parent.slice(0, this.#length)),
      frame: seal(this.#frame.slice(0, this.#length)),
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
}

function grown(column: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(column.length + (column.length >> 1) + 16);
  larger.set(column);
  return larger;
}
