import { NONE, type None } from '../../model/column.ts';
import type { CreatorIndex, FrameIndex } from '../../model/index-types.ts';
import type { SymbolsBuilder } from '../../model/symbols-builder.ts';
import { type Call, type FrameMemo, textOf } from './frame-memo.ts';

/** What a name must look like to be kept as a frame without its file line: a path or a package, and no space. */
const FUNCTION_NAME = /^[^\s:]+\.[^\s:]+$/;

/**
 * A record while its lines come in: the goroutine's stack, then who created it, then (tracebackancestors) the stacks
 * of its ancestors, of which only the creators are kept.
 */
export class RecordDraft {
  /** Leaf first. */
  readonly frames: FrameIndex[] = [];
  /** Who created the goroutine, then who created its ancestors, nearest first. */
  readonly #creators: (FrameIndex | None)[] = [NONE];
  readonly #memo: FrameMemo;
  readonly #bytes: Uint8Array;
  #section: 'stack' | 'creator' | 'after' | 'ancestor' | 'ancestor-creator' = 'stack';
  #call: Call | null = null;
  elided = false;
  unavailable = false;
  /** Lines that belong to no frame. */
  foreign = 0;
  /** Frames without a file line. */
  malformed = 0;
  /** created by names a goroutine: Go 1.21 or later. */
  creatorNumbered = false;

  constructor(memo: FrameMemo, bytes: Uint8Array) {
    this.#memo = memo;
    this.#bytes = bytes;
  }

  /** Whether a call line waits for its file line. */
  get waits(): boolean {
    return this.#call !== null;
  }

  /** Whether the record is read to its natural end: the file line of created by, or an ancestor behind it. */
  get closed(): boolean {
    return this.creatorFrame !== NONE || this.#section === 'ancestor';
  }

  call(call: Call): void {
    this.settle();
    if (this.#section === 'after') this.foreign++;
    else this.#call = call;
  }

  createdBy(call: Call): void {
    this.settle();
    if (this.#section === 'after') {
      this.foreign++;
      return;
    }
    this.#section = this.#section === 'ancestor' ? 'ancestor-creator' : 'creator';
    this.#call = call;
  }

  ancestor(): void {
    this.settle();
    this.#section = 'ancestor';
    this.#creators.push(NONE);
  }

  elide(): void {
    this.settle();
    if (this.#section === 'stack') this.elided = true;
  }

  /** A file line; false where it does not belong to what waits. */
  position(view: DataView, from: number, to: number, indented: boolean): boolean {
    if (this.#call === null) return false;
    const frame = this.#memo.frame(this.#bytes, view, this.#call, from, to, indented);
    if (frame === NONE) return false;
    this.#call = null;
    this.#place(frame);
    return true;
  }

  /** Nothing more comes for the call that waits. */
  settle(): void {
    const call = this.#call;
    if (call === null) return;
    this.#call = null;
    if (!FUNCTION_NAME.test(textOf(this.#bytes, call.from, call.to))) {
      this.foreign++;
      return;
    }
    this.malformed++;
    this.#place(this.#memo.bare(this.#bytes, call));
  }

  /** The go statement that started the goroutine. */
  get creatorFrame(): FrameIndex | None {
    return this.#creators[0] ?? NONE;
  }

  creator(symbols: SymbolsBuilder): CreatorIndex | None {
    const [own = NONE, ...ancestors] = this.#creators;
    if (own === NONE) return NONE;
    let row: CreatorIndex | None = NONE;
    for (let i = ancestors.length - 1; i >= 0; i--) {
      const frame = ancestors[i];
      if (frame !== undefined && frame !== NONE) row = symbols.creator(frame, row);
    }
    return symbols.creator(own, row);
  }

  #place(frame: FrameIndex): void {
    switch (this.#section) {
      case 'stack':
        this.frames.push(frame);
        break;
      case 'creator':
        this.#creators[0] = frame;
        this.#section = 'after';
        break;
      case 'ancestor-creator':
        this.#creators[this.#creators.length - 1] = frame;
        this.#section = 'after';
        break;
      case 'ancestor':
      case 'after':
        break;
    }
  }
}
