import type { ClientRequest, IncomingMessage } from 'node:http';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { CaptureError } from './capture-target.ts';

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
  const timeout = AbortSignal.timeout(limits.timeout);
  const stop = signal === undefined ? timeout : AbortSignal.any([signal, timeout]);
  try {
    const response = await follow(url, headers, stop);
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
    throw explain(error, timeout.aborted, limits);
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
    if (!URL.canParse(location, url.href))
      throw new FetchFailure('the server redirects to no address', 'name the final address');
    const next = new URL(location, url);
    if (next.host !== url.host || (next.protocol !== url.protocol && next.protocol !== 'https:')) {
      throw new FetchFailure(`the server redirects to another host, ${next.host}`, 'name that host if you trust it');
    }
    url = next;
  }
  throw new FetchFailure('the server redirects in a circle', 'name the final address');
}

function answer(url: URL, headers: Readonly<Record<string, string>>, signal: AbortSignal): Promise<IncomingMessage> {
  const open = url.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const request: ClientRequest = open(url, {
      headers: { 'Accept-Encoding': 'identity', 'User-Agent': 'straggler', ...headers },
      signal,
      agent: false,
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
      'add a name and a password to the address, or --header',
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
function explain(error: unknown, late: boolean, limits: FetchLimits): FetchFailure {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (late)
    return new FetchFailure(
      `no whole answer within ${limits.timeout / 1000} s`,
      'check that the program is not stopped',
    );
  switch (code) {
    case 'ECONNREFUSED':
      return new FetchFailure('the connection is refused', 'check that the program runs and listens on that port');
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new FetchFailure('the host is not known', 'check its name');
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'ETIMEDOUT':
      return new FetchFailure('the host cannot be reached', 'check the network');
    case 'ECONNRESET':
    case 'EPIPE':
      return new FetchFailure(
        'the answer broke off',
        'try again; a server with a WriteTimeout may be too slow for debug=2',
      );
    case 'ABORT_ERR':
      return new FetchFailure('the capture was cancelled', 'start it again');
    case 'EPROTO':
      return new FetchFailure('the server does not speak TLS there', 'use http');
    default:
      if (code.startsWith('HPE_')) return new FetchFailure('the server does not speak HTTP there', 'check the port');
      if (/CERT|SIGNATURE|SSL/.test(code)) {
        return new FetchFailure(
          `its certificate is not trusted (${code})`,
          'name its authority in NODE_EXTRA_CA_CERTS',
        );
      }
      return new FetchFailure(`the request failed${code === '' ? '' : ` (${code})`}`, 'try curl on the same address');
  }
}
