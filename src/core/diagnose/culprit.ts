import type { FrameKind } from '../model/frame-kind.ts';
import type { FrameIndex } from '../model/index-types.ts';

/** What is known of a frame's function. */
export interface FunctionTraits {
  /** As a person writes it: escapes decoded, type arguments as [...]. */
  readonly name: string;
  readonly kind: FrameKind;
  /** The table of libraries knows goroutines by this function. */
  readonly isOwner: boolean;
  /** It only runs another function on its goroutine. */
  readonly isTrampoline: boolean;
  /** It starts goroutines for others: as a creator it says little. */
  readonly isPoorCreator: boolean;
}

/**
 * Depth (0 is the leaf) of the frame that a person must open: the innermost of the program's own code. Where there
 * is none: the function that the table of libraries knows as the owner of such a goroutine; else the outermost
 * frame that is not a mere starter, which names the goroutine's job (readLoop, not the Read it waits in).
 * −1 for an empty stack.
 */
export function culpritDepth(traits: (frame: FrameIndex) => FunctionTraits, frames: readonly FrameIndex[]): number {
  let vendor = -1;
  let library = -1;
  let owner = -1;
  for (const [depth, frame] of frames.entries()) {
    const { kind, isOwner, isTrampoline } = traits(frame);
    if (kind === 'user') return depth;
    if (isOwner && owner < 0) owner = depth;
    if (kind === 'runtime' || isTrampoline) continue;
    if (kind === 'vendor') vendor = depth;
    else library = depth;
  }
  if (owner >= 0) return owner;
  if (vendor >= 0) return vendor;
  return library >= 0 ? library : frames.length - 1;
}
