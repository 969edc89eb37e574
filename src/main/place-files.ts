import type { Slot } from '../ipc/contract.ts';

/** A file that a person gave. */
export interface InputFile {
  readonly path: string;
  readonly name: string;
  readonly bytes: number;
  /** Milliseconds since 1970: orders two files that came at once, until their content tells. */
  readonly modified: number;
}

/** The chosen files. `ordered` tells who put them in this order. */
export interface Placement {
  readonly before: InputFile | null;
  readonly after: InputFile | null;
  readonly ordered: 'by person' | 'by name' | 'by file time';
}

export const NOTHING_PLACED: Placement = { before: null, after: null, ordered: 'by person' };

/**
 * Where files go that were dropped, chosen or named: on a slot, into that slot; one file without a slot into the
 * empty slot, or over After; two at once as a new pair, oldest first by what their names or times tell.
 */
export function placeFiles(current: Placement, files: readonly InputFile[], slot: Slot | null): Placement {
  const [first, second] = files;
  if (first === undefined) return current;
  if (second !== undefined) return orderPair(first, second);
  const target = slot ?? (current.before === null ? 'before' : 'after');
  return { ...current, [target]: first, ordered: 'by person' };
}

/** Two files of one drop, in the order that their names ("before", "after", a number or time that rises) or times tell. */
export function orderPair(a: InputFile, b: InputFile): Placement {
  const byName = compareNames(a.name, b.name);
  if (byName !== 0) return { before: byName < 0 ? a : b, after: byName < 0 ? b : a, ordered: 'by name' };
  return a.modified <= b.modified
    ? { before: a, after: b, ordered: 'by file time' }
    : { before: b, after: a, ordered: 'by file time' };
}

function compareNames(a: string, b: string): number {
  const word = rank(a) - rank(b);
  if (word !== 0 && rank(a) !== 0 && rank(b) !== 0) return word;
  const numbers = (name: string) => (name.match(/\d+/g) ?? []).map(Number);
  const left = numbers(a);
  const right = numbers(b);
  if (left.length !== right.length) return 0;
  for (const [index, value] of left.entries()) {
    const difference = value - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function rank(name: string): number {
  if (/before|base|old|first|start/i.test(name)) return -1;
  return /after|new|last|end/i.test(name) ? 1 : 0;
}
