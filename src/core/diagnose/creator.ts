import type { FrameIndex } from '../model/index-types.ts';
import type { FunctionTraits } from './function-traits.ts';

/** Who started a goroutine: the go statement that says most, and all that the dump tells, nearest first. */
export interface Starter {
  readonly frame: FrameIndex | null;
  readonly chain: readonly FrameIndex[];
}

export const NO_STARTER: Starter = { frame: null, chain: [] };

/**
 * Looks through helpers that start goroutines for others (errgroup.Go, WaitGroup.Go, time.AfterFunc, a
 * recover-and-run helper): the nearest go statement of the program's own in the chain of ancestors, as far as the
 * dump tells it; else the nearest of a library; else the helper itself.
 */
export function starterOf(traits: (frame: FrameIndex) => FunctionTraits, chain: readonly FrameIndex[]): Starter {
  const telling = chain.filter((frame) => !traits(frame).isPoorCreator);
  const own = telling.find((frame) => traits(frame).kind === 'user');
  return { frame: own ?? telling[0] ?? chain[0] ?? null, chain };
}

/**
 * The function that a closure was written in: "checkout.(*Server).Checkout.func1" → "checkout.(*Server).Checkout";
 * null for what is no closure. Wrapper suffixes (.gowrap1, -fm, -range1) are taken off too.
 */
export function enclosingFunction(name: string): string | null {
  const bare = name.replace(/(\.gowrap\d+|\.deferwrap\d+|-fm|-range\d+)+$/, '');
  const outer = bare.replace(/(\.func\d+|\.\d+|-range\d+|\.gowrap\d+)+$/, '');
  return outer === bare || outer === '' ? null : outer;
}
