/**
 * Which goroutines and frames are looked at, in pprof's words: regular expressions in Go's syntax that match anywhere
 * in a function's name, its file or its package. null: no such filter.
 */
export interface Filters {
  /** Only stacks with a frame that matches. */
  readonly focus: string | null;
  /** Not stacks with a frame that matches. */
  readonly ignore: string | null;
  /** Frames that match are taken out of their stacks; what has no frame left is out. */
  readonly hide: string | null;
  /** Stacks begin at the frame nearest to the root that matches; those without one are out. */
  readonly showFrom: string | null;
  /** Only goroutines with a label that matches: "value" against "key:value", or "key=value" against that key's values. */
  readonly tagFocus: string | null;
  /** Not goroutines with a label that matches. */
  readonly tagIgnore: string | null;
}

export const NO_FILTERS: Filters = {
  focus: null,
  ignore: null,
  hide: null,
  showFrom: null,
  tagFocus: null,
  tagIgnore: null,
};
