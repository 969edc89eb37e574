import type { DecodeError } from '../../model/decode-error.ts';

/** A sample type of a profile: ("goroutine", "count"). */
export interface SampleType {
  readonly type: string;
  readonly unit: string;
}

export type ProfileKind =
  | {
      readonly ok: true;
      readonly profile: 'goroutine' | 'goroutineleak';
      /** Index of the value that counts goroutines. */
      readonly value: number;
      /** The types have no readable names; it is taken for a goroutine profile because it has one value a sample. */
      readonly assumed: boolean;
    }
  | { readonly ok: false; readonly error: DecodeError };

const FETCH = 'fetch the goroutine profile: curl -o goroutine.pb.gz http://HOST/debug/pprof/goroutine';

/**
 * Which profile this is and which of its values counts goroutines, by the sample types and never by the file's name.
 * A type is null where its name was cut off.
 */
export function profileKind(types: readonly (SampleType | null)[]): ProfileKind {
  if (types.length === 1 && types[0] === null) return { ok: true, profile: 'goroutine', value: 0, assumed: true };
  return kindOf(types.map((type) => type ?? { type: '?', unit: '?' }));
}

function kindOf(types: readonly SampleType[]): ProfileKind {
  for (const profile of ['goroutine', 'goroutineleak'] as const) {
    const value = types.findIndex(({ type, unit }) => unit === 'count' && (type === profile || type === `${profile}s`));
    if (value >= 0) return { ok: true, profile, value, assumed: false };
  }
  const what = nameOf(types);
  const message = `This is ${what}, not a goroutine profile`;
  return { ok: false, error: { kind: 'wrong-profile', message, advice: FETCH, line: null, offset: null } };
}

function nameOf(types: readonly SampleType[]): string {
  const names = new Set(types.map(({ type }) => type));
  if (names.has('inuse_space') || names.has('alloc_space')) return 'a heap (or allocs) profile';
  if (names.has('cpu')) return 'a CPU profile';
  if (names.has('contentions') && names.has('delay')) return 'a block or mutex profile';
  if (names.has('threadcreate')) return 'a threadcreate profile';
  const listed = types
    .slice(0, 4)
    .map(({ type, unit }) => `${printable(type)}/${printable(unit)}`)
    .join(', ');
  return `a pprof profile of another kind (${listed === '' ? 'without sample types' : listed})`;
}

/** Text from the file, cut and without anything that a terminal obeys. */
function printable(text: string): string {
  const plain = text.replace(/[\u0000-\u001f\u007f-\u009f]/g, '�');
  return plain.length > 40 ? `${plain.slice(0, 40)}…` : plain;
}
