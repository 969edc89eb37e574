const FINALIZERS = new Set(['runtime.runfinq', 'runtime.runFinalizers', 'runtime.runCleanups']);
const USER_ROOTS = new Set(['runtime.main', 'runtime.corostart']);

function isRuntime(name: string): boolean {
  return name.startsWith('runtime.') || name.startsWith('internal/runtime/');
}

/**
 * Whether a goroutine is the runtime's own, from its functions (leaf first) and who created it. The finalizer and
 * cleanup goroutines are the program's while they run its code.
 */
export function isSystemGoroutine(names: readonly string[], creator: string | null): boolean {
  const own = names.filter((name) => name !== 'runtime.goexit');
  const root = own.at(-1);
  if (root === undefined) return false;
  if (FINALIZERS.has(root)) return own.every(isRuntime);
  if (root.startsWith('runtime.')) return !USER_ROOTS.has(root) && own.every(isRuntime);
  return creator?.startsWith('runtime.') === true && own.every(isRuntime);
}

/** Functions that write goroutine profiles: who runs them is the observer. */
const OBSERVERS = new Set([
  'runtime/pprof.writeGoroutineStacks',
  'runtime/pprof.writeRuntimeProfile',
  'runtime/pprof.runtime_goroutineProfileWithLabels',
  'runtime/pprof.pprof_goroutineProfileWithLabels',
  'runtime.goroutineProfileWithLabels',
  'runtime.GoroutineProfile',
]);

/** Whether a goroutine was writing the very dump it is in. */
export function isObserver(names: readonly string[]): boolean {
  return names.some((name) => OBSERVERS.has(name));
}
