import querystring from 'node:querystring';

/** Where a running program serves net/http/pprof, and what goes along with each request. */
export interface CaptureTarget {
  /** Ends in "/debug/pprof/" or what stands for it; holds no name and no password. */
  readonly base: URL;
  readonly headers: Readonly<Record<string, string>>;
}

/** What is fetched. pprof: protobuf. debug2: every goroutine as text. leak: those that the runtime proved leaked. */
export const CAPTURE_FORMS = ['pprof', 'debug2', 'leak'] as const;
export type CaptureForm = (typeof CAPTURE_FORMS)[number];

/** An expected failure, as two clauses without a full stop. It never holds a password or a header. */
export interface CaptureError {
  readonly message: string;
  readonly advice: string;
}

export type TargetResult =
  | { readonly ok: true; readonly target: CaptureTarget }
  | { readonly ok: false; readonly error: CaptureError };

const EXAMPLE = 'write http://HOST:PORT, or the address of its /debug/pprof/';

/**
 * Understands "localhost:6060", "http://host:6060", ".../debug/pprof/" and the address of one profile in it. A name
 * and a password in it become a header. `headers` are lines as curl takes them: "Name: value".
 */
export function captureTarget(address: string, headers: readonly string[]): TargetResult {
  const text = /^[a-z][a-z0-9+.-]*:\/\//i.test(address) ? address : `http://${address}`;
  const base = parse(text);
  if (base === null) return no('this is no address', EXAMPLE);
  if (base.protocol !== 'http:' && base.protocol !== 'https:') {
    return no(`${base.protocol.slice(0, -1)} is not supported`, 'use http or https');
  }
  if (base.hostname === '') return no('the address has no host', EXAMPLE);
  const sent: Record<string, string> = {};
  if (base.username !== '' || base.password !== '') {
    sent['Authorization'] = basicAuthorization(base.username, base.password);
    base.username = '';
    base.password = '';
  }
  for (const line of headers) {
    const parts = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*([^\r\n\0]*)$/.exec(line);
    if (parts === null) return no('a header is not in the form "Name: value"', 'write it as curl -H takes it');
    sent[parts[1] ?? ''] = parts[2] ?? '';
  }
  const mount = /^(.*\/debug\/pprof)(?:\/[a-z]*)?$/.exec(base.pathname);
  base.pathname = `${mount?.[1] ?? `${base.pathname.replace(/\/+$/, '')}/debug/pprof`}/`;
  base.search = '';
  base.hash = '';
  return { ok: true, target: { base, headers: sent } };
}

/** The value of an Authorization header for a name and a password as they stand in an address, escapes and all. */
export function basicAuthorization(username: string, password: string): string {
  const user = `${querystring.unescape(username)}:${querystring.unescape(password)}`;
  return `Basic ${Buffer.from(user, 'utf8').toString('base64')}`;
}

/** The address of a form, below the base. */
export function formUrl({ base }: CaptureTarget, form: CaptureForm): URL {
  return new URL({ pprof: 'goroutine', debug2: 'goroutine?debug=2', leak: 'goroutineleak' }[form], base);
}

function parse(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}

function no(message: string, advice: string): TargetResult {
  return { ok: false, error: { message, advice } };
}
