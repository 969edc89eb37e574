import { Int32Growable, seal } from './column.ts';
import { InternTable } from './intern-table.ts';
import type { StackTable } from './symbols.ts';

/**
 * The mutable side of a StackTable. A row's first child is most often the row after it (a new stack is added from its
 * root to its leaf in one go), so that place is looked at first, and only the children that lie elsewhere are in a
 * hash table: there are about as many as stacks, not as frames of stacks.
 */
export class StackTableBuilder {
  readonly #parent = new Int32Growable(1024);
  readonly #frame = new Int32Growable(1024);
  /** (parent, frame) of the children that are not in the row after their parent's. */
  readonly #elsewhere = new InternTable();
  readonly #elsewhereRow = new Int32Growable();

  /** The row of the stack that calls `frame` from the stack `parent` (−1: none). */
  intern(parent: number, frame: number): number {
    const next = parent + 1;
    // Nothing can hang from the last row yet.
    if (next === this.#parent.length) return this.#add(parent, frame);
    if (this.#parent.get(next) === parent && this.#frame.get(next) === frame) return next;
    const child = this.#elsewhere.intern(parent, frame);
    if (child < this.#elsewhereRow.length) return this.#elsewhereRow.get(child);
    return this.#elsewhereRow.get(this.#elsewhereRow.push(this.#add(parent, frame)));
  }

  finish(): StackTable {
    return {
      length: this.#parent.length,
      parent: seal(this.#parent.finish()),
      frame: seal(this.#frame.finish()),
    };
  }

  #add(parent: number, frame: number): number {
    this.#frame.push(frame);
    return this.#parent.push(parent);
  }
}
