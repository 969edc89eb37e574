import { at, NONE, type None } from './column.ts';
import { type CreatorIndex, type FrameIndex, frameIndex, type StackIndex } from './index-types.ts';
import type { Symbols } from './symbols.ts';

/** The frames of a stack, leaf first. */
export function framesOf(symbols: Symbols, stack: StackIndex | None): FrameIndex[] {
  const { parent, frame } = symbols.stacks;
  const frames: FrameIndex[] = [];
  for (let row = stack; row !== NONE; row = parent[row] ?? NONE) frames.push(frame[row] ?? frameIndex(0));
  return frames;
}

/** The frames of the go statements that led to a goroutine, nearest first. */
export function creatorChain(symbols: Symbols, creator: CreatorIndex | None): FrameIndex[] {
  const frames: FrameIndex[] = [];
  for (let row = creator; row !== NONE; row = at(symbols.creators.parent, row)) {
    frames.push(at(symbols.creators.frame, row));
  }
  return frames;
}

/** Function name as printed in the dump. */
export function functionName(symbols: Symbols, frame: FrameIndex): string {
  return symbols.strings[at(symbols.functions.name, at(symbols.frames.function, frame))] ?? '';
}

/** File as printed in the dump. */
export function fileName(symbols: Symbols, frame: FrameIndex): string {
  return symbols.strings[at(symbols.functions.file, at(symbols.frames.function, frame))] ?? '';
}

/** Line in the file; 0 where unknown. */
export function lineOf(symbols: Symbols, frame: FrameIndex): number {
  return at(symbols.frames.line, frame);
}
