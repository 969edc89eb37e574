import { NONE } from '../model/column.ts';
import { StackTableBuilder } from '../model/stack-table-builder.ts';
import type { CommonTables } from './common-tables.ts';

/** "No stack of the target corresponds." Distinct from NONE, the stack without frames. */
export const NOWHERE = -2;

/**
 * For each stack a number that is equal for stacks whose functions have equal numbers, frame by frame; a function
 * numbered -1 is left out.
 */
export function projectStacks(tables: CommonTables, numberOfFunction: Int32Array): Int32Array {
  const { stacks } = tables;
  const { length } = stacks;
  const { a: functionOf } = tables.frames;
  const projected = new StackTableBuilder();
  const rows = new Int32Array(length);
  for (let stack = 0; stack < length; stack++) {
    const parent = stacks.parentOf(stack);
    const caller = parent === NONE ? NONE : (rows[parent] ?? NONE);
    const number = numberOfFunction[functionOf.get(stacks.frameOf(stack))] ?? -1;
    rows[stack] = number === -1 ? caller : projected.intern(caller, number);
  }
  return rows;
}

/** For each stack the one whose frames are its frames' counterparts, or NOWHERE. */
export function alignStacks(tables: CommonTables, counterpart: Int32Array): Int32Array {
  const { stacks } = tables;
  const rows = new Int32Array(stacks.length);
  for (let stack = 0; stack < rows.length; stack++) {
    const parent = stacks.parentOf(stack);
    const caller = parent === NONE ? NONE : (rows[parent] ?? NOWHERE);
    const frame = counterpart[stacks.frameOf(stack)] ?? NONE;
    const found = caller === NOWHERE || frame === NONE ? -1 : stacks.find(caller, frame);
    rows[stack] = found === -1 ? NOWHERE : found;
  }
  return rows;
}
