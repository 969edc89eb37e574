/** How many calls the runtime records of one stack: up to Go 1.22, and since 1.23 where profstackdepth is not set. */
const CAP = 32;
const CAP_SINCE_1_23 = 128;

/** Where goroutines that the runtime, net/http or testing start have their outermost frame. */
const ENTRY = /^(runtime\..*|net\/http\.\(\*conn\)\.serve|testing\.tRunner)$/;

/**
 * Finds the stacks that the runtime recorded only to its depth cap, which leaves no mark in a profile: they are as
 * deep as the cap, and their outermost frame is no entry of a goroutine. A function is taken for an entry where a
 * shallower stack of the same profile has it outermost. A stack that just happens to be so deep may be flagged too.
 */
export class DepthCap {
  readonly #entries = new Set<string>();
  #deepest = 0;

  /** To be called for every stack before any question: its locations, and the name of its outermost function. */
  learn(locations: number, frames: number, root: string): void {
    if (locations > this.#deepest) this.#deepest = locations;
    if (frames < CAP) this.#entries.add(root);
  }

  isCapped(frames: number, root: string): boolean {
    return frames >= this.#cap && !ENTRY.test(root) && !this.#entries.has(root);
  }

  /** One for the whole process; where a stack is deeper than a known cap, that was not it. */
  get #cap(): number {
    if (this.#deepest <= CAP) return CAP;
    return Math.max(this.#deepest, CAP_SINCE_1_23);
  }
}
