import type { FrameKind } from '../model/frame-kind.ts';
import { displayFunctionName } from '../model/function-name.ts';
import { isLibraryOwner } from './libraries/families.ts';
import { isPoorCreator, isTrampoline } from './libraries/starters.ts';

/** What is known of a function. */
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

/** By the name as a dump prints it. */
export function functionTraits(printed: string, kind: FrameKind): FunctionTraits {
  const name = displayFunctionName(printed);
  const library = kind === 'stdlib' || kind === 'vendor';
  let poor: boolean | null = null;
  return {
    name,
    kind,
    isOwner: library && isLibraryOwner(name),
    isTrampoline: library && isTrampoline(name),
    // Asked of few functions, and dear to tell.
    get isPoorCreator() {
      poor ??= isPoorCreator(name);
      return poor;
    },
  };
}
