/** The leaf end of a stack, leaf first, names with [...] for type arguments. */
export interface LeafChain {
  readonly length: number;
  name(index: number): string;
  /** Lines from the start of the function to where it stands; null where the file does not tell. */
  lineInFunction(index: number): number | null;
}

export interface WaitReasonOptions {
  /** sync.Mutex has a wait reason of its own: Go 1.20 and later. Before it is "semacquire". */
  readonly namedMutexWaits: boolean;
}

/** A state as debug=2 writes it; "" where the chain does not tell. */
export interface WaitReason {
  readonly state: string;
  /** The receive has the form `v, ok := <-c` or `for range c`. */
  readonly receiveOk: boolean;
}

/** What `runtime.gopark` was called by, and the wait reason that this caller gives. Held against debug=2 of Go 1.10 to 1.27. */
const PARKED_IN: ReadonlyMap<string, string> = new Map([
  ['runtime.selectgo', 'select'],
  ['runtime.block', 'select (no cases)'],
  ['time.Sleep', 'sleep'],
  ['runtime.netpollblock', 'IO wait'],
  ['sync.runtime_notifyListWait', 'sync.Cond.Wait'],
  ['runtime.gcStart', 'GC mark termination'],
  ['runtime.gcParkAssist', 'GC assist wait'],
  ['runtime.gcAssistAlloc', 'GC assist wait'],
  ['runtime.gcAssistAlloc1', 'GC assist wait'],
  ['runtime.bgsweep', 'GC sweep wait'],
  ['runtime.bgscavenge', 'GC scavenge wait'],
  ['runtime.(*scavengerState).park', 'GC scavenge wait'],
  ['runtime.(*scavengerState).sleep', 'sleep'],
  ['runtime.forcegchelper', 'force gc (idle)'],
  ['runtime.gcBgMarkWorker', 'GC worker (idle)'],
  ['runtime.runfinq', 'finalizer wait'],
  ['runtime.runFinalizers', 'finalizer wait'],
  ['runtime.runCleanups', 'cleanup wait'],
  ['runtime.(*cleanupQueue).dequeue', 'cleanup wait'],
  ['runtime.timerproc', 'timer goroutine (idle)'],
  ['runtime.updateMaxProcsGoroutine', 'GOMAXPROCS updater (idle)'],
  ['runtime.synctestRun', 'synctest.Run'],
  ['runtime.synctestWait', 'synctest.Wait'],
  ['internal/synctest.Run', 'synctest.Run'],
  ['internal/synctest.Wait', 'synctest.Wait'],
]);

/** Who called `runtime.semacquire1`. Anyone else waits for a plain semaphore. */
const SEMAPHORE_OF: ReadonlyMap<string, string> = new Map([
  ['sync.runtime_SemacquireMutex', 'sync.Mutex.Lock'],
  ['internal/sync.runtime_SemacquireMutex', 'sync.Mutex.Lock'],
  ['sync.runtime_SemacquireRWMutexR', 'sync.RWMutex.RLock'],
  ['sync.runtime_SemacquireRWMutex', 'sync.RWMutex.Lock'],
  ['sync.runtime_SemacquireWaitGroup', 'sync.WaitGroup.Wait'],
]);

/** Leaves of goroutines that are in a system call or in C, where the scheduler does not park them. */
const SYSCALL_LEAF =
  /^(runtime\.(notetsleepg|cgocall|entersyscall.*|exitsyscall.*)|syscall\.(Raw)?(Sys|sys|raw).*|(internal\/)?runtime\/(internal\/)?syscall\..*|golang\.org\/x\/sys\/(unix|windows)\..*)$/;

/** A send or receive on a nil channel parks within the first lines of chansend and chanrecv; any other far below. */
const NIL_CHECK_ENDS = 30;

/** What a goroutine waits for, from the functions that it stands in. */
export function waitReason(chain: LeafChain, options: WaitReasonOptions): WaitReason {
  if (chain.length === 0) return { state: 'runnable', receiveOk: false };
  const leaf = chain.name(0);
  if (leaf !== 'runtime.gopark') return { state: unparked(leaf), receiveOk: false };
  const at = chain.length > 1 && chain.name(1) === 'runtime.goparkunlock' ? 2 : 1;
  if (at >= chain.length) return { state: '', receiveOk: false };
  const caller = chain.name(at);
  if (caller === 'runtime.chanrecv') {
    const receiveOk = at + 1 < chain.length && chain.name(at + 1) === 'runtime.chanrecv2';
    return { state: isNilChannel(chain, at) ? 'chan receive (nil chan)' : 'chan receive', receiveOk };
  }
  return { state: parked(chain, at, caller, options), receiveOk: false };
}

function parked(chain: LeafChain, at: number, caller: string, options: WaitReasonOptions): string {
  if (caller === 'runtime.chansend') return isNilChannel(chain, at) ? 'chan send (nil chan)' : 'chan send';
  if (caller === 'runtime.semacquire1') {
    const by = at + 1 < chain.length ? chain.name(at + 1) : '';
    if (by === 'sync.runtime_SemacquireMutex' && !options.namedMutexWaits) return 'semacquire';
    return SEMAPHORE_OF.get(by) ?? 'semacquire';
  }
  return PARKED_IN.get(caller) ?? '';
}

function unparked(leaf: string): string {
  // An address, or a C function: nothing is known of it.
  if (!leaf.includes('.')) return '';
  if (leaf === 'runtime.coroswitch' || leaf === 'runtime.coroswitch_m') return 'coroutine';
  if (SYSCALL_LEAF.test(leaf)) return 'syscall';
  return 'runnable';
}

function isNilChannel(chain: LeafChain, at: number): boolean {
  const line = chain.lineInFunction(at);
  return line !== null && line < NIL_CHECK_ENDS;
}
