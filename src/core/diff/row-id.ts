import { NONE } from '../model/column.ts';
import type { RowIndex } from '../model/index-types.ts';
import type { Symbols } from '../model/symbols.ts';
import type { Diff } from './diff.ts';
import { fileKey } from './normal-form.ts';

/**
 * A name for a row that does not change with the order of goroutines, the paths of the build machine or what else is
 * in the dumps: 16 hexadecimal digits of a hash over the stack (functions, file names, lines), the state, and whether
 * the row is only in BEFORE (so that a match that a person splits leaves two names).
 */
export function rowId(diff: Diff, row: RowIndex): string {
  const { rows, symbols } = diff;
  const onlyBefore = (rows.after[row] ?? 0) === 0 && (rows.before[row] ?? 0) !== 0;
  return stackStateId(symbols, rows.stack[row] ?? NONE, symbols.strings[rows.state[row] ?? 0] ?? '', onlyBefore);
}

/** The same for a stack and a state that are not a row yet. */
export function stackStateId(symbols: Symbols, stack: number, state: string, onlyBefore: boolean): string {
  const { high, low } = stackHashes(symbols);
  const tail = `${onlyBefore ? '-' : '+'}${state}`;
  const h = hashText(tail, stack === NONE ? HIGH_SEED : (high[stack] ?? 0));
  const l = hashText(tail, stack === NONE ? LOW_SEED : (low[stack] ?? 0));
  return hex(h) + hex(l);
}

const HIGH_SEED = 0x811c9dc5 | 0;
const LOW_SEED = 0x2f0b4c47;

interface StackHashes {
  readonly high: Int32Array;
  readonly low: Int32Array;
}

/** Hashes of all stacks of some tables: each is its caller's, mixed with its frame's. Kept as long as the tables. */
const cache = new WeakMap<Symbols, StackHashes>();

function stackHashes(symbols: Symbols): StackHashes {
  const known = cache.get(symbols);
  if (known !== undefined) return known;
  const hashes = { high: hashStacks(symbols, HIGH_SEED), low: hashStacks(symbols, LOW_SEED) };
  cache.set(symbols, hashes);
  return hashes;
}

function hashStacks({ strings, functions, frames, stacks }: Symbols, seed: number): Int32Array {
  const ofFunction = Int32Array.from({ length: functions.length }, (_, fn) => {
    const name = strings[functions.name[fn] ?? 0] ?? '';
    return hashText(`${name}\n${fileKey(strings[functions.file[fn] ?? 0] ?? '')}`, seed);
  });
  const ofStack = new Int32Array(stacks.length);
  for (let stack = 0; stack < stacks.length; stack++) {
    const frame = stacks.frame[stack] ?? 0;
    const parent = stacks.parent[stack] ?? NONE;
    const caller = parent === NONE ? seed : (ofStack[parent] ?? 0);
    const place = mix(ofFunction[frames.function[frame] ?? 0] ?? 0, frames.line[frame] ?? 0);
    ofStack[stack] = mix(Math.imul(caller, 0x9e3779b1), place);
  }
  return ofStack;
}

/** FNV-1a over UTF-16 units, then mixed. */
function hashText(text: string, seed: number): number {
  let h = seed;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return mix(h, text.length);
}

function mix(a: number, b: number): number {
  let h = Math.imul(a ^ (a >>> 16) ^ b, 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

function hex(h: number): string {
  return (h >>> 0).toString(16).padStart(8, '0');
}
