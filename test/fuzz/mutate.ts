/** Numbers from 0 to 1 that look random and are the same for a seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** What was done to a file. "adds": more goroutines than the intact file has are possible. */
export interface Mutation {
  readonly name: string;
  readonly adds: boolean;
  readonly bytes: Uint8Array;
}

type Mutator = (bytes: Uint8Array, other: Uint8Array, random: () => number) => Uint8Array;

const below = (random: () => number, limit: number) => Math.floor(random() * limit);

const flipBits: Mutator = (bytes, _other, random) => {
  const out = bytes.slice();
  for (let n = 1 + below(random, 8); n > 0 && out.length > 0; n--) {
    const at = below(random, out.length);
    out[at] = (out[at] ?? 0) ^ (1 << below(random, 8));
  }
  return out;
};

const cutEnd: Mutator = (bytes, _other, random) => bytes.slice(0, below(random, bytes.length + 1));

const cutMiddle: Mutator = (bytes, _other, random) => {
  const from = below(random, bytes.length + 1);
  const to = Math.min(bytes.length, from + below(random, 300));
  return concat(bytes.subarray(0, from), bytes.subarray(to));
};

const overwrite: Mutator = (bytes, _other, random) => {
  const out = bytes.slice();
  const from = below(random, out.length + 1);
  const fill = [0x00, 0x0a, 0x0d, 0x20, 0x28, 0x29, 0x5b, 0x5d, 0x7b, 0xff][below(random, 10)] ?? 0;
  out.fill(fill, from, from + 1 + below(random, 60));
  return out;
};

const splice: Mutator = (bytes, other, random) => {
  const at = below(random, bytes.length + 1);
  const from = below(random, other.length + 1);
  return concat(bytes.subarray(0, at), other.subarray(from, from + below(random, 4000)), bytes.subarray(at));
};

const duplicateLines: Mutator = (bytes, _other, random) => {
  const lines = linesOf(bytes);
  const from = below(random, lines.length);
  const some = lines.slice(from, from + 1 + below(random, 40));
  return concat(...lines.slice(0, from), ...some, ...lines.slice(from));
};

const shuffleLines: Mutator = (bytes, _other, random) => {
  const lines = linesOf(bytes);
  for (let n = below(random, 30); n >= 0 && lines.length > 0; n--) {
    const [line] = lines.splice(below(random, lines.length), 1);
    if (line !== undefined) lines.splice(below(random, lines.length + 1), 0, line);
  }
  return concat(...lines);
};

const MUTATORS: readonly (readonly [name: string, adds: boolean, mutate: Mutator])[] = [
  ['bits flipped', false, flipBits],
  ['end cut off', false, cutEnd],
  ['cut out of the middle', false, cutMiddle],
  ['overwritten', false, overwrite],
  ['spliced', true, splice],
  ['lines duplicated', true, duplicateLines],
  ['lines shuffled', true, shuffleLines],
];

/** One mutation of `bytes`; some take a part of `other`. */
export function mutate(bytes: Uint8Array, other: Uint8Array, random: () => number): Mutation {
  const [name, adds, mutator] = MUTATORS[below(random, MUTATORS.length)] ?? ['none', false, flipBits];
  return { name, adds, bytes: mutator(bytes, other, random) };
}

function linesOf(bytes: Uint8Array): Uint8Array[] {
  const lines: Uint8Array[] = [];
  for (let from = 0; from < bytes.length; ) {
    const newline = bytes.indexOf(0x0a, from);
    const to = newline < 0 ? bytes.length : newline + 1;
    lines.push(bytes.subarray(from, to));
    from = to;
  }
  return lines;
}

function concat(...parts: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}
