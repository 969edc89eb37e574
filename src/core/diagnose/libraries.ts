import { splitFunctionName } from '../model/function-name.ts';
import type { PatternId } from './finding.ts';

/**
 * What is known of public libraries: which goroutines of theirs belong together, and what leaks when they grow.
 * This is data; rules never name a library's function themselves.
 */

/** Goroutines that one thing of a library (a connection, a client, a result set) keeps, by the functions they run. */
export interface LibraryFamily {
  readonly id: string;
  /** What a person calls the thing: "client connection". */
  readonly noun: string;
  readonly library: string;
  readonly pattern: PatternId;
  /**
   * Functions, most telling first: the first that is there names the finding. Major versions in paths ("/v9") and
   * closure suffixes are left out; they match any.
   */
  readonly members: readonly string[];
  /** What ends the goroutines, as Go: "defer rows.Close()". */
  readonly close: string;
}

export const LIBRARY_FAMILIES: readonly LibraryFamily[] = [
  {
    id: 'http1-client-connection',
    noun: 'client connection',
    library: 'net/http',
    pattern: 'http-body',
    members: ['net/http.(*persistConn).readLoop', 'net/http.(*persistConn).writeLoop'],
    close: 'defer resp.Body.Close()',
  },
  {
    id: 'http2-client-stream',
    noun: 'HTTP/2 stream',
    library: 'net/http',
    pattern: 'http-body',
    members: [
      'net/http.(*http2clientStream).doRequest',
      'net/http/internal/http2.(*clientStream).doRequest',
      'golang.org/x/net/http2.(*clientStream).doRequest',
    ],
    close: 'defer resp.Body.Close()',
  },
  {
    id: 'http2-client-connection',
    noun: 'HTTP/2 client connection',
    library: 'net/http',
    pattern: 'client-not-closed',
    members: [
      'net/http.(*http2clientConnReadLoop).run',
      'net/http.(*http2ClientConn).readLoop',
      'net/http/internal/http2.(*ClientConn).readLoop',
      'golang.org/x/net/http2.(*ClientConn).readLoop',
    ],
    close: 'client.CloseIdleConnections()',
  },
  {
    id: 'sql-rows',
    noun: 'result set',
    library: 'database/sql',
    pattern: 'rows-not-closed',
    members: ['database/sql.(*Rows).awaitDone'],
    close: 'defer rows.Close()',
  },
  {
    id: 'sql-tx',
    noun: 'transaction',
    library: 'database/sql',
    pattern: 'rows-not-closed',
    members: ['database/sql.(*Tx).awaitDone'],
    close: 'defer tx.Rollback()',
  },
  {
    id: 'sql-db',
    noun: 'database handle',
    library: 'database/sql',
    pattern: 'client-not-closed',
    members: ['database/sql.(*DB).connectionOpener', 'database/sql.(*DB).connectionCleaner'],
    close: 'defer db.Close()',
  },
  {
    id: 'context',
    noun: 'derived context',
    library: 'context',
    pattern: 'context-not-cancelled',
    members: ['context.(*cancelCtx).propagateCancel', 'context.propagateCancel'],
    close: 'defer cancel()',
  },
  {
    id: 'signal-context',
    noun: 'signal context',
    library: 'os/signal',
    pattern: 'context-not-cancelled',
    members: ['os/signal.NotifyContext'],
    close: 'defer stop()',
  },
  {
    id: 'exec',
    noun: 'child process',
    library: 'os/exec',
    pattern: 'syscall',
    members: ['os/exec.(*Cmd).watchCtx', 'os/exec.(*Cmd).Start'],
    close: 'exec.CommandContext with cmd.WaitDelay',
  },
  {
    id: 'grpc-client',
    noun: 'gRPC client connection',
    library: 'google.golang.org/grpc',
    pattern: 'client-not-closed',
    members: [
      'google.golang.org/grpc/internal/transport.(*http2Client).reader',
      'google.golang.org/grpc/internal/transport.NewHTTP2Client',
      'google.golang.org/grpc/internal/transport.newHTTP2Client',
      'google.golang.org/grpc/internal/transport.(*http2Client).keepalive',
      'google.golang.org/grpc/internal/grpcsync.(*CallbackSerializer).run',
      'google.golang.org/grpc.(*ccBalancerWrapper).watcher',
      'google.golang.org/grpc.(*addrConn).resetTransport',
      'google.golang.org/grpc.(*acBalancerWrapper).healthListener',
      'google.golang.org/grpc/internal/resolver/dns.(*dnsResolver).watcher',
    ],
    close: 'defer conn.Close()',
  },
  {
    id: 'grpc-stream',
    noun: 'gRPC stream',
    library: 'google.golang.org/grpc',
    pattern: 'context-not-cancelled',
    members: ['google.golang.org/grpc.newClientStreamWithParams', 'google.golang.org/grpc.newNonRetryClientStream'],
    close: 'cancel the context of the stream, or read it to its end',
  },
  {
    id: 'nats',
    noun: 'NATS connection',
    library: 'github.com/nats-io/nats.go',
    pattern: 'client-not-closed',
    members: [
      'github.com/nats-io/nats.go.(*Conn).readLoop',
      'github.com/nats-io/nats.go.(*Conn).flusher',
      'github.com/nats-io/nats.go.(*asyncCallbacksHandler).asyncCBDispatcher',
      'github.com/nats-io/nats.go.(*Conn).doReconnect',
    ],
    close: 'defer nc.Close()',
  },
  {
    id: 'nats-subscription',
    noun: 'NATS subscription',
    library: 'github.com/nats-io/nats.go',
    pattern: 'client-not-closed',
    members: ['github.com/nats-io/nats.go.(*Conn).waitForMsgs'],
    close: 'defer sub.Unsubscribe()',
  },
  {
    id: 'redis-pubsub',
    noun: 'Redis subscription',
    library: 'github.com/redis/go-redis',
    pattern: 'client-not-closed',
    members: [
      'github.com/redis/go-redis.(*channel).initMsgChan',
      'github.com/redis/go-redis.(*channel).initAllChan',
      'github.com/redis/go-redis.(*channel).initHealthCheck',
      'github.com/go-redis/redis.(*channel).initMsgChan',
      'github.com/go-redis/redis.(*channel).initAllChan',
      'github.com/go-redis/redis.(*channel).initHealthCheck',
    ],
    close: 'defer pubsub.Close()',
  },
  {
    id: 'redis-client',
    noun: 'Redis client',
    library: 'github.com/redis/go-redis',
    pattern: 'client-not-closed',
    members: [
      'github.com/redis/go-redis/internal/pool.(*ConnPool).reaper',
      'github.com/go-redis/redis/internal/pool.(*ConnPool).reaper',
    ],
    close: 'defer client.Close()',
  },
  {
    id: 'fsnotify',
    noun: 'file watcher',
    library: 'github.com/fsnotify/fsnotify',
    pattern: 'client-not-closed',
    members: [
      'github.com/fsnotify/fsnotify.(*inotify).readEvents',
      'github.com/fsnotify/fsnotify.(*kqueue).readEvents',
      'github.com/fsnotify/fsnotify.(*readDirChangesW).readEvents',
      'github.com/fsnotify/fsnotify.(*Watcher).readEvents',
    ],
    close: 'defer watcher.Close()',
  },
  {
    id: 'lumberjack',
    noun: 'rotating log file',
    library: 'gopkg.in/natefinch/lumberjack',
    pattern: 'client-not-closed',
    members: ['gopkg.in/natefinch/lumberjack.(*Logger).millRun', 'github.com/natefinch/lumberjack.(*Logger).millRun'],
    close: 'one Logger for the process: its goroutine has no end',
  },
  {
    id: 'kafka-go-reader',
    noun: 'Kafka reader',
    library: 'github.com/segmentio/kafka-go',
    pattern: 'client-not-closed',
    members: [
      'github.com/segmentio/kafka-go.(*Reader).run',
      'github.com/segmentio/kafka-go.(*Reader).start',
      'github.com/segmentio/kafka-go.(*reader).run',
      'github.com/segmentio/kafka-go.(*Writer).writeBatches',
      'github.com/segmentio/kafka-go.(*partitionWriter).writeBatches',
      'github.com/segmentio/kafka-go.(*connPool).discover',
      'github.com/segmentio/kafka-go.(*conn).run',
    ],
    close: 'defer reader.Close()',
  },
  {
    id: 'sarama',
    noun: 'Kafka client',
    library: 'github.com/IBM/sarama',
    pattern: 'client-not-closed',
    members: [
      'github.com/IBM/sarama.(*client).backgroundMetadataUpdater',
      'github.com/IBM/sarama.(*Broker).responseReceiver',
      'github.com/IBM/sarama.(*asyncProducer).dispatcher',
      'github.com/IBM/sarama.(*asyncProducer).retryHandler',
      'github.com/IBM/sarama.(*brokerConsumer).subscriptionManager',
      'github.com/IBM/sarama.(*brokerConsumer).subscriptionConsumer',
      'github.com/IBM/sarama.(*partitionConsumer).dispatcher',
      'github.com/IBM/sarama.(*partitionConsumer).responseFeeder',
      'github.com/IBM/sarama.withRecover',
      'github.com/Shopify/sarama.(*client).backgroundMetadataUpdater',
      'github.com/Shopify/sarama.(*Broker).responseReceiver',
    ],
    close: 'defer client.Close()',
  },
  {
    id: 'franz-go',
    noun: 'Kafka client',
    library: 'github.com/twmb/franz-go',
    pattern: 'client-not-closed',
    members: [
      'github.com/twmb/franz-go/pkg/kgo.(*Client).updateMetadataLoop',
      'github.com/twmb/franz-go/pkg/kgo.(*Client).reapConnectionsLoop',
      'github.com/twmb/franz-go/pkg/kgo.(*brokerCxn).handleResps',
    ],
    close: 'defer client.Close()',
  },
  {
    id: 'amqp',
    noun: 'AMQP connection',
    library: 'github.com/rabbitmq/amqp091-go',
    pattern: 'client-not-closed',
    members: [
      'github.com/rabbitmq/amqp091-go.(*Connection).reader',
      'github.com/rabbitmq/amqp091-go.(*Connection).heartbeater',
      'github.com/rabbitmq/amqp091-go.(*consumers).buffer',
      'github.com/streadway/amqp.(*Connection).reader',
      'github.com/streadway/amqp.(*Connection).heartbeater',
    ],
    close: 'defer conn.Close()',
  },
  {
    id: 'pgx-pool',
    noun: 'PostgreSQL pool',
    library: 'github.com/jackc/pgx',
    pattern: 'client-not-closed',
    members: [
      'github.com/jackc/pgx/pgxpool.(*Pool).backgroundHealthCheck',
      'github.com/jackc/pgx/pgxpool.NewWithConfig',
    ],
    close: 'defer pool.Close()',
  },
  {
    id: 'pq',
    noun: 'PostgreSQL listener',
    library: 'github.com/lib/pq',
    pattern: 'client-not-closed',
    members: ['github.com/lib/pq.(*Listener).listenerMain', 'github.com/lib/pq.(*ListenerConn).listenerConnMain'],
    close: 'defer listener.Close()',
  },
  {
    id: 'mysql',
    noun: 'MySQL connection',
    library: 'github.com/go-sql-driver/mysql',
    pattern: 'rows-not-closed',
    members: ['github.com/go-sql-driver/mysql.(*mysqlConn).startWatcher'],
    close: 'defer rows.Close()',
  },
  {
    id: 'mongo',
    noun: 'MongoDB client',
    library: 'go.mongodb.org/mongo-driver',
    pattern: 'client-not-closed',
    members: [
      'go.mongodb.org/mongo-driver/x/mongo/driver/topology.(*Server).update',
      'go.mongodb.org/mongo-driver/x/mongo/driver/topology.(*rttMonitor).start',
      'go.mongodb.org/mongo-driver/x/mongo/driver/topology.(*pool).maintain',
      'go.mongodb.org/mongo-driver/x/mongo/driver/topology.(*pool).createConnections',
      'go.mongodb.org/mongo-driver/x/mongo/driver/topology.(*Topology).pollSRVRecords',
    ],
    close: 'defer client.Disconnect(ctx)',
  },
  {
    id: 'mqtt',
    noun: 'MQTT client',
    library: 'github.com/eclipse/paho.mqtt.golang',
    pattern: 'client-not-closed',
    members: [
      'github.com/eclipse/paho.mqtt.golang.startIncoming',
      'github.com/eclipse/paho.mqtt.golang.startIncomingComms',
      'github.com/eclipse/paho.mqtt.golang.startOutgoingComms',
      'github.com/eclipse/paho.mqtt.golang.startComms',
      'github.com/eclipse/paho.mqtt.golang.keepalive',
    ],
    close: 'defer client.Disconnect(250)',
  },
  {
    id: 'etcd',
    noun: 'etcd client',
    library: 'go.etcd.io/etcd/client',
    pattern: 'client-not-closed',
    members: [
      'go.etcd.io/etcd/client.(*lessor).recvKeepAliveLoop',
      'go.etcd.io/etcd/client.(*lessor).deadlineLoop',
      'go.etcd.io/etcd/client.(*watchGrpcStream).run',
      'go.etcd.io/etcd/client.(*watchGrpcStream).serveWatchClient',
      'go.etcd.io/etcd/client.(*watchGrpcStream).serveSubstream',
    ],
    close: 'defer client.Close()',
  },
  {
    id: 'cron',
    noun: 'cron scheduler',
    library: 'github.com/robfig/cron',
    pattern: 'client-not-closed',
    members: ['github.com/robfig/cron.(*Cron).run'],
    close: 'defer c.Stop()',
  },
  {
    id: 'go-cache',
    noun: 'cache',
    library: 'github.com/patrickmn/go-cache',
    pattern: 'client-not-closed',
    members: ['github.com/patrickmn/go-cache.(*janitor).Run'],
    close: 'one cache for the process, or an expiry without a janitor',
  },
  {
    id: 'expirable-lru',
    noun: 'expiring cache',
    library: 'github.com/hashicorp/golang-lru',
    pattern: 'client-not-closed',
    members: ['github.com/hashicorp/golang-lru/expirable.NewLRU'],
    close: 'one cache for the process: its goroutine has no end',
  },
  {
    id: 'ttlcache',
    noun: 'expiring cache',
    library: 'github.com/jellydator/ttlcache',
    pattern: 'client-not-closed',
    members: ['github.com/jellydator/ttlcache.(*Cache).Start'],
    close: 'defer cache.Stop()',
  },
  {
    id: 'bigcache',
    noun: 'cache',
    library: 'github.com/allegro/bigcache',
    pattern: 'client-not-closed',
    members: ['github.com/allegro/bigcache.newBigCache'],
    close: 'defer cache.Close()',
  },
  {
    id: 'ristretto',
    noun: 'cache',
    library: 'github.com/dgraph-io/ristretto',
    pattern: 'client-not-closed',
    members: [
      'github.com/dgraph-io/ristretto.(*Cache).processItems',
      'github.com/dgraph-io/ristretto.(*defaultPolicy).processItems',
    ],
    close: 'defer cache.Close()',
  },
  {
    id: 'nsq',
    noun: 'NSQ client',
    library: 'github.com/nsqio/go-nsq',
    pattern: 'client-not-closed',
    members: [
      'github.com/nsqio/go-nsq.(*Conn).readLoop',
      'github.com/nsqio/go-nsq.(*Conn).writeLoop',
      'github.com/nsqio/go-nsq.(*Producer).router',
      'github.com/nsqio/go-nsq.(*Consumer).rdyLoop',
      'github.com/nsqio/go-nsq.(*Consumer).lookupdLoop',
      'github.com/nsqio/go-nsq.(*Consumer).handlerLoop',
    ],
    close: 'defer producer.Stop()',
  },
  {
    id: 'otel-batch',
    noun: 'trace provider',
    library: 'go.opentelemetry.io/otel',
    pattern: 'client-not-closed',
    members: [
      'go.opentelemetry.io/otel/sdk/trace.(*batchSpanProcessor).processQueue',
      'go.opentelemetry.io/otel/sdk/trace.NewBatchSpanProcessor',
      'go.opentelemetry.io/otel/sdk/metric.(*PeriodicReader).run',
    ],
    close: 'defer provider.Shutdown(ctx)',
  },
  {
    id: 'opencensus',
    noun: 'stats worker',
    library: 'go.opencensus.io',
    pattern: 'client-not-closed',
    members: ['go.opencensus.io/stats/view.(*worker).start'],
    close: 'one worker for the process',
  },
];

/** Goroutines of servers that wait for the next request or hold an open client: expected, with their functions. */
export interface ServerShape {
  readonly function: string;
  /** A function further in that says the goroutine is idle, or null where the function itself says it. */
  readonly idleBelow: string | null;
  readonly what: string;
}

export const SERVER_SHAPES: readonly ServerShape[] = [
  {
    function: 'net/http.(*conn).serve',
    idleBelow: 'bufio.(*Reader).Peek',
    what: 'a client connection kept alive, waiting for its next request',
  },
  {
    function: 'net/http.(*conn).serve',
    idleBelow: 'net/http.(*conn).readRequest',
    what: 'a client connection on which no request has come in full yet',
  },
  {
    function: 'net/http.(*connReader).backgroundRead',
    idleBelow: null,
    what: 'the watch over a client that is still connected while its handler runs',
  },
  {
    function: 'net/http.(*http2serverConn).readFrames',
    idleBelow: null,
    what: 'an open HTTP/2 connection of a client',
  },
  { function: 'net/http.(*http2serverConn).serve', idleBelow: null, what: 'an open HTTP/2 connection of a client' },
  {
    function: 'net/http/internal/http2.(*serverConn).readFrames',
    idleBelow: null,
    what: 'an open HTTP/2 connection of a client',
  },
  {
    function: 'net/http/internal/http2.(*serverConn).serve',
    idleBelow: null,
    what: 'an open HTTP/2 connection of a client',
  },
  {
    function: 'google.golang.org/grpc/internal/transport.(*http2Server).HandleStreams',
    idleBelow: null,
    what: 'an open gRPC connection of a client',
  },
  {
    function: 'google.golang.org/grpc/internal/transport.NewServerTransport',
    idleBelow: null,
    what: 'an open gRPC connection of a client',
  },
  {
    function: 'google.golang.org/grpc/internal/transport.(*http2Server).keepalive',
    idleBelow: null,
    what: 'an open gRPC connection of a client',
  },
  {
    function: 'google.golang.org/grpc.(*Server).serverWorker',
    idleBelow: null,
    what: 'an idle worker of a gRPC server',
  },
];

/** Functions that only run another one on their goroutine: never a culprit, wherever they stand at the root. */
const TRAMPOLINES: ReadonlySet<string> = new Set([
  'runtime.main',
  'runtime.goexit',
  'time.goFunc',
  'sync.(*WaitGroup).Go',
  'golang.org/x/sync/errgroup.(*Group).Go',
  'golang.org/x/sync/errgroup.(*Group).TryGo',
  'golang.org/x/sync/errgroup.(*Group).add',
  'golang.org/x/sync/singleflight.(*Group).doCall',
  'github.com/sourcegraph/conc.(*WaitGroup).Go',
  'github.com/oklog/run.(*Group).Run',
  'k8s.io/apimachinery/pkg/util/wait.(*Group).Start',
]);

/** Functions that start goroutines for others: as a creator they say little. */
const POOR_CREATORS: ReadonlySet<string> = new Set([
  'time.goFunc',
  'context.AfterFunc',
  'context.(*afterFuncCtx).cancel',
  'sync.(*WaitGroup).Go',
  'net/http.(*Server).Serve',
  'golang.org/x/sync/errgroup.(*Group).Go',
  'golang.org/x/sync/errgroup.(*Group).TryGo',
  'golang.org/x/sync/errgroup.(*Group).add',
  'golang.org/x/sync/singleflight.(*Group).DoChan',
  'github.com/sourcegraph/conc.(*WaitGroup).Go',
  'github.com/sourcegraph/conc/pool.(*Pool).Go',
  'github.com/oklog/run.(*Group).Run',
  'github.com/panjf2000/ants.(*goWorker).run',
  'k8s.io/apimachinery/pkg/util/wait.(*Group).Start',
]);

/** Last words of helpers that start a goroutine and recover for it, as people name them. */
const SPAWN_HELPER =
  /(^|[.)])(Safe)?(Go|Spawn|Async|GoSafe|SafeGo|GoRecover|RunAsync|GoFunc|GoCtx|StartGoroutine)(\[\.\.\.\])?$/i;

const FAMILY_OF: ReadonlyMap<string, LibraryFamily> = new Map(
  LIBRARY_FAMILIES.flatMap((family) => family.members.map((member) => [member, family] as const)),
);
const SERVERS: ReadonlySet<string> = new Set(SERVER_SHAPES.map((shape) => shape.function));

/** A name as this table writes it: no major version in the path, no closure or wrapper suffix, no "[...]". */
export function libraryName(name: string): string {
  const slash = name.lastIndexOf('/');
  const path = slash < 0 ? '' : name.slice(0, slash).replace(/\/v\d+(?=\/|$)/g, '');
  const last = name
    .slice(slash + 1)
    .replace(/^v\d+(?=\.)/, '')
    .replace(/^([\w-]+)\.v\d+(?=\.)/, '$1')
    .replace('[...]', '')
    .replace(/(?:\.func\d+|\.\d+|\.gowrap\d+|\.deferwrap\d+|-fm|-range\d+)+$/, '');
  return path === '' || last.startsWith('.') ? path + last : `${path}/${last}`;
}

/** Whether a function waits for the answer to an HTTP request. */
export function isRoundTrip(name: string): boolean {
  return ROUND_TRIPS.has(name);
}

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

/** The module a function belongs to, as far as its path tells: "github.com/redis/go-redis", "net/http". */
export function libraryOf(name: string): string {
  const path = splitFunctionName(libraryName(name)).package.split('/');
  const host = path[0] ?? '';
  if (!host.includes('.')) return path.join('/');
  return path.slice(0, host === 'gopkg.in' || host === 'google.golang.org' || host === 'go.uber.org' ? 2 : 3).join('/');
}

/** What a goroutine at rest in this function of a server is, given all names of its stack; null if it is not at rest. */
export function serverShape(name: string, stack: readonly string[]): string | null {
  const bare = libraryName(name);
  for (const shape of SERVER_SHAPES) {
    if (shape.function !== bare) continue;
    if (shape.idleBelow === null || stack.includes(shape.idleBelow)) return shape.what;
  }
  return null;
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

/** What a function of a library hands out slots of, or null. Closures of it do not count: they run behind the slot. */
export function slotQueue(name: string): string | null {
  return CLOSURE.test(name) ? null : (SLOT_QUEUES.get(libraryName(name)) ?? null);
}

const CLOSURE = /\.func\d+/;

/** The family that a function's goroutine belongs to, or null. */
export function libraryFamily(name: string): LibraryFamily | null {
  return FAMILY_OF.get(libraryName(name)) ?? null;
}

/** Whether a goroutine is known by this function of a library. */
export function isLibraryOwner(name: string): boolean {
  const bare = libraryName(name);
  return FAMILY_OF.has(bare) || SERVERS.has(bare);
}

export function isTrampoline(name: string): boolean {
  return TRAMPOLINES.has(libraryName(name));
}

export function isPoorCreator(name: string): boolean {
  return POOR_CREATORS.has(libraryName(name)) || SPAWN_HELPER.test(name.replace(/(\.func\d+|\.\d+|\.gowrap\d+)+$/, ''));
}
