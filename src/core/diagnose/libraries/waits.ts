import { libraryName } from './library-name.ts';

/** Whether a function waits for the answer to an HTTP request. */
export function isRoundTrip(name: string): boolean {
  return ROUND_TRIPS.has(name);
}

/** Whether a function waits for the answer of another process, whatever the protocol. */
export function isRemoteCall(name: string): boolean {
  return ROUND_TRIPS.has(name) || REMOTE_CALLS.has(libraryName(name));
}

const REMOTE_CALLS: ReadonlySet<string> = new Set([
  'google.golang.org/grpc.invoke',
  'net/rpc.(*Client).Call',
  'github.com/nats-io/nats.go.(*Conn).Request',
  'github.com/nats-io/nats.go.(*Conn).RequestWithContext',
]);

/** Whether a function reads the body of an answer. */
export function isBodyRead(name: string): boolean {
  return BODY_READS.has(name);
}

const BODY_READS: ReadonlySet<string> = new Set([
  'net/http.(*bodyEOFSignal).Read',
  'net/http.http2transportResponseBody.Read',
  'net/http.(*http2transportResponseBody).Read',
  'net/http/internal/http2.transportResponseBody.Read',
  'golang.org/x/net/http2.transportResponseBody.Read',
]);

const ROUND_TRIPS: ReadonlySet<string> = new Set([
  'net/http.(*persistConn).roundTrip',
  'net/http.(*http2ClientConn).roundTrip',
  'net/http.(*http2ClientConn).RoundTrip',
  'net/http/internal/http2.(*ClientConn).roundTrip',
  'golang.org/x/net/http2.(*ClientConn).roundTrip',
]);

/** Whether a function waits for a child process to end. */
export function isChildProcessWait(name: string): boolean {
  return CHILD_PROCESS_WAITS.has(name);
}

const CHILD_PROCESS_WAITS: ReadonlySet<string> = new Set([
  'os/exec.(*Cmd).Wait',
  'os/exec.(*Cmd).Run',
  'os/exec.(*Cmd).Output',
  'os/exec.(*Cmd).CombinedOutput',
  'os/exec.(*Cmd).awaitGoroutines',
  'os.(*Process).Wait',
  'os.(*Process).wait',
]);

/** Whether a function shares one call among many callers. */
export function isSingleflight(name: string): boolean {
  const bare = libraryName(name);
  return (
    bare === 'golang.org/x/sync/singleflight.(*Group).Do' || bare === 'golang.org/x/sync/singleflight.(*Group).doCall'
  );
}

/** Whether a function runs another one once and lets all other callers wait until that is done. */
export function isOnce(name: string): boolean {
  return name === 'sync.(*Once).doSlow';
}

/** Functions that hand out a bounded number of slots, and in what. */
const SLOT_QUEUES: ReadonlyMap<string, string> = new Map([
  ['golang.org/x/sync/errgroup.(*Group).Go', 'errgroup.Group.Go, behind SetLimit'],
  ['golang.org/x/sync/semaphore.(*Weighted).Acquire', 'semaphore.Weighted.Acquire'],
  ['database/sql.(*DB).conn', 'the connection pool of database/sql'],
  ['github.com/redis/go-redis/internal/pool.(*ConnPool).waitTurn', 'the connection pool of go-redis'],
  ['github.com/jackc/puddle.(*Pool).Acquire', 'the connection pool of pgx'],
  ['golang.org/x/time/rate.(*Limiter).WaitN', 'rate.Limiter.Wait'],
  ['golang.org/x/net/netutil.(*limitListener).acquire', 'netutil.LimitListener'],
  ['github.com/sourcegraph/conc/pool.(*Pool).Go', 'conc pool'],
  ['github.com/panjf2000/ants.(*Pool).Submit', 'ants.Pool.Submit'],
]);

/** Whether a function of a library hands out slots. */
export function isSlotQueue(name: string): boolean {
  return slotQueue(name) !== null;
}

/** What a function of a library hands out slots of, or null. Closures of it do not count: they run behind the slot. */
export function slotQueue(name: string): string | null {
  if (CLOSURE.test(name)) return null;
  return SLOT_QUEUES.get(libraryName(name)) ?? (HANDS_OUT_SLOTS.test(name) ? `${name}, by its name` : null);
}

/** Methods of a library's pool, semaphore or limiter that are named for taking something out of it. */
const HANDS_OUT_SLOTS =
  /\(\*\w*(pool|semaphore|limiter)(\[\.\.\.\])?\)\.(get|acquire|take|borrow|reserve|checkout|wait)\w*$/i;

const CLOSURE = /\.func\d+/;
