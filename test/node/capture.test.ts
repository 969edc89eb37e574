import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { capture } from '../../src/node/capture.ts';
import { type CaptureForm, captureTarget } from '../../src/node/capture-target.ts';
import { analysisOf } from '../support/analysis-of.ts';
import { type PprofServer, startPprofServer } from '../support/pprof-server.ts';

const folder = mkdtempSync(join(tmpdir(), 'straggler-capture-'));
let server: PprofServer;
let address = '';
let files = '';

beforeAll(async () => {
  server = await startPprofServer();
  address = server.address;
}, 120_000);
afterAll(() => {
  server.stop();
  rmSync(folder, { recursive: true });
});
beforeEach(() => {
  files = mkdtempSync(join(folder, 'files-'));
});

async function fetchFrom(path: string, options: { headers?: string[]; forms?: CaptureForm[]; timeout?: number } = {}) {
  const found = captureTarget(path, options.headers ?? []);
  if (!found.ok) throw new Error(found.error.message);
  const limits = { timeout: options.timeout ?? 30_000, bytes: 8 * 1024 * 1024 };
  return capture({ target: found.target, forms: options.forms ?? ['pprof', 'debug2'], folder: files, limits });
}

it('keeps both forms under the conventional names, numbered on', async () => {
  const name = address.replace(':', '-');
  const first = await fetchFrom(address);
  await fetch(`http://${address}/leak`);
  const second = await fetchFrom(`http://${address}/debug/pprof/goroutine?debug=2`);
  if (!first.ok || !second.ok) throw new Error('not captured');
  expect(readdirSync(files).sort()).toEqual([
    `pprof.${name}.goroutine.001.pb.gz`,
    `pprof.${name}.goroutine.001.txt`,
    `pprof.${name}.goroutine.002.pb.gz`,
    `pprof.${name}.goroutine.002.txt`,
  ]);
  for (const form of [0, 1]) {
    const dumps = [first, second].map(({ captured }) => {
      const path = captured.files[form]?.path ?? '';
      return { name: path, content: readFileSync(path) };
    });
    const [finding] = analysisOf(dumps).findings;
    expect(finding).toMatchObject({ state: 'chan send', before: 0, after: 25 });
  }
});

it('sends a name and a password, or a header, and keeps neither', async () => {
  expect(await fetchFrom(`http://anna:s3cr:et@${address}/auth`)).toMatchObject({ ok: true });
  expect(await fetchFrom(`${address}/header`, { headers: ['X-Token: t0ken'] })).toMatchObject({ ok: true });
  const kept = readdirSync(files).map((file) => file + readFileSync(join(files, file), 'latin1'));
  expect(kept.join('')).not.toMatch(/anna|s3cr|t0ken|YW5uYTp/);
});

it('follows a redirect on the same host', async () => {
  expect(await fetchFrom(`${address}/moved`)).toMatchObject({ ok: true });
});

it.each([
  ['/elsewhere', 'the server redirects to another host, metadata.invalid'],
  ['/circle', 'the server redirects in a circle'],
  ['/auth', 'the server refuses access (401)'],
  ['/header', 'the server refuses access (403)'],
  ['/nothing', 'pprof is not mounted there (404)'],
  ['/html', 'the server answers with an HTML page'],
  ['/broken', 'the server answers 502'],
  ['/cut', 'the answer broke off'],
  ['/slow', 'no whole answer within 0.5 s'],
  ['/endless', 'the answer is larger than 8 MiB'],
])('%s: %s, and no file is left', async (path, message) => {
  const timeout = path === '/slow' ? 500 : 30_000;
  expect(await fetchFrom(`${address}${path}`, { timeout })).toMatchObject({ ok: false, error: { message } });
  expect(readdirSync(files)).toEqual([]);
});

it('names what stands in the way before there is an answer', async () => {
  expect(await fetchFrom('127.0.0.1:1')).toMatchObject({ error: { message: 'the connection is refused' } });
  expect(await fetchFrom('nosuchhost.invalid')).toMatchObject({ error: { message: 'the host is not known' } });
  expect(await fetchFrom(`https://${address}`)).toMatchObject({
    error: { message: 'the server does not speak TLS there' },
  });
});

it('names the folder that cannot be made', async () => {
  const taken = join(files, 'taken');
  writeFileSync(taken, '');
  files = taken;
  expect(await fetchFrom(address)).toEqual({
    ok: false,
    error: {
      message: `the folder ${taken} cannot be made: there is a file of that name`,
      advice: 'name another one',
    },
  });
});

it('says of a program without the leak profile how to get it', async () => {
  const outcome = await fetchFrom(address, { forms: ['leak'] });
  expect(outcome).toMatchObject({ ok: false, error: { message: 'the program has no such profile (404)' } });
});

it('understands addresses as people write them', () => {
  const base = (text: string) => {
    const found = captureTarget(text, []);
    return found.ok ? found.target.base.href : found.error.message;
  };
  expect(base('localhost:6060')).toBe('http://localhost:6060/debug/pprof/');
  expect(base('https://u:p@api.example/svc/')).toBe('https://api.example/svc/debug/pprof/');
  expect(base('http://h/x/debug/pprof/goroutine?debug=1#a')).toBe('http://h/x/debug/pprof/');
  expect(base('http://[::1]:6060/debug/pprof')).toBe('http://[::1]:6060/debug/pprof/');
  expect(base('file:///etc/passwd')).toBe('file is not supported');
  expect(base('http://')).toBe('this is no address');
});

it('refuses headers that are none', () => {
  for (const line of ['no colon', 'X: a\r\nY: b', ': x', 'a b: c']) {
    expect(captureTarget('localhost', [line])).toMatchObject({ ok: false });
  }
});
