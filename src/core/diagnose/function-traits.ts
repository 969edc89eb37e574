import type { FrameKind } from '../model/frame-kind.ts';
import { displayFunctionName } from '../model/function-name.ts';
import { enclosingFunction } from './creator.ts';
import { isLibraryOwner } from './libraries/families.ts';
import { libraryName } from './libraries/library-name.ts';
import { isPoorCreator, isTrampoline } from './libraries/starters.ts';

/** What is known of a function. */
export class FunctionTraits {
  /** As a person writes it: escapes decoded, type arguments as [...]. */
  readonly name: string;
  readonly kind: FrameKind;
  /** The table of libraries knows goroutines by this function. */
  readonly isOwner: boolean;
  /** It only runs another function on its goroutine. */
  readonly isTrampoline: boolean;
  // Asked of few functions, and dear to tell.
  #isPoorCreator: boolean | null = null;
  #enclosing: string | null | undefined;

  /** By the name as a dump prints it. */
  constructor(printed: string, kind: FrameKind) {
    this.name = displayFunctionName(printed);
    this.kind = kind;
    const bare = kind === 'stdlib' || kind === 'vendor' ? libraryName(this.name) : null;
    this.isOwner = bare !== null && isLibraryOwner(bare);
    this.isTrampoline = bare !== null && isTrampoline(bare);
  }

  /** It starts goroutines for others: as a creator it says little. */
  get isPoorCreator(): boolean {
    this.#isPoorCreator ??= isPoorCreator(this.name);
    return this.#isPoorCreator;
  }

  /** The function that it was written in, if it is a closure. */
  get enclosing(): string | null {
    if (this.#enclosing === undefined) this.#enclosing = enclosingFunction(this.name);
    return this.#enclosing;
  }
}
