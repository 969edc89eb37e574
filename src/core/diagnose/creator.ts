import { NONE, type None } from '../model/column.ts';
import type { CreatorIndex, FrameIndex } from '../model/index-types.ts';
import { creatorChain } from '../model/stack-frames.ts';
import { isPoorCreator } from './libraries.ts';
import type { Scene } from './scene.ts';

/**
 * Who started a goroutine, looked through helpers that start goroutines for others (errgroup.Go, WaitGroup.Go,
 * time.AfterFunc, a recover-and-run helper): the nearest go statement of the program's own in the chain of
 * ancestors, as far as the dump tells it; else the helper itself. `chain` is what the dump tells, nearest first.
 */
export function creatorOf(
  scene: Scene,
  creator: CreatorIndex | None,
): { frame: FrameIndex | null; chain: readonly FrameIndex[] } {
  if (creator === NONE) return { frame: null, chain: [] };
  const chain = creatorChain(scene.diff.symbols, creator);
  const own = chain.find((frame) => scene.kind(frame) === 'user' && !isPoorCreator(scene.name(frame)));
  const helped = chain.find((frame) => !isPoorCreator(scene.name(frame)));
  return { frame: own ?? helped ?? chain[0] ?? null, chain };
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
