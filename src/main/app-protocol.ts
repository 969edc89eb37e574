import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { Protocol } from 'electron';
import { type Served, serveScheme } from '../ipc/electron-versions.ts';

/**
 * The scheme of our own page. It is known inside the app only and reaches the built page's files and nothing else,
 * where file:// would reach the whole disk. It is never registered with the system.
 */
export const APP_SCHEME = 'straggler-app';
const HOST = 'window';
export const APP_ORIGIN = `${APP_SCHEME}://${HOST}`;
export const PAGE_URL = `${APP_ORIGIN}/index.html`;

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** Nothing but our own files; also set in the page itself, and here as a header that no markup can weaken. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
].join('; ');

/** To be told to Electron before it is ready: a scheme with an origin of its own, like https. */
export const APP_SCHEME_PRIVILEGES = { scheme: APP_SCHEME, privileges: { standard: true, secure: true } };

/**
 * The file of the built page that a URL names, relative to its folder, or null for anything else. Names are plain:
 * no dot at the start, no escape, no folder but assets.
 */
export function pageFile(url: string): string | null {
  const path = url.startsWith(`${APP_ORIGIN}/`) ? url.slice(APP_ORIGIN.length + 1) : '';
  return /^(?:assets\/)?[A-Za-z0-9_-][A-Za-z0-9._-]*$/.test(path) && extname(path) in TYPES ? path : null;
}

/** Lets a session load the files in `folder` under our scheme. */
export function serveAppFiles(protocol: Protocol, folder: string): void {
  serveScheme(protocol, APP_SCHEME, (url) => servePageFile(url, folder), {
    response: ({ status, headers, body }) => new Response(Buffer.from(body), { status, headers }),
    buffer: (bytes) => Buffer.from(bytes),
  });
}

async function servePageFile(url: string, folder: string): Promise<Served> {
  const file = pageFile(url);
  if (file === null) return notFound();
  try {
    return { status: 200, headers: headersOf(file), body: await readFile(join(folder, file)) };
  } catch {
    return notFound();
  }
}

function headersOf(file: string): Record<string, string> {
  return {
    'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
    'content-security-policy': CONTENT_SECURITY_POLICY,
    'x-content-type-options': 'nosniff',
    'cross-origin-opener-policy': 'same-origin',
  };
}

function notFound(): Served {
  return { status: 404, headers: { 'content-type': 'text/plain' }, body: new Uint8Array() };
}
