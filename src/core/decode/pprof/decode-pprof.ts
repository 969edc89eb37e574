import { type Origin, SampleFlag } from '../../model/snapshot.ts';
import { STATE_COMMENT } from '../../model/state-label.ts';
import { type Decoded, type DecodeResult, failure, type LayerReport } from '../decode-result.ts';
import { isBase, labelPairs, takeState } from './labels.ts';
import { pprofWarnings } from './pprof-warnings.ts';
import { profileKind, type SampleType } from './profile-kind.ts';
import { type ProfileTables, readTables, textAt } from './profile-tables.ts';
import { type RawSample, readSamples } from './sample-reader.ts';
import { SnapshotSide } from './snapshot-side.ts';
import { LimitError, toSafeNumber, WireError } from './wire-reader.ts';

/**
 * The most frames that all samples together may have. A frame takes a byte or more of the profile, and inlining makes
 * a few out of one; a profile that makes a thousand out of one is made to keep its reader busy.
 */
const maxFrames = (bytes: number): number => Math.min(1_000_000 + 16 * bytes, 100_000_000);
const FETCH_AGAIN = 'fetch the profile again with curl -o FILE, so that nothing re-encodes it';

/** The samples of a profile by side; `before` is null where none of them counts for it. */
interface Sides {
  readonly after: SnapshotSide;
  before: SnapshotSide | null;
}

/**
 * Reads an inflated profile.proto. Gives one snapshot; or both sides of a comparison where the profile is one: a
 * delta (?seconds=N: it has a duration, or negative counts) or what `pprof -diff_base` wrote. Frames are as recorded,
 * the runtime's included, and states are inferred from them unless
 * straggler wrote the profile and named them. Errors carry the byte at which the profile breaks.
 */
export function decodePprof(bytes: Uint8Array, context: LayerReport): DecodeResult {
  try {
    return decode(bytes, context);
  } catch (error) {
    if (!(error instanceof WireError)) throw error;
    const [kind, what] =
      error instanceof LimitError
        ? (['too-large', 'The profile is over a limit'] as const)
        : (['malformed', 'The profile is damaged'] as const);
    return failure(kind, `${what}: at byte ${error.offset}, ${error.message}`, FETCH_AGAIN, null, error.offset);
  }
}

function decode(bytes: Uint8Array, context: LayerReport): DecodeResult {
  const tables = readTables(bytes);
  const kind = profileKind(sampleTypes(tables));
  if (!kind.ok) return kind;
  const sides = readSides(bytes, tables, kind.value, kind.profile === 'goroutineleak' ? SampleFlag.Leaked : 0);
  const pair = sides.before !== null || toSafeNumber(tables.duration) > 0;
  if (!pair && sides.after.total === 0 && kind.profile === 'goroutine') {
    return tables.cutAt === null
      ? failure('empty', 'The goroutine profile has no goroutine in it', FETCH_AGAIN)
      : failure(
          'truncated',
          `The profile ends at byte ${tables.cutAt}, before its first stack`,
          FETCH_AGAIN,
          tables.cutAt,
        );
  }
  const read = sides.before === null ? [sides.after] : [sides.before, sides.after];
  const warnings = [...context.warnings, ...pprofWarnings(tables, read, kind)];
  const origin: Origin = {
    format: 'pprof',
    profile: kind.profile,
    differencesOnly: pair,
    layers: context.layers,
    capturedAt: timeText(tables),
    buildId: textAt(tables, tables.buildId, 0) || null,
    statedTotal: null,
    dumps: { count: 1, chosen: 1 },
  };
  const truncated = context.truncated || tables.cutAt !== null;
  const after = sides.after.finish(origin, truncated, warnings);
  if (!pair) return { ok: true, decoded: { kind: 'snapshot', snapshot: after } };
  const before = sides.before ?? makeSide(bytes, tables, 0);
  const decoded: Decoded = { kind: 'pair', before: before.finish(origin, truncated, context.warnings), after };
  return { ok: true, decoded };
}

function readSides(bytes: Uint8Array, tables: ProfileTables, value: number, flags: number): Sides {
  const sides: Sides = { after: makeSide(bytes, tables, flags), before: null };
  const sideOf = (sample: RawSample, count: number): SnapshotSide => {
    if (count > 0 && !isBase(tables, sample)) return sides.after;
    sides.before ??= makeSide(bytes, tables, flags);
    return sides.before;
  };
  const values = tables.sampleTypes.length;
  const most = maxFrames(bytes.length);
  const statesAreLabels = tables.comments.some((comment) => tables.strings.text(comment) === STATE_COMMENT);
  let work = 0;
  readSamples(bytes, tables, value, (sample) => {
    if (sample.values !== values) {
      throw new WireError(`a sample has ${sample.values} values where the profile says ${values}`, sample.offset);
    }
    const count = toSafeNumber(sample.value);
    if (count === 0) return;
    const labels = labelPairs(tables, sample);
    const state = statesAreLabels ? takeState(labels) : null;
    work += sideOf(sample, count).add(sample, labels, Math.abs(count), state);
    if (work > most) throw new LimitError(`the stacks have more than ${most} frames`, sample.offset);
  });
  return sides;
}

function makeSide(bytes: Uint8Array, tables: ProfileTables, flags: number): SnapshotSide {
  return new SnapshotSide(bytes, tables, { namedMutexWaits: tables.hasStartLines, flags });
}

function sampleTypes(tables: ProfileTables): (SampleType | null)[] {
  if (tables.sampleTypes.length === 0) {
    throw new WireError('the profile does not say what it counts', tables.cutAt ?? 0);
  }
  return tables.sampleTypes.map(({ type, unit, offset }) => {
    const [typeText, unitText] = [textAt(tables, type, offset), textAt(tables, unit, offset)];
    return typeText === null || unitText === null ? null : { type: typeText, unit: unitText };
  });
}

/** ISO 8601, to the millisecond; null where there is none or it is no date. */
function timeText(tables: ProfileTables): string | null {
  const milliseconds = Number(BigInt(tables.time) / 1_000_000n);
  return milliseconds > 0 && milliseconds <= 8.64e15 ? new Date(milliseconds).toISOString() : null;
}
