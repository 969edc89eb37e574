import { NONE } from '../model/column.ts';
import type { CommonTables } from './common-tables.ts';
import type { MatchTier } from './diff.ts';
import type { FrameCorrespondence } from './frame-correspondence.ts';
import type { FunctionNames } from './function-names.ts';

/**
 * Whether nothing that is known of the two builds speaks against two stacks being one: no frame has another
 * counterpart, no line has changed where its file stood still, and no numbered closure is taken for the one that
 * happens to have its number now. Stacks are equal by the functions of the tier already.
 */
export function stacksAgree(
  tables: CommonTables,
  names: FunctionNames,
  frames: FrameCorrespondence | null,
  before: number,
  after: number,
  tier: MatchTier,
): boolean {
  if (frames === null) return true;
  const { stacks } = tables;
  const skips = tier === 'canonical';
  let left = skips ? compared(tables, names, before) : before;
  let right = skips ? compared(tables, names, after) : after;
  while (left !== NONE && right !== NONE) {
    if (!framesAgree(tables, names, frames, stacks.frameOf(left), stacks.frameOf(right), tier)) return false;
    left = stacks.parentOf(left);
    right = stacks.parentOf(right);
    if (skips) {
      left = compared(tables, names, left);
      right = compared(tables, names, right);
    }
  }
  return left === right;
}

/** The stack, or the nearest one below its leaf whose frame is not left out of canonical stacks. */
function compared(tables: CommonTables, names: FunctionNames, stack: number): number {
  let row = stack;
  while (row !== NONE && names.canonical[tables.frames.a.get(tables.stacks.frameOf(row))] === -1) {
    row = tables.stacks.parentOf(row);
  }
  return row;
}

function framesAgree(
  tables: CommonTables,
  names: FunctionNames,
  frames: FrameCorrespondence,
  before: number,
  after: number,
  tier: MatchTier,
): boolean {
  const there = frames.after[before] ?? NONE;
  if (there === after) return true;
  if (there !== NONE || (frames.before[after] ?? NONE) !== NONE) return false;
  if (before === after) return true;
  const fnBefore = tables.frames.a.get(before);
  const fnAfter = tables.frames.a.get(after);
  const oneFile = names.file[fnBefore] === names.file[fnAfter];
  if (oneFile && (frames.settled[before] === 1 || frames.settled[after] === 1)) return false;
  return tier === 'canonical' || names.numbered[fnBefore] === 0;
}
