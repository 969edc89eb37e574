import { NONE } from '../model/column.ts';
import { SampleFlag } from '../model/snapshot.ts';
import type { CommonTables } from './common-tables.ts';
import type { PlacedSnapshot } from './place-snapshots.ts';

/**
 * How many frames from the leaf every format shows of a stack that is too deep for one of them: protobuf up to Go 1.22
 * keeps 32 of the leaf, of which a few are the runtime's; debug=2 keeps the 50 innermost and the 50 outermost.
 */
const SHOWN_BY_ALL = 24;

/**
 * Brings stacks that one format cuts short to the part that all formats show, so that they can be compared: a stack
 * whose innermost frames are those of a cut one loses its other frames on every side. Nothing is changed between
 * snapshots of one format, which cut alike.
 */
export function toCommonLeafPart(placed: readonly PlacedSnapshot[], tables: CommonTables): readonly PlacedSnapshot[] {
  const formats = new Set(placed.map(({ snapshot }) => snapshot.origin.format));
  if (formats.size < 2) return placed;
  const cut = cutLeafParts(placed, tables);
  if (cut.size === 0) return placed;
  const leafParts = new Map<number, number>();
  return placed.map((side) => ({
    ...side,
    stackOfSample: side.stackOfSample.map((stack) => {
      let part = leafParts.get(stack);
      if (part === undefined) {
        const leaf = leafPart(stack, tables);
        part = leaf !== null && cut.has(leaf) ? leaf : stack;
        leafParts.set(stack, part);
      }
      return part;
    }),
  }));
}

/** The innermost parts of stacks that a format says it has cut. */
function cutLeafParts(placed: readonly PlacedSnapshot[], tables: CommonTables): Set<number> {
  const parts = new Set<number>();
  for (const { snapshot, stackOfSample } of placed) {
    for (let sample = 0; sample < stackOfSample.length; sample++) {
      if (((snapshot.samples.flags[sample] ?? 0) & (SampleFlag.Elided | SampleFlag.DepthCapped)) === 0) continue;
      const leaf = leafPart(stackOfSample[sample] ?? NONE, tables);
      if (leaf !== null) parts.add(leaf);
    }
  }
  return parts;
}

/** The stack of the innermost frames alone; null for stacks that have no more. */
function leafPart(stack: number, tables: CommonTables): number | null {
  const frames: number[] = [];
  let row = stack;
  for (; row >= 0 && frames.length < SHOWN_BY_ALL; row = tables.stacks.parentOf(row))
    frames.push(tables.stacks.frameOf(row));
  if (frames.length < SHOWN_BY_ALL) return null;
  return frames.reduceRight((caller, frame) => tables.stacks.intern(caller, frame), NONE);
}
