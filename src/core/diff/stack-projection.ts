import { NONE } from '../model/column.ts';
import { StackTableBuilder } from '../model/stack-table-builder.ts';
import type { CommonTables } from './common-tables.ts';

/** "No stack of the target corresponds." Distinct from NONE, the stack without frames. */
export const NOWHERE = -2;

/**
 * Some of the common stacks, with all their callers, as a table of its own: tiers weaker than exact look at what is
 * left over, which is little where two snapshots are much alike. A caller lies before what it calls.
 */
export class StackSelection {
  readonly #tables: CommonTables;
  /** The rows of the common stacks, ascending. */
  readonly stack: Int32Array;
  /** For each, where its caller lies here, or NONE. */
  readonly #caller: Int32Array;

  constructor(tables: CommonTables, wanted: Iterable<number>) {
    const { stacks } = tables;
    const chosen = new Uint8Array(stacks.length);
    let length = 0;
    for (const stack of wanted) {
      for (let row = stack; row >= 0 && chosen[row] === 0; row = stacks.parentOf(row)) {
        chosen[row] = 1;
        length++;
      }
    }
    this.#tables = tables;
    this.stack = new Int32Array(length);
    this.#caller = new Int32Array(length);
    for (let row = 0, place = 0; place < length; row++) {
      if (chosen[row] === 0) continue;
      const parent = stacks.parentOf(row);
      this.stack[place] = row;
      this.#caller[place] = parent === NONE ? NONE : this.#find(parent, place);
      place++;
    }
  }

  /** Where a stack lies here; NONE for one that was not wanted. */
  placeOf(stack: number): number {
    return this.#find(stack, this.stack.length);
  }

  /**
   * For each stack a number that is equal for stacks whose functions have equal numbers, frame by frame; a function
   * numbered -1 is left out.
   */
  project(numberOfFunction: Int32Array): Int32Array {
    const { stacks, frames } = this.#tables;
    const projected = new StackTableBuilder();
    const rows = new Int32Array(this.stack.length);
    for (let place = 0; place < rows.length; place++) {
      const above = this.#caller[place] ?? NONE;
      const caller = above === NONE ? NONE : (rows[above] ?? NONE);
      const number = numberOfFunction[frames.a.get(stacks.frameOf(this.stack[place] ?? 0))] ?? -1;
      rows[place] = number === -1 ? caller : projected.intern(caller, number);
    }
    return rows;
  }

  /** For each stack the common one whose frames are its frames' counterparts, or NOWHERE. */
  align(counterpart: Int32Array): Int32Array {
    const { stacks } = this.#tables;
    const rows = new Int32Array(this.stack.length);
    for (let place = 0; place < rows.length; place++) {
      const above = this.#caller[place] ?? NONE;
      const caller = above === NONE ? NONE : (rows[above] ?? NOWHERE);
      const frame = counterpart[stacks.frameOf(this.stack[place] ?? 0)] ?? NONE;
      const found = caller === NOWHERE || frame === NONE ? -1 : stacks.find(caller, frame);
      rows[place] = found === -1 ? NOWHERE : found;
    }
    return rows;
  }

  /** Looks among the first `end`, from behind: a caller most often lies just before what it calls. */
  #find(stack: number, end: number): number {
    if (this.stack[end - 1] === stack) return end - 1;
    let low = 0;
    let high = end;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.stack[middle] ?? 0) < stack) low = middle + 1;
      else high = middle;
    }
    return this.stack[low] === stack && low < end ? low : NONE;
  }
}
