import { libraryName } from './library-name.ts';

/** Goroutines of servers that wait for the next request or hold an open client: expected, with their functions. */
interface ServerShape {
  readonly function: string;
  /** A function further in that says the goroutine is idle, or null where the function itself says it. */
  readonly idleBelow: string | null;
  readonly what: string;
}

const SERVER_SHAPES: readonly ServerShape[] = [
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

/** What a goroutine at rest in this function of a server is, given all names of its stack; null if it is not at rest. */
export function serverShape(name: string, stack: readonly string[]): string | null {
  const bare = libraryName(name);
  for (const shape of SERVER_SHAPES) {
    if (shape.function !== bare) continue;
    if (shape.idleBelow === null || stack.includes(shape.idleBelow)) return shape.what;
  }
  return null;
}

/** Whether a goroutine of a server is known by this function, given as the tables write it. */
export function isServerFunction(bare: string): boolean {
  return SERVERS.has(bare);
}

const SERVERS: ReadonlySet<string> = new Set(SERVER_SHAPES.map((shape) => shape.function));
