import type { ViewState } from './view-state.ts';

/** Steps that can be undone; older ones are forgotten. */
const MAX_STEPS = 200;

/** The view state with its past and future. */
export class ViewHistory {
  #past: readonly ViewState[] = $state.raw([]);
  #now: ViewState;
  #future: readonly ViewState[] = $state.raw([]);

  constructor(initial: ViewState) {
    this.#now = $state.raw(initial);
  }

  get now(): ViewState {
    return this.#now;
  }

  get canUndo(): boolean {
    return this.#past.length > 0;
  }

  get canRedo(): boolean {
    return this.#future.length > 0;
  }

  /** A step that undo takes back. */
  go(change: Partial<ViewState>): void {
    this.#past = [...this.#past, this.#now].slice(-MAX_STEPS);
    this.#future = [];
    this.#now = { ...this.#now, ...change };
  }

  /** A change that is no step of its own: a keystroke in a search field, another tab. */
  adjust(change: Partial<ViewState>): void {
    this.#now = { ...this.#now, ...change };
  }

  undo(): void {
    const before = this.#past.at(-1);
    if (before === undefined) return;
    this.#future = [this.#now, ...this.#future];
    this.#past = this.#past.slice(0, -1);
    this.#now = before;
  }

  redo(): void {
    const [next, ...rest] = this.#future;
    if (next === undefined) return;
    this.#past = [...this.#past, this.#now];
    this.#future = rest;
    this.#now = next;
  }
}
