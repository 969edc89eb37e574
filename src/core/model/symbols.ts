import type { Column, None } from './column.ts';
import type { CreatorIndex, FrameIndex, FunctionIndex, LabelSetIndex, StackIndex, StringIndex } from './index-types.ts';

/** A function of the program: its name as the runtime prints it, and the file that defines it. */
export interface FunctionTable {
  readonly length: number;
  readonly name: Column<FunctionIndex, StringIndex>;
  readonly file: Column<FunctionIndex, StringIndex>;
}

/** A place in a function. `line` is 0 where it is not known; `inlined` is 1 for a frame without a frame of its own. */
export interface FrameTable {
  readonly length: number;
  readonly function: Column<FrameIndex, FunctionIndex>;
  readonly line: Column<FrameIndex, number>;
  readonly inlined: Column<FrameIndex, number>;
}

/**
 * All stacks as one prefix tree, from the root (the goroutine's entry) to the leaf (where it is parked).
 * A stack is named by the row of its leaf. `parent` is the caller's row, or NONE at a root, and is always
 * smaller than the row itself; no two rows have the same parent and frame. A goroutine without any frame has
 * the stack NONE.
 */
export interface StackTable {
  readonly length: number;
  readonly parent: Column<StackIndex, StackIndex | None>;
  readonly frame: Column<StackIndex, FrameIndex>;
}

/**
 * "created by": the frame of the go statement. `parent` is who started that goroutine in turn, where ancestors
 * tell, and is always smaller than the row itself.
 */
export interface CreatorTable {
  readonly length: number;
  readonly parent: Column<CreatorIndex, CreatorIndex | None>;
  readonly frame: Column<CreatorIndex, FrameIndex>;
}

/**
 * Sets of pprof labels. The labels of set s are the entries start[s] … start[s + 1] − 1 of `key` and `value`,
 * by key ascending. Set 0 is the empty one.
 */
export interface LabelSetTable {
  readonly length: number;
  readonly start: Column<LabelSetIndex, number>;
  readonly key: Column<number, StringIndex>;
  readonly value: Column<number, StringIndex>;
}

/** The tables that samples and rows point into. strings[0] is "". */
export interface Symbols {
  readonly strings: readonly string[];
  readonly functions: FunctionTable;
  readonly frames: FrameTable;
  readonly stacks: StackTable;
  readonly creators: CreatorTable;
  readonly labelSets: LabelSetTable;
}
