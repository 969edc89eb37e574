import type { RequestOptions } from 'node:http';
import { HttpsProxyAgent } from 'https-proxy-agent';
import { getProxyForUrl } from 'proxy-from-env';
import { basicAuthorization, type CaptureError } from './capture-target.ts';

/** How a request gets to its address. */
export interface Route {
  /** Host and port of the proxy on the way, without a name or a password: for a person to read. null: there is none. */
  readonly proxy: string | null;
  /** Where the request is sent to, and with what besides its own headers. */
  readonly to: URL;
  readonly options: RequestOptions;
  readonly headers: Readonly<Record<string, string>>;
}

export type RouteResult =
  | { readonly ok: true; readonly route: Route }
  | { readonly ok: false; readonly error: CaptureError };

const LOOPBACK = /^(?:localhost|.*\.localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/**
 * The way to an address: through the proxy that HTTP_PROXY, HTTPS_PROXY or ALL_PROXY names, but for the hosts of
 * NO_PROXY. A program on this machine is never asked for through one.
 */
export function routeTo(url: URL): RouteResult {
  const named = LOOPBACK.test(url.hostname) ? '' : getProxyForUrl(url.href);
  if (named === '') return { ok: true, route: { proxy: null, to: url, options: { agent: false }, headers: {} } };
  const proxy = parse(named);
  if (proxy === null) {
    const message = `the proxy for ${url.protocol.slice(0, -1)} is no http or https address`;
    return { ok: false, error: { message, advice: 'correct HTTP_PROXY, HTTPS_PROXY or ALL_PROXY' } };
  }
  const { username, password, host } = proxy;
  const headers: Record<string, string> =
    username === '' && password === '' ? {} : { 'Proxy-Authorization': basicAuthorization(username, password) };
  // The agent writes the proxy's address to its debug log: it gets none with a password in it.
  proxy.username = '';
  proxy.password = '';
  const route: Route =
    url.protocol === 'https:'
      ? { proxy: host, to: url, options: { agent: new HttpsProxyAgent(proxy, { headers }) }, headers: {} }
      : { proxy: host, to: proxy, options: { agent: false, path: url.href }, headers: { Host: url.host, ...headers } };
  return { ok: true, route };
}

function parse(named: string): URL | null {
  try {
    const url = new URL(named);
    return url.protocol === 'http:' || url.protocol === 'https:' ? url : null;
  } catch {
    return null;
  }
}
