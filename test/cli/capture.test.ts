import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { builtCommand } from '../support/built-command.ts';
import { type PprofServer, startPprofServer } from '../support/pprof-server.ts';
import { startProxy } from '../support/proxy.ts';

const command = join(await builtCommand(), 'straggler.cjs');
const folder = mkdtempSync(join(tmpdir(), 'straggler-capture-cli-'));
let server: PprofServer;
beforeAll(async () => {
  server = await startPprofServer();
}, 120_000);
afterAll(() => {
  server.stop();
  rmSync(folder, { recursive: true });
});

/** Runs `straggler capture`; `meanwhile` is called once the first snapshot is reported. */
async function run(
  args: readonly string[],
  meanwhile: () => Promise<unknown> = async () => {},
  env: Readonly<Record<string, string>> = {},
) {
  const child = spawn(process.execPath, [command, 'capture', ...args], {
    cwd: folder,
    env: { ...process.env, ...env },
  });
  let [stdout, stderr] = ['', ''];
  let seen = false;
  child.stdout.on('data', async (data: Buffer) => {
    stdout += data.toString();
    if (!seen) await meanwhile();
    seen = true;
  });
  child.stderr.on('data', (data: Buffer) => {
    stderr += data.toString();
  });
  const status = await new Promise((resolve) => child.once('close', resolve));
  return { status, stdout, stderr };
}

it('fetches both forms and says what they are', async () => {
  const { status, stdout } = await run([server.address, '-o', 'once']);
  expect(status).toBe(0);
  expect(stdout).toMatch(
    /^\d{4}-\S+Z 127\.0\.0\.1:\d+ once\/pprof\.127\.0\.0\.1-\d+\.goroutine\.001\.pb\.gz: \d+ goroutines\n/,
  );
  expect(readdirSync(join(folder, 'once'))).toHaveLength(2);
});

it('waits, fetches again and tells what grew between', async () => {
  const leak = () => fetch(`http://${server.address}/leak`);
  const { status, stdout } = await run([server.address, '--debug', '2', '--wait', '2s', '-o', 'twice'], leak);
  expect(status).toBe(0);
  expect(readdirSync(join(folder, 'twice')).filter((name) => name.endsWith('.txt'))).toHaveLength(2);
  expect(stdout).toContain('parked at  main.leak');
  expect(stdout).toContain('+25');
});

it('goes through the proxy that the environment names, and prints no password even where debugging is on', async () => {
  const proxy = await startProxy(server.address);
  const env = { http_proxy: `http://anna:s3cret@${proxy.address}`, no_proxy: '', DEBUG: '*' };
  const { status, stdout, stderr } = await run(['shop.test:6060', '--debug', '2', '-o', 'proxied'], undefined, env);
  proxy.stop();
  expect([status, proxy.asked]).toEqual([
    0,
    [`GET http://shop.test:6060/debug/pprof/goroutine?debug=2 Basic ${Buffer.from('anna:s3cret').toString('base64')}`],
  ]);
  expect(stdout + stderr).not.toMatch(/anna|s3cret|YW5uY/);
});

it('fails in one line with the host and the cause', async () => {
  const { status, stderr } = await run([`http://anna:wrong@${server.address}/auth`, '-o', 'never']);
  expect(status).toBe(2);
  expect(stderr).toBe(
    `straggler: ${server.address}: the server refuses access (401); give a name and a password with the address, or a header\n`,
  );
  expect(stderr).not.toContain('wrong');
});
