import { type LeafChain, waitReason } from '../pprof/wait-reason.ts';

/** Functions whose names survive in debug=1 although they are the runtime's, and what is waited for in them. */
const STATE_OF: ReadonlyMap<string, string> = new Map([
  ['time.Sleep', 'sleep'],
  ['internal/poll.runtime_pollWait', 'IO wait'],
  ['internal/poll.runtime_Semacquire', 'semacquire'],
  ['sync.runtime_notifyListWait', 'sync.Cond.Wait'],
  ['sync.runtime_Semacquire', 'semacquire'],
  ['sync.runtime_SemacquireMutex', 'sync.Mutex.Lock'],
  ['internal/sync.runtime_SemacquireMutex', 'sync.Mutex.Lock'],
  ['sync.runtime_SemacquireRWMutexR', 'sync.RWMutex.RLock'],
  ['sync.runtime_SemacquireRWMutex', 'sync.RWMutex.Lock'],
  ['sync.runtime_SemacquireWaitGroup', 'sync.WaitGroup.Wait'],
  ['internal/synctest.Run', 'synctest.Run'],
  ['internal/synctest.Wait', 'synctest.Wait'],
  ['os/signal.signal_recv', 'syscall'],
]);

const SYSCALL = /^(?:syscall\.(?:Raw)?(?:Sys|sys|raw)|golang\.org\/x\/sys\/(?:unix|windows)\.)/;

/** The yield of a pulled iterator, where it is suspended between values. */
const ITERATOR = /^iter\.Pull2?\[/;

/**
 * What a goroutine waits for, from the frames that debug=1 shows, leaf first; "" where it can't be told. Runtime
 * frames at the leaf are hidden there, so that send, receive and select look alike.
 */
export function visibleState(names: readonly string[]): string {
  const leaf = names[0];
  if (leaf === undefined) return 'runnable';
  if (leaf.startsWith('runtime.')) return waitReason(chainOf(names), { namedMutexWaits: true }).state;
  if (ITERATOR.test(leaf)) return 'coroutine';
  return STATE_OF.get(leaf) ?? (SYSCALL.test(leaf) ? 'syscall' : '');
}

function chainOf(names: readonly string[]): LeafChain {
  return { length: names.length, name: (index) => names[index] ?? '', lineInFunction: () => null };
}
