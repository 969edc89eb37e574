import { decode } from '../../src/core/decode/decode.ts';
import type { DecodeOptions } from '../../src/core/decode/decode-result.ts';
import type { DecodeError } from '../../src/core/model/decode-error.ts';
import { checkIntegrity } from '../../src/core/model/integrity.ts';
import type { Snapshot } from '../../src/core/model/snapshot.ts';

/** The snapshot in a text or a file; throws where there is none or where its tables are broken. */
export function snapshotOf(input: string | Uint8Array, options: DecodeOptions = {}): Snapshot {
  const result = decode(toBytes(input), options);
  if (!result.ok) throw new Error(`${result.error.kind}: ${result.error.message}`);
  if (result.decoded.kind !== 'snapshot') throw new Error('the file is a comparison by itself');
  const problems = checkIntegrity(result.decoded.snapshot);
  if (problems.length > 0) throw new Error(problems.join('\n'));
  return result.decoded.snapshot;
}

/** The error of a text or a file that can't be read; throws where it can. */
export function errorOf(input: string | Uint8Array, options: DecodeOptions = {}): DecodeError {
  const result = decode(toBytes(input), options);
  if (result.ok) throw new Error('it could be read');
  return result.error;
}

export function toBytes(input: string | Uint8Array): Uint8Array {
  return typeof input === 'string' ? new TextEncoder().encode(input) : input;
}
