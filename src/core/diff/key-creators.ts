import { NONE } from '../model/column.ts';
import type { CommonTables } from './common-tables.ts';
import type { FunctionNames } from './function-names.ts';
import type { PlacedSnapshot } from './place-snapshots.ts';
import type { StackKeys } from './stack-keys.ts';

/** Started by several functions: the creator does not tell such goroutines apart. */
export const SEVERAL = -2;

/** The canonical name of the function that started the goroutines of each key: NONE where not told, or SEVERAL. */
export interface KeyCreators {
  readonly before: Int32Array;
  readonly after: Int32Array;
}

export function keyCreators(
  placed: readonly PlacedSnapshot[],
  keys: StackKeys,
  tables: CommonTables,
  names: FunctionNames,
): KeyCreators {
  const of = (snapshot: number) => creatorsIn(placed.at(snapshot), keys.ofSample.at(snapshot), keys, tables, names);
  return { before: of(0), after: of(-1) };
}

function creatorsIn(
  placed: PlacedSnapshot | undefined,
  ofSample: Int32Array | undefined,
  keys: StackKeys,
  tables: CommonTables,
  names: FunctionNames,
): Int32Array {
  const creators = new Int32Array(keys.length).fill(NONE);
  if (placed === undefined) return creators;
  const { samples } = placed.snapshot;
  for (let sample = 0; sample < samples.length; sample++) {
    const key = ofSample?.[sample] ?? NONE;
    const creator = samples.creator[sample] ?? NONE;
    const frame = creator === NONE ? NONE : (placed.placement.creatorFrames[creator] ?? NONE);
    if (key === NONE || frame === NONE) continue;
    const name = names.canonical[tables.frames.a.get(frame)] ?? NONE;
    creators[key] = creators[key] === NONE || creators[key] === name ? name : SEVERAL;
  }
  return creators;
}
