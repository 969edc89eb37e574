import type { Layer } from '../../model/snapshot.ts';

export type Emit = (line: string) => void;

/** Undoes one kind of wrapping, line by line. Lines have no newline; what is not wrapped passes as it is. */
export interface LineLayer {
  readonly layer: Layer;
  push(line: string, emit: Emit): void;
  /** Gives out what was held back. */
  finish(emit: Emit): void;
}

/** Text held back for the next line is given out at this size: a line is never gathered without bound. */
export const HELD_LIMIT = 1 << 20;

/** A header of a goroutine, or a debug=1 title, somewhere in a line. */
export const HEADER = /goroutine \d{1,15} (?:\[|gp=0x)|goroutine(?:leak)? profile: total \d/;

/** The same as the whole line, as Go writes it. */
export function isCleanHeader(line: string): boolean {
  return /^goroutine \d{1,15} (?:gp=0x\S+ m=\S+ (?:mp=0x\S+ )?)?\[.*[\]}]:\s*$/.test(line) || TITLE.test(line);
}

const TITLE = /^goroutine(?:leak)? profile: total \d+\s*$/;
