import { createDecoder, decode } from '../../src/core/decode/decode.ts';
import type { DecodeResult } from '../../src/core/decode/decode-result.ts';
import { checkIntegrity } from '../../src/core/model/integrity.ts';
import type { Snapshot } from '../../src/core/model/snapshot.ts';
import { drawSnapshot } from '../support/draw-snapshot.ts';
import { listFixtures, readFixture } from '../support/fixtures.ts';
import { mutate, randomFrom } from './mutate.ts';

/** A capture, and the most goroutines that it can be read to have. */
interface Seed {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly most: number;
}

/** A case that broke a rule: what the rule is, and the bytes that break it. */
export interface Failure {
  readonly path: string;
  readonly number: number;
  readonly mutation: string;
  readonly problem: string;
  readonly bytes: Uint8Array;
}

/** Microseconds of the processor: a busy machine is no hang. */
const LONGEST = 2_000_000;
/** Larger captures make a case slow and teach nothing more. */
const LARGEST = 1 << 17;

export function loadSeeds(): Seed[] {
  return listFixtures('')
    .filter((path) => !/^(?:golden|src)\/|\.sh$/.test(path))
    .map((path) => ({ path, bytes: readFixture(path) }))
    .filter(({ bytes }) => bytes.length > 0 && bytes.length <= LARGEST)
    .map(({ path, bytes }) => ({ path, bytes, most: mostGoroutines(bytes) }));
}

/**
 * Mutates captures `cases` times, from a seed on, and gives those where the decoder threw, took longer than two
 * seconds, made unsound tables, read other chunks otherwise, or counted more goroutines than there are.
 */
export function checkMutations(seeds: readonly Seed[], first: number, cases: number): Failure[] {
  const failures: Failure[] = [];
  for (let number = first; number < first + cases; number++) {
    const random = randomFrom(number);
    const seed = seeds[Math.floor(random() * seeds.length)];
    const other = seeds[Math.floor(random() * seeds.length)];
    if (seed === undefined || other === undefined) break;
    const mutation = mutate(seed.bytes, other.bytes, random);
    const problem = problemWith(mutation.bytes, mutation.adds ? Number.POSITIVE_INFINITY : seed.most, random);
    if (problem !== null) {
      failures.push({ path: seed.path, number, mutation: mutation.name, problem, bytes: mutation.bytes });
    }
  }
  return failures;
}

function problemWith(bytes: Uint8Array, most: number, random: () => number): string | null {
  const start = process.cpuUsage();
  try {
    const result = decode(bytes);
    const { user, system } = process.cpuUsage(start);
    if (user + system > LONGEST) return `took ${Math.round((user + system) / 1000)} ms`;
    for (const snapshot of snapshotsOf(result)) {
      const problems = checkIntegrity(snapshot);
      if (problems.length > 0) return problems.join('; ');
      const total = totalOf(snapshot);
      if (total > most && !isDoubted(snapshot)) return `counts ${total} goroutines where there are ${most}`;
    }
    if (random() < 0.1 && drawResult(result) !== drawResult(inChunks(bytes, random))) return 'chunks make a difference';
    return null;
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
}

/** Counted formats say so when their numbers can't be right; a count in a protobuf without a checksum can be anything. */
function isDoubted({ origin, warnings }: Snapshot): boolean {
  if (origin.format === 'debug1') return warnings.some(({ code }) => code === 'count-mismatch');
  const checked = origin.layers.includes('gzip') && !warnings.some(({ code }) => code === 'gzip-damaged');
  return origin.format === 'pprof' && !checked;
}

function mostGoroutines(bytes: Uint8Array): number {
  const counts = snapshotsOf(decode(bytes, { keepSystem: true })).map(({ origin, samples, ...rest }) => {
    if (origin.format === 'pprof' || origin.format === 'debug1') return totalOf({ origin, samples, ...rest });
    return Number.POSITIVE_INFINITY;
  });
  if (counts.every(Number.isFinite)) return Math.max(0, ...counts);
  // Text with ids: the flip of a bit may make a dump of another one the chosen one.
  const dumps = ['first', 1, 2, 3, 4, 5, 6, 'last'] as const;
  return dumps.reduce<number>((sum, dump) => {
    const found = snapshotsOf(decode(bytes, { keepSystem: true, dump })).map(totalOf);
    return sum + Math.max(0, ...found);
  }, 0);
}

function snapshotsOf(result: DecodeResult): Snapshot[] {
  if (!result.ok) return [];
  const { decoded } = result;
  return decoded.kind === 'snapshot' ? [decoded.snapshot] : [decoded.before, decoded.after];
}

function totalOf({ samples }: Snapshot): number {
  let total = 0;
  for (const count of samples.count) total += count;
  return total;
}

function drawResult(result: DecodeResult): string {
  return result.ok ? snapshotsOf(result).map(drawSnapshot).join('\n') : JSON.stringify(result.error);
}

function inChunks(bytes: Uint8Array, random: () => number): DecodeResult {
  const decoder = createDecoder();
  for (let i = 0; i < bytes.length; ) {
    const size = 1 + Math.floor(random() ** 4 * bytes.length);
    decoder.push(bytes.slice(i, i + size));
    i += size;
  }
  return decoder.finish();
}
