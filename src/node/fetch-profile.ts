import type { ClientRequest, IncomingMessage } from 'node:http';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { CaptureError } from './capture-target.ts';
import { routeTo } from './proxy.ts';

export interface FetchLimits {
  /** Milliseconds until the answer is complete. */
  readonly timeout: number;
  /** Bytes of the answer. */
  readonly bytes: number;
}

/** A debug=2 dump ends at 64 MiB by itself; a stopped world or a slow line takes seconds. */
export const FETCH_LIMITS: FetchLimits = { timeout: 120_000, bytes: 512 * 1024 * 1024 };

const MOST_REDIRECTS = 5;
/** Bytes of a refusal that are read to tell what it is. */
const MOST_REFUSAL = 4096;

/** Thrown out of `fetchProfile`: what went wrong with the request, for a person. */
export class FetchFailure extends Error {
  readonly error: CaptureError;

  constructor(message: string, advice: string) {
    super(message);
    this.error = { message, advice };
  }
}

/**
 * The body of an address in chunks, as it is served. Follows redirects to the same host only. Throws FetchFailure;
 * also after the first chunks, where the answer breaks off.
 */
export async function* fetchProfile(
  url: URL,
  headers: Readonly<Record<string, string>>,
  limits: FetchLimits,
  signal?: AbortSignal,
): AsyncGenerator<Uint8Array> {
  // By hand, because AbortSignal.any is newer than the oldest Node this runs on.
  const stop = new AbortController();
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    stop.abort();
  }, limits.timeout);
  const cancel = () => stop.abort();
  if (signal?.aborted) cancel();
  signal?.addEventListener('abort', cancel, { once: true });
  try {
    const response = await follow(url, headers, stop.signal);
    // Node 16 lets go of a request's signal once the answer begins.
    stop.signal.addEventListener('abort', () => response.destroy(new Error('stopped')), { once: true });
    await refuse(response);
    let bytes = 0;
    for await (const chunk of response) {
      bytes += chunk.length;
      if (bytes > limits.bytes) {
        throw new FetchFailure(
          `the answer is larger than ${limits.bytes >> 20} MiB`,
          'fetch it with curl, and open the file',
        );
      }
      yield chunk;
    }
  } catch (error) {
    if (error instanceof FetchFailure) throw error;
    if (signal?.aborted) throw new FetchFailure('the capture was cancelled', 'start it again');
    if (late) {
      throw new FetchFailure(
        `no whole answer within ${limits.timeout / 1000} s`,
        'check that the program is not stopped',
      );
    }
    throw explain(error, url);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', cancel);
  }
}

async function follow(
  first: URL,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  let url = first;
  for (let hop = 0; hop <= MOST_REDIRECTS; hop++) {
    const response = await answer(url, headers, signal);
    const { location } = response.headers;
    if (
      response.statusCode === undefined ||
      response.statusCode < 300 ||
      response.statusCode >= 400 ||
      location === undefined
    ) {
      return response;
    }
    response.destroy();
    const next = resolve(location, url);
    if (next.host !== url.host || (next.protocol !== url.protocol && next.protocol !== 'https:')) {
      throw new FetchFailure(`the server redirects to another host, ${next.host}`, 'name that host if you trust it');
    }
    url = next;
  }
  throw new FetchFailure('the server redirects in a circle', 'name the final address');
}

function resolve(location: string, base: URL): URL {
  try {
    return new URL(location, base);
  } catch {
    throw new FetchFailure('the server redirects to no address', 'name the final address');
  }
}

async function answer(
  url: URL,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const found = routeTo(url);
  if (!found.ok) throw new FetchFailure(found.error.message, found.error.advice);
  const { to, options, headers: added } = found.route;
  const open = to.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const request: ClientRequest = open(to, {
      ...options,
      headers: { 'Accept-Encoding': 'identity', 'User-Agent': 'straggler', ...added, ...headers },
      signal,
    });
    request.on('response', resolve);
    request.on('error', reject);
    request.end();
  });
}

/** Turns an answer that is no profile into what it means. */
async function refuse(response: IncomingMessage): Promise<void> {
  const status = response.statusCode ?? 0;
  const html = /^text\/html/i.test(response.headers['content-type'] ?? '');
  if (status === 200 && !html) return;
  const text = await beginning(response);
  if (status === 401 || status === 403) {
    throw new FetchFailure(
      `the server refuses access (${status})`,
      'give a name and a password with the address, or a header',
    );
  }
  if (status === 407) {
    throw new FetchFailure(
      'the proxy refuses access (407)',
      'put a name and a password into HTTP_PROXY or HTTPS_PROXY',
    );
  }
  if (status === 404 && text.startsWith('Unknown profile')) {
    throw new FetchFailure(
      'the program has no such profile (404)',
      'goroutineleak needs Go 1.27, or 1.26 built with GOEXPERIMENT=goroutineleakprofile',
    );
  }
  if (status === 404) {
    throw new FetchFailure(
      'pprof is not mounted there (404)',
      'import net/http/pprof in the program, or name the path it is mounted at',
    );
  }
  if (status === 200) {
    throw new FetchFailure(
      'the server answers with an HTML page',
      'name the address of /debug/pprof/, without a proxy before it',
    );
  }
  throw new FetchFailure(`the server answers ${status}`, 'look at its log, or try again');
}

async function beginning(response: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of response) {
    text += Buffer.from(chunk).toString('latin1');
    if (text.length > MOST_REFUSAL) break;
  }
  return text;
}

/** What the codes of Node's sockets mean to somebody who named an address. */
function explain(error: unknown, url: URL): FetchFailure {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const [message, advice] = meaning(code);
  const found = routeTo(url);
  if (!found.ok || found.route.proxy === null) return new FetchFailure(message, advice);
  return new FetchFailure(`${message}, through the proxy ${found.route.proxy}`, `${advice}, or name it in NO_PROXY`);
}

function meaning(code: string): readonly [message: string, advice: string] {
  switch (code) {
    case 'ECONNREFUSED':
      return ['the connection is refused', 'check that the program runs and listens on that port'];
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return ['the host is not known', 'check its name'];
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'ETIMEDOUT':
      return ['the host cannot be reached', 'check the network'];
    case 'ECONNRESET':
    case 'EPIPE':
      return ['the answer broke off', 'try again; a server with a WriteTimeout may be too slow for debug=2'];
    case 'EPROTO':
      return ['the server does not speak TLS there', 'use http'];
    default:
      if (code.startsWith('HPE_')) return ['the server does not speak HTTP there', 'check the port'];
      if (/CERT|SIGNATURE|SSL/.test(code)) {
        return [`its certificate is not trusted (${code})`, 'name its authority in NODE_EXTRA_CA_CERTS'];
      }
      return [`the request failed${code === '' ? '' : ` (${code})`}`, 'try curl on the same address'];
  }
}
