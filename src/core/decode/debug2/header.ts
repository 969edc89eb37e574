import { SampleFlag } from '../../model/snapshot.ts';
import { parseLabels, quoteEnd } from '../text/labels.ts';

/** What a goroutine's header line tells, but for its numbers. */
export interface Header {
  /** The status or wait reason, verbatim, without modifiers. */
  readonly state: string;
  readonly flags: number;
  readonly labels: readonly (readonly [key: string, value: string])[];
  readonly labelsWhole: boolean;
  readonly known: boolean;
}

/** Reads a header line, whole as the walker found it: `goroutine 7 gp=… [STATE…, 5 minutes] {labels}:`. */
export function parseHeader(line: string): Header {
  const open = line.indexOf('[');
  const close = closingBracket(line, open);
  let inner = line.slice(open + 1, close);
  let labels = { pairs: [] as readonly (readonly [string, string])[], whole: true };
  const inside = inner.indexOf(' labels:{');
  const brace = line.indexOf('{', close);
  if (inside >= 0) {
    labels = parseLabels(inner, inside + ' labels:'.length);
    inner = inner.slice(0, inside);
  } else if (brace >= 0) {
    labels = parseLabels(line, brace);
  }
  const { state, flags } = splitState(inner);
  return { state, flags, labels: labels.pairs, labelsWhole: labels.whole, known: KNOWN_STATES.has(state) };
}

/** Offset of the bracket that closes the state; quoted labels may hold brackets. The line's end where there is none. */
function closingBracket(line: string, open: number): number {
  for (let i = open + 1; i < line.length; i++) {
    if (line[i] === ']') return i;
    if (line[i] !== '"') continue;
    const end = quoteEnd(line, i);
    if (end < 0) break;
    i = end;
  }
  return line.length;
}

/** Modifiers of a state, at its end, in whatever order. */
const MODIFIERS: readonly (readonly [pattern: RegExp, flag: number])[] = [
  [/, \d+ minutes?$/, 0],
  [/, locked to thread$/, SampleFlag.LockedToThread],
  [/, synctest (?:group|bubble) \d+$/, 0],
  [/ \(leaked\)$/, SampleFlag.Leaked],
  [/ \(scan\)$/, SampleFlag.Scan],
  [/ \((?:durable|synctest)\)$/, SampleFlag.Durable],
];

/** Go prints each of them once. */
const MOST_MODIFIERS = 8;

/** A state as the header prints it, taken apart: "chan receive (nil chan) (leaked), locked to thread". */
export function splitState(text: string): { readonly state: string; readonly flags: number } {
  let state = text;
  let flags = 0;
  for (let left = MOST_MODIFIERS; left > 0; left--) {
    const before = state;
    for (const [pattern, flag] of MODIFIERS) {
      const cut = state.replace(pattern, '');
      if (cut === state) continue;
      state = cut;
      flags |= flag;
    }
    if (state === before) break;
  }
  return { state, flags };
}

/** Statuses and wait reasons of the runtimes of Go 1.5 to 1.27 (runtime2.go, traceback.go). */
const KNOWN_STATES = new Set([
  ...['idle', 'runnable', 'running', 'syscall', 'waiting', 'dead', 'copystack', 'leaked', 'preempted', '???'],
  ...['enqueue', 'moribund_unused', 'deadextra', 'waiting for cgo callback', 'garbage collection'],
  ...['chan receive', 'chan receive (nil chan)', 'chan send', 'chan send (nil chan)', 'select', 'select (no cases)'],
  ...['sleep', 'IO wait', 'semacquire', 'semarelease', 'finalizer wait', 'cleanup wait', 'force gc (idle)'],
  ...['sync.Cond.Wait', 'sync.Mutex.Lock', 'sync.RWMutex.RLock', 'sync.RWMutex.Lock', 'sync.WaitGroup.Wait'],
  ...['GC assist marking', 'GC assist wait', 'GC sweep wait', 'GC scavenge wait', 'GC worker (idle)'],
  ...[
    'GC worker (active)',
    'GC worker init',
    'GC mark termination',
    'GC weak to strong wait',
    'timer goroutine (idle)',
  ],
  ...['panicwait', 'trace reader (blocked)', 'trace goroutine status', 'trace proc status', 'wait for GC cycle'],
  ...[
    'page trace flush',
    'coroutine',
    'debug call',
    'stopping the world',
    'flushing proc caches',
    'wait until GC ends',
  ],
  ...['dumping heap', 'synctest.Run', 'synctest.Wait', 'GOMAXPROCS updater (idle)', 'garbage collection scan'],
]);
