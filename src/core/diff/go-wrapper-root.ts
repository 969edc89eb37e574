import { NONE } from '../model/column.ts';
import type { CommonTables } from './common-tables.ts';
import type { PlacedSnapshot } from './place-snapshots.ts';

/**
 * Crash dumps of Go 1.17 to 1.21 show the wrapper that the compiler makes for a go statement with arguments as a root
 * of its own, named like a closure of the creator and standing at the go statement. Other formats hide it. A closure
 * on one line looks the same, so the root is dropped only where another snapshot has the stack without it and none has
 * it with it.
 */
export function withoutGoWrapperRoots(
  placed: readonly PlacedSnapshot[],
  tables: CommonTables,
): readonly PlacedSnapshot[] {
  if (!placed.some(isCrash) || placed.every(isCrash)) return placed;
  const elsewhere = new Set<number>();
  for (const side of placed) if (!isCrash(side)) for (const stack of side.stackOfSample) elsewhere.add(stack);
  return placed.map((side) => (isCrash(side) ? dropRoots(side, tables, elsewhere) : side));
}

function isCrash({ snapshot }: PlacedSnapshot): boolean {
  return snapshot.origin.format === 'crash';
}

function dropRoots(side: PlacedSnapshot, tables: CommonTables, elsewhere: ReadonlySet<number>): PlacedSnapshot {
  const stackOfSample = side.stackOfSample.map((stack, sample) => {
    if (stack < 0 || elsewhere.has(stack)) return stack;
    const creator = side.snapshot.samples.creator[sample] ?? NONE;
    const frame = creator === NONE ? NONE : (side.placement.creatorFrames[creator] ?? NONE);
    const without = frame === NONE ? null : withoutWrapper(stack, frame, tables);
    return without !== null && elsewhere.has(without) ? without : stack;
  });
  return { ...side, stackOfSample };
}

/** The stack without its root, where that is the wrapper of the go statement at `creator`; else null. */
function withoutWrapper(stack: number, creator: number, tables: CommonTables): number | null {
  const frames: number[] = [];
  for (let row = stack; row !== NONE; row = tables.stacks.parentOf(row)) frames.push(tables.stacks.frameOf(row));
  const root = frames.pop();
  if (root === undefined || frames.length === 0 || tables.frames.b.get(root) !== tables.frames.b.get(creator)) {
    return null;
  }
  const name = tables.nameOf(tables.frames.a.get(root));
  const owner = tables.nameOf(tables.frames.a.get(creator));
  if (!name.startsWith(`${owner}.`) || !/^(?:func)?\d+$/.test(name.slice(owner.length + 1))) return null;
  let row: number = NONE;
  for (let i = frames.length - 1; i >= 0; i--) {
    row = tables.stacks.find(row, frames[i] ?? NONE);
    if (row === -1) return null;
  }
  return row;
}
