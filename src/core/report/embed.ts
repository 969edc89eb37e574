import type { Analysis } from './model.ts';

/**
 * An Analysis as plain JSON data, for the exported HTML page. Typed arrays become {"$": kind, "v": numbers};
 * whole numbers are stored as differences to the one before, which makes tables of parents and ids compress well.
 */
export const EMBED_SCHEMA = 'straggler.embedded/1';

/** Typed arrays by the name they are stored under, and whether they hold whole numbers only. */
const KINDS = {
  i32: { make: (length: number) => new Int32Array(length), differences: true },
  u32: { make: (length: number) => new Uint32Array(length), differences: true },
  u16: { make: (length: number) => new Uint16Array(length), differences: true },
  u8: { make: (length: number) => new Uint8Array(length), differences: true },
  f64: { make: (length: number) => new Float64Array(length), differences: false },
} as const;
type Kind = keyof typeof KINDS;
type Numbers = Int32Array | Uint32Array | Uint16Array | Uint8Array | Float64Array;

/** The analysis as a JSON text that `decodeAnalysis` reads back. */
export function encodeAnalysis(analysis: Analysis): string {
  return JSON.stringify({ schema: EMBED_SCHEMA, analysis: toPlain(analysis) });
}

/** The analysis of a text that `encodeAnalysis` wrote, or null where it is none. */
export function decodeAnalysis(text: string): Analysis | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isRecord(parsed)) return null;
  const { schema, analysis: plain } = parsed;
  if (schema !== EMBED_SCHEMA) return null;
  const analysis = fromPlain(plain);
  return isAnalysis(analysis) ? analysis : null;
}

/** As deep as the types of Analysis, whatever was read: stacks are tables, not nested objects. */
function toPlain(value: unknown): unknown {
  const kind = kindOf(value);
  if (kind !== null)
    return { $: kind.name, v: KINDS[kind.name].differences ? differences(kind.array) : [...kind.array] };
  if (Array.isArray(value)) return value.map(toPlain);
  if (isRecord(value)) return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toPlain(item)]));
  return value;
}

function fromPlain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(fromPlain);
  if (!isRecord(value)) return value;
  const { $: name, v: numbers } = value;
  if (isKind(name) && Array.isArray(numbers)) return fromNumbers(name, numbers);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fromPlain(item)]));
}

function differences(array: Numbers): number[] {
  let previous = 0;
  return Array.from(array, (value) => {
    const difference = value - previous;
    previous = value;
    return difference;
  });
}

function fromNumbers(name: Kind, numbers: readonly unknown[]): Numbers {
  const { make, differences: summed } = KINDS[name];
  const array = make(numbers.length);
  let previous = 0;
  for (let row = 0; row < numbers.length; row++) {
    const number = Number(numbers[row]);
    previous = summed ? previous + number : number;
    array[row] = previous;
  }
  return array;
}

function kindOf(value: unknown): { name: Kind; array: Numbers } | null {
  if (value instanceof Int32Array) return { name: 'i32', array: value };
  if (value instanceof Uint32Array) return { name: 'u32', array: value };
  if (value instanceof Uint16Array) return { name: 'u16', array: value };
  if (value instanceof Uint8Array) return { name: 'u8', array: value };
  if (value instanceof Float64Array) return { name: 'f64', array: value };
  return null;
}

function isKind(name: unknown): name is Kind {
  return typeof name === 'string' && Object.hasOwn(KINDS, name);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** The parts that a viewer starts from; the rest was written by the same code. */
function isAnalysis(value: unknown): value is Analysis {
  if (!isRecord(value)) return false;
  const { after, diff, findings } = value;
  return isRecord(after) && isRecord(diff) && Array.isArray(findings);
}
