import { readFileSync } from 'node:fs';
import { decode } from '../../src/core/decode/decode.ts';
import type { Snapshot } from '../../src/core/model/snapshot.ts';

/** The snapshot of a file under test/fixtures. Throws where it cannot be read, or is a comparison. */
export function readSnapshot(path: string): Snapshot {
  const result = decode(readFileSync(new URL(`../fixtures/${path}`, import.meta.url)));
  if (!result.ok) throw new Error(`${path}: ${result.error.message}`);
  if (result.decoded.kind !== 'snapshot') throw new Error(`${path} is a comparison`);
  return result.decoded.snapshot;
}
