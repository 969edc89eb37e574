import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { capture } from '../../src/node/capture.ts';
import { captureTarget } from '../../src/node/capture-target.ts';
import { routeTo } from '../../src/node/proxy.ts';
import { startProxy, type TestProxy } from '../support/proxy.ts';

const folder = mkdtempSync(join(tmpdir(), 'straggler-proxy-'));
let program: Server;
let proxy: TestProxy;

beforeAll(async () => {
  program = createServer((_request, answer) => answer.end('goroutine 1 [running]:\n'));
  await new Promise<void>((listening) => program.listen(0, '127.0.0.1', listening));
  proxy = await startProxy(`127.0.0.1:${(program.address() as AddressInfo).port}`);
});
afterAll(() => {
  proxy.stop();
  program.close();
  rmSync(folder, { recursive: true });
});
beforeEach(() => {
  proxy.asked.length = 0;
  for (const name of ['http', 'https', 'all', 'no']) {
    vi.stubEnv(`${name}_proxy`, undefined);
    vi.stubEnv(`${name.toUpperCase()}_PROXY`, undefined);
  }
});
afterEach(() => void vi.unstubAllEnvs());

async function fetchFrom(address: string) {
  const found = captureTarget(address, []);
  if (!found.ok) throw new Error(found.error.message);
  return capture({ target: found.target, forms: ['debug2'], folder, limits: { timeout: 10_000, bytes: 1e6 } });
}

it('fetches http through HTTP_PROXY, which alone knows the host', async () => {
  vi.stubEnv('HTTP_PROXY', `http://${proxy.address}`);
  expect(await fetchFrom('shop.test:6060')).toMatchObject({ ok: true });
  expect(proxy.asked).toEqual(['GET http://shop.test:6060/debug/pprof/goroutine?debug=2']);
  expect(readFileSync(join(folder, readdirSync(folder)[0] ?? ''), 'utf8')).toBe('goroutine 1 [running]:\n');
});

it('opens a tunnel for https through HTTPS_PROXY, with its name and password', async () => {
  vi.stubEnv('HTTPS_PROXY', `http://anna:s3cr%3Aet@${proxy.address}`);
  const outcome = await fetchFrom('https://shop.test');
  const basic = Buffer.from('anna:s3cr:et').toString('base64');
  expect(proxy.asked).toEqual([`CONNECT shop.test:443 Basic ${basic}`]);
  // The program at the other end speaks plain HTTP.
  expect(outcome).toMatchObject({
    error: { message: `the server does not speak TLS there, through the proxy ${proxy.address}` },
  });
  expect(JSON.stringify(outcome)).not.toMatch(/anna|s3cr/);
});

it('leaves out the hosts of NO_PROXY, and this machine', async () => {
  vi.stubEnv('HTTP_PROXY', `http://${proxy.address}`);
  vi.stubEnv('NO_PROXY', 'other.test,.inner.test');
  const through = (address: string) => {
    const found = routeTo(new URL(address));
    return found.ok ? found.route.proxy : found.error.message;
  };
  expect(through('http://shop.test/')).toBe(proxy.address);
  for (const host of [
    'other.test',
    'a.inner.test',
    'localhost:1',
    'api.localhost',
    '127.0.0.1',
    '127.9.9.9',
    '[::1]',
  ]) {
    expect(through(`http://${host}/`)).toBeNull();
  }
  expect(through('https://shop.test/')).toBeNull();
});

it('says that it is the proxy that cannot be reached, or is none', async () => {
  vi.stubEnv('HTTP_PROXY', 'http://anna:s3cret@127.0.0.1:1');
  expect(await fetchFrom('shop.test')).toMatchObject({
    error: { message: 'the connection is refused, through the proxy 127.0.0.1:1' },
  });
  for (const named of ['socks5://127.0.0.1:1', 'http://']) {
    vi.stubEnv('HTTP_PROXY', named);
    expect(await fetchFrom('shop.test')).toMatchObject({
      error: { message: 'the proxy for http is no http or https address' },
    });
  }
});
