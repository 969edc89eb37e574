/**
 * What the words between the brackets of a goroutine's header mean, and which of them are one state under several
 * names. Sources: runtime/runtime2.go and runtime/traceback.go of Go 1.10 to 1.27.
 */

/** States that one park of one goroutine has had under different Go versions or in different formats. */
const SAME_STATE: Readonly<Record<string, string>> = {
  // Before Go 1.20 every lock, and before 1.24 every WaitGroup, was "semacquire"; the frames tell them apart.
  'sync.Mutex.Lock': 'semacquire',
  'sync.RWMutex.Lock': 'semacquire',
  'sync.RWMutex.RLock': 'semacquire',
  'sync.WaitGroup.Wait': 'semacquire',
  'sync.Cond.Wait': 'semacquire',
  // On a processor, waiting for one, or just taken off one: which of them is a matter of the moment.
  running: 'runnable',
  preempted: 'runnable',
  copystack: 'runnable',
  // Names of Go 1.24 for what later versions print as the plain state with "(durable)".
  'chan receive (synctest)': 'chan receive',
  'chan send (synctest)': 'chan send',
  'select (synctest)': 'select',
};

/**
 * The class a state is compared by: equal for states that differ only by Go version, format or moment.
 * "" (not told) is its own class.
 */
export function stateClass(state: string): string {
  return SAME_STATE[state] ?? state;
}

/** The state without what some formats cannot tell: whether the channel is nil. */
export function coarseState(state: string): string {
  return stateClass(state.endsWith(' (nil chan)') ? state.slice(0, -' (nil chan)'.length) : state);
}

/**
 * The state to show for goroutines whose states are these: the one they share, else what is common to all, else ""
 * ("not told"). States that are not told say nothing against the others. The order does not matter.
 */
export function commonState(states: readonly string[]): string {
  const [only] = states;
  if (only !== undefined && states.length === 1) return only;
  const told = new Set(states);
  told.delete('');
  const [first, ...others] = told;
  if (first === undefined) return '';
  if (others.length === 0) return first;
  const shared = stateClass(first);
  if (others.every((state) => stateClass(state) === shared)) {
    // An older Go said "semacquire" where a newer one names the lock.
    told.delete(shared);
    const [named] = told;
    return shared === 'semacquire' && named !== undefined && told.size === 1 ? named : shared;
  }
  const coarse = coarseState(first);
  return others.every((state) => coarseState(state) === coarse) ? coarse : '';
}
