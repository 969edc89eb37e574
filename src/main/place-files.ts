import type { Slot } from '../ipc/contract.ts';

/** A file that a person gave. */
export interface InputFile {
  readonly path: string;
  readonly name: string;
  readonly bytes: number;
  /** Milliseconds since 1970: orders files that came at once, until their content tells. */
  readonly modified: number;
}

/** The chosen files, oldest first. `between` makes a series of a pair; `ordered` tells who put them in this order. */
export interface Placement {
  readonly before: InputFile | null;
  readonly between: readonly InputFile[];
  readonly after: InputFile | null;
  /** Files that turned out to be no snapshots: counts over time, lists of proven leaks. */
  readonly beside: readonly InputFile[];
  readonly ordered: 'by person' | 'by name' | 'by file time';
}

export const NOTHING_PLACED: Placement = { before: null, between: [], after: null, beside: [], ordered: 'by person' };

/** The files of a placement, oldest first. */
export function placedFiles({ before, between, after }: Placement): readonly InputFile[] {
  return [before, ...between, after].filter((file) => file !== null);
}

/** Files whose order a person gave: one is After alone, two a pair, more a series. */
export function placeInOrder(files: readonly InputFile[], ordered: Placement['ordered'] = 'by person'): Placement {
  return {
    before: files.length > 1 ? (files[0] ?? null) : null,
    between: files.slice(1, -1),
    after: files.at(-1) ?? null,
    beside: [],
    ordered,
  };
}

/**
 * Where files go that were dropped, chosen or named: one on a slot, into that slot; one without a slot into the empty
 * slot, or over After; several at once as a new pair or series, oldest first by what their names or times tell.
 */
export function placeFiles(current: Placement, files: readonly InputFile[], slot: Slot | null): Placement {
  const [first, second] = files;
  if (first === undefined) return current;
  if (second !== undefined) return orderFiles(files);
  const target = slot ?? (current.before === null ? 'before' : 'after');
  return { ...current, between: [], [target]: first, ordered: 'by person' };
}

/**
 * Files whose content is known by now: those that are no snapshots go beside what `place` makes of the others, or
 * beside the earlier files where none is left.
 */
export function setAside(
  files: readonly InputFile[],
  isSnapshot: (file: InputFile) => boolean,
  earlier: Placement,
  place: (files: readonly InputFile[]) => Placement,
): Placement {
  const snapshots = files.filter(isSnapshot);
  const placed = snapshots.length > 0 ? place(snapshots) : earlier;
  const others = files.filter((file) => !isSnapshot(file));
  const known = placed.beside.filter(({ path }) => others.every((other) => other.path !== path));
  return { ...placed, beside: [...known, ...others] };
}

/** Several files in the order that their names tell ("before" and "after", a number or time that rises), else their times. */
export function orderFiles(files: readonly InputFile[]): Placement {
  const named = [...files].sort((a, b) => compareNames(a.name, b.name));
  const isTold = named.every((file, i) => i === 0 || compareNames(named[i - 1]?.name ?? '', file.name) < 0);
  if (isTold) return placeInOrder(named, 'by name');
  return placeInOrder(
    [...files].sort((a, b) => a.modified - b.modified),
    'by file time',
  );
}

/** Below 0 where the name `a` tells of an earlier time than `b`; 0 where neither does. */
function compareNames(a: string, b: string): number {
  const word = rank(a) - rank(b);
  if (word !== 0 && rank(a) !== 0 && rank(b) !== 0) return word;
  const left = numbers(a);
  const right = numbers(b);
  if (left.length !== right.length) return 0;
  for (const [index, value] of left.entries()) {
    const difference = value - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function numbers(name: string): number[] {
  return (name.match(/\d+/g) ?? []).map(Number);
}

function rank(name: string): number {
  if (/before|base|old|first|start/i.test(name)) return -1;
  return /after|new|last|end/i.test(name) ? 1 : 0;
}
