/**
 * What a goroutine waits for, as one name for all spellings of it: Go versions and formats name the same wait
 * differently (semacquire became sync.Mutex.Lock, protobuf has no states at all). blocked: the format hides whether
 * it is a channel, a select or no wait at all.
 */
export const STATE_CLASSES = [
  'chan-send',
  'chan-receive',
  'nil-send',
  'nil-receive',
  'select',
  'select-forever',
  'sleep',
  'io',
  'mutex',
  'rwmutex',
  'waitgroup',
  'cond',
  'semacquire',
  'syscall',
  'running',
  'coroutine',
  'runtime',
  'not-started',
  'blocked',
] as const;
export type StateClass = (typeof STATE_CLASSES)[number];

/** Wait reasons and statuses as debug=2 prints them, without modifiers. */
const BY_STATE: ReadonlyMap<string, StateClass> = new Map([
  ['chan send', 'chan-send'],
  ['chan receive', 'chan-receive'],
  ['chan send (nil chan)', 'nil-send'],
  ['chan receive (nil chan)', 'nil-receive'],
  ['select', 'select'],
  ['select (no cases)', 'select-forever'],
  ['sleep', 'sleep'],
  ['IO wait', 'io'],
  ['sync.Mutex.Lock', 'mutex'],
  ['sync.RWMutex.Lock', 'rwmutex'],
  ['sync.RWMutex.RLock', 'rwmutex'],
  ['sync.WaitGroup.Wait', 'waitgroup'],
  ['sync.Cond.Wait', 'cond'],
  ['syscall', 'syscall'],
  ['running', 'running'],
  ['runnable', 'running'],
  ['preempted', 'running'],
  ['copystack', 'running'],
  ['coroutine', 'coroutine'],
  ['waiting for cgo callback', 'syscall'],
]);

/** How far from the leaf the frames of a wait may reach: lockSlow, Lock, doSlow and the like. */
export const WAIT_DEPTH = 4;

/** Functions that park, by name without the "internal/" that Go 1.24 put before some of them. */
const BY_FUNCTION: ReadonlyMap<string, StateClass> = new Map([
  ['sync.(*WaitGroup).Wait', 'waitgroup'],
  ['sync.(*RWMutex).Lock', 'rwmutex'],
  ['sync.(*RWMutex).RLock', 'rwmutex'],
  ['sync.(*Mutex).Lock', 'mutex'],
  ['sync.(*Mutex).lockSlow', 'mutex'],
  ['sync.(*Cond).Wait', 'cond'],
  ['sync.runtime_notifyListWait', 'cond'],
  ['sync.runtime_SemacquireMutex', 'mutex'],
  ['sync.runtime_SemacquireRWMutex', 'rwmutex'],
  ['sync.runtime_SemacquireRWMutexR', 'rwmutex'],
  ['sync.runtime_SemacquireWaitGroup', 'waitgroup'],
  ['poll.runtime_pollWait', 'io'],
  ['time.Sleep', 'sleep'],
  ['os/signal.signal_recv', 'syscall'],
  ['syscall.Syscall', 'syscall'],
  ['syscall.Syscall6', 'syscall'],
  ['syscall.RawSyscall', 'syscall'],
  ['syscall.RawSyscall6', 'syscall'],
  ['iter.Pull', 'coroutine'],
]);

/** The class that a state alone tells of goroutines that have started; null where their frames must help. */
export function classOfState(state: string): StateClass | null {
  const known = BY_STATE.get(state);
  return known === undefined || known === 'mutex' ? null : known;
}

/**
 * The class of a state, helped by the names of the innermost functions (leaf first) where the state is missing or is
 * the older, wider "semacquire". Which lock it is, the frames tell better than the state: a second writer of an
 * RWMutex waits in sync.Mutex.Lock.
 */
export function stateClass(state: string, leafNames: readonly string[]): StateClass {
  if (leafNames.length === 0) return 'not-started';
  const known = BY_STATE.get(state);
  if (known === 'mutex') return isBelowRWMutex(leafNames) ? 'rwmutex' : 'mutex';
  if (known !== undefined) return known;
  const seen = fromFrames(leafNames);
  if (state === 'semacquire') return seen === 'blocked' ? 'semacquire' : seen;
  return state === '' ? seen : 'runtime';
}

function isBelowRWMutex(leafNames: readonly string[]): boolean {
  return leafNames.slice(0, WAIT_DEPTH).some((name) => unfold(name).startsWith('sync.(*RWMutex)'));
}

function fromFrames(leafNames: readonly string[]): StateClass {
  let found: StateClass = 'blocked';
  for (let depth = 0; depth < Math.min(WAIT_DEPTH, leafNames.length); depth++) {
    const name = unfold(leafNames[depth] ?? '');
    if (depth === 0 && isSystemCall(name)) return 'syscall';
    const known = BY_FUNCTION.get(name);
    if (known === undefined) {
      if (!name.startsWith('sync.')) break;
      continue;
    }
    if (known === 'waitgroup' || known === 'rwmutex') return known;
    found = known;
  }
  return found;
}

function isSystemCall(name: string): boolean {
  return name.startsWith('golang.org/x/sys/unix.') || name.includes('._Cfunc_') || name.startsWith('syscall.syscall');
}

function unfold(name: string): string {
  const bare = name.startsWith('internal/') ? name.slice('internal/'.length) : name;
  return bare.endsWith('[...]') ? bare.slice(0, -'[...]'.length) : bare;
}

/** What waiting in a class means, as a clause after "goroutines are …". */
export const PLAIN_WORDS: Readonly<Record<StateClass, string>> = {
  'chan-send': 'stuck sending on a channel',
  'chan-receive': 'waiting to receive from a channel',
  'nil-send': 'sending on a nil channel',
  'nil-receive': 'receiving from a nil channel',
  select: 'waiting in a select',
  'select-forever': 'in a select without cases',
  sleep: 'sleeping',
  io: 'waiting for the network or a file',
  mutex: 'waiting for a mutex',
  rwmutex: 'waiting for a read-write mutex',
  waitgroup: 'waiting for a WaitGroup',
  cond: 'waiting on a condition variable',
  semacquire: 'waiting for a lock or a WaitGroup',
  syscall: 'in a system call',
  running: 'running',
  coroutine: 'suspended in an iterator',
  runtime: 'parked by the runtime',
  'not-started': 'not started yet',
  blocked: 'parked on a channel, in a select, or running (this format does not tell which)',
};

/** Whether a goroutine of the class can only go on when another one does something. */
export function needsPartner(state: StateClass): boolean {
  switch (state) {
    case 'chan-send':
    case 'chan-receive':
    case 'select':
    case 'mutex':
    case 'rwmutex':
    case 'waitgroup':
    case 'cond':
    case 'semacquire':
    case 'coroutine':
      return true;
    default:
      return false;
  }
}

/** Whether the other end of the wait is most often held by the code that started the goroutine. */
export function answersToStarter(state: StateClass): boolean {
  return state === 'chan-send' || state === 'chan-receive' || state === 'select' || state === 'coroutine';
}

/** Whether a goroutine that has nothing to do stands like this: a worker, a session, a loop that waits its time. */
export function isRest(state: StateClass): boolean {
  switch (state) {
    case 'chan-send':
    case 'mutex':
    case 'rwmutex':
    case 'waitgroup':
    case 'semacquire':
    case 'coroutine':
    case 'nil-send':
    case 'nil-receive':
      return false;
    default:
      return true;
  }
}

/** Whether a goroutine of the class goes on by itself, sooner or later. */
export function isAtWork(state: StateClass): boolean {
  return state === 'sleep' || state === 'io' || state === 'syscall' || state === 'running';
}

/** Whether nothing can ever wake a goroutine of the class. */
export function neverWakes(state: StateClass): boolean {
  return state === 'nil-send' || state === 'nil-receive' || state === 'select-forever';
}
