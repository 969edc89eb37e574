import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type CaptureOrder, type CaptureStatus, REQUESTS } from '../../src/ipc/contract.ts';
import { answerRequest, type RequestHandlers } from '../../src/main/answer-request.ts';
import { Capturing } from '../../src/main/capturing.ts';
import { openLibrary } from '../../src/main/library.ts';

const DUMP = 'goroutine 1 [running]:\nmain.main()\n\t/app/main.go:3 +0x1d\n';

let place: string;
let server: Server;
let address: string;
/** Authorization headers of the requests that arrived. */
let seen: (string | undefined)[];
/** Holds answers back until it is called, where a test sets it. */
let held: Promise<void>;

beforeEach(async () => {
  place = mkdtempSync(join(tmpdir(), 'straggler-capturing-'));
  seen = [];
  held = Promise.resolve();
  server = createServer(async ({ headers, url }, answer) => {
    seen.push(headers.authorization);
    answer.write(DUMP);
    await held;
    answer.end(url?.includes('debug=2') ? '' : 'x');
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(() => {
  vi.useRealTimers();
  server.closeAllConnections();
  server.close();
  rmSync(place, { recursive: true });
});

const ORDER = { slot: 'before', kind: 'debug2', access: { kind: 'open' }, thenAfter: null } as const;

/** A capture with a person who connects, and gives a folder; what becomes of it is written down. */
function begin(order: Partial<CaptureOrder> = {}, person: { connects?: boolean; folder?: string | null } = {}) {
  const library = openLibrary(join(place, 'profile'));
  const { folder = join(place, 'captures'), connects = true } = person;
  const asked: string[] = [];
  const opened: string[][] = [];
  const told: CaptureStatus[] = [];
  const capturing = new Capturing(library.capture, {
    changed: () => told.push(capturing.state.status),
    mayConnect: async (to) => {
      asked.push(to);
      return connects;
    },
    chooseFolder: async () => {
      asked.push('folder');
      return folder;
    },
    open: (path, slot) => opened.push([slot, basename(path)]),
    openPair: (...paths) => opened.push(paths.map((path) => basename(path))),
  });
  const whole: CaptureOrder = { ...ORDER, address, ...order };
  return { capturing, asked, opened, told, start: () => capturing.start(whole) };
}

const kinds = (told: readonly CaptureStatus[]) => [...new Set(told.map(({ kind }) => kind))];
const name = (number: string) => `pprof.${address.replace(':', '-')}.goroutine.${number}.txt`;
const done = (told: readonly CaptureStatus[]) =>
  vi.waitFor(() => expect(['idle', 'failed', 'waiting']).toContain(told.at(-1)?.kind), { timeout: 5000 });

test('a capture is fetched, kept under its conventional name, and opened in its slot', async () => {
  const { start, opened, told } = begin({ slot: 'after' });
  expect(await start()).toEqual({ ok: true, value: true });
  await vi.waitFor(() => expect(opened).toEqual([['after', name('001')]]));
  expect(readFileSync(join(place, 'captures', name('001')), 'utf8')).toBe(DUMP);
  expect(kinds(told)).toEqual(['idle', 'fetching']);
  expect(told.at(-1)).toEqual({ kind: 'idle' });
});

test('nothing is asked of a host that the person did not agree to, and each is agreed to once', async () => {
  const refused = begin({}, { connects: false });
  expect(await refused.start()).toEqual({ ok: true, value: false });
  expect(refused.asked).toEqual([`http://${address}/debug/pprof/`]);
  expect([seen, refused.told]).toEqual([[], []]);
  const { capturing, start, asked, told } = begin();
  await start();
  await done(told);
  await start();
  expect(asked).toEqual([`http://${address}/debug/pprof/`, 'folder']);
  await capturing.start({ ...ORDER, address: `${address}/other` });
  expect(asked.at(-1)).toBe(`http://${address}/other/debug/pprof/`);
});

test('no folder, no capture; a folder that was chosen is remembered, and nothing else', async () => {
  expect(await begin({}, { folder: null }).start()).toEqual({ ok: true, value: false });
  expect(seen).toEqual([]);
  const access = { kind: 'password', name: 'anna', password: 's3cr:et%' } as const;
  const { start, told } = begin({ address: `http://u5er:pa55@${address}/?token=t0ken`, access });
  await start();
  await done(told);
  expect(seen).toEqual([`Basic ${Buffer.from('anna:s3cr:et%').toString('base64')}`]);
  const written = readdirSync(place, { recursive: true })
    .map((file) => join(place, String(file)))
    .filter((file) => statSync(file).isFile())
    .map((file) => file + readFileSync(file, 'utf8'))
    .join('\n');
  expect(written).toContain('"folder"');
  expect(written + JSON.stringify(told)).not.toMatch(/anna|s3cr|u5er|pa55|t0ken|YW5uY/);
});

test('before, a countdown, after, and the two are opened as a pair', async () => {
  const { start, opened, told, capturing } = begin({ thenAfter: 3600 });
  await start();
  await vi.waitFor(() => expect(told.at(-1)).toMatchObject({ kind: 'waiting' }));
  expect(opened).toEqual([['before', name('001')]]);
  await vi.waitFor(() => {
    const now = told.at(-1);
    expect(now?.kind === 'waiting' && now.seconds < 3600).toBe(true);
  }, 15_000);
  capturing.hurry();
  await vi.waitFor(() => expect(opened.at(-1)).toEqual([name('001'), name('002')]));
  expect(told.at(-1)).toEqual({ kind: 'idle' });
});

test('a machine that sleeps through the wait captures once it is awake', async () => {
  const { start, opened, told } = begin({ thenAfter: 3600 });
  await start();
  await done(told);
  const awake = Date.now() + 7_200_000;
  vi.spyOn(Date, 'now').mockImplementation(() => awake);
  await vi.waitFor(() => expect(opened.at(-1)).toEqual([name('001'), name('002')]), { timeout: 5000 });
  vi.restoreAllMocks();
});

test('cancelling stops at once, in the middle of an answer and of the wait, and leaves no half file', async () => {
  let release = () => {};
  held = new Promise((resolve) => {
    release = resolve;
  });
  const middle = begin();
  await middle.start();
  await vi.waitFor(() => expect(middle.told.at(-1)).toMatchObject({ kind: 'fetching', bytes: DUMP.length }));
  middle.capturing.cancel();
  expect(middle.told.at(-1)).toEqual({ kind: 'idle' });
  await vi.waitFor(() => expect(readdirSync(join(place, 'captures'))).toEqual([]));
  expect(middle.opened).toEqual([]);
  release();

  const wait = begin({ thenAfter: 3600 });
  await wait.start();
  await done(wait.told);
  const requests = seen.length;
  wait.capturing.cancel();
  wait.capturing.hurry();
  await new Promise((later) => setTimeout(later, 50));
  expect([wait.told.at(-1), seen.length]).toEqual([{ kind: 'idle' }, requests]);
});

test('what went wrong is told with the host and goes when it is dismissed', async () => {
  const { start, told, capturing } = begin({ address: '127.0.0.1:1' });
  await start();
  await done(told);
  expect(told.at(-1)).toEqual({
    kind: 'failed',
    slot: 'before',
    host: '127.0.0.1:1',
    error: {
      message: '127.0.0.1:1: the connection is refused.',
      advice: 'Check that the program runs and listens on that port.',
    },
  });
  capturing.cancel();
  expect(told.at(-1)).toEqual({ kind: 'idle' });
});

test.each<[Partial<CaptureOrder>, string]>([
  [{ address: 'file:///etc/passwd' }, 'File is not supported.'],
  [{ address: 'http://' }, 'This is no address.'],
  [{ access: { kind: 'header', line: 'X: a\r\nY: b' } }, 'A header is not in the form "Name: value".'],
])('an order that cannot be is refused before anybody is asked (%#)', async (order, message) => {
  const { start, asked } = begin(order);
  expect(await start()).toMatchObject({ ok: false, error: { message } });
  expect(asked).toEqual([]);
});

test('the gate lets no order through that has more or other than it should', async () => {
  const reached: unknown[] = [];
  const handlers = Object.fromEntries(
    Object.keys(REQUESTS).map((request) => [request, (_: null, order: unknown) => reached.push(order)]),
  ) as unknown as RequestHandlers<null>;
  const order = { slot: 'before', address, kind: 'both', access: { kind: 'open' }, thenAfter: null };
  const bad = [
    { ...order, folder: '/etc' },
    { ...order, address: '' },
    { ...order, address: 'x'.repeat(3000) },
    { ...order, thenAfter: 0 },
    { ...order, thenAfter: Number.POSITIVE_INFINITY },
    { ...order, access: { kind: 'password', name: 'a' } },
    { ...order, access: { kind: 'open', line: 'X: y' } },
    { ...order, kind: 'heap' },
  ];
  for (const each of bad)
    expect(await answerRequest(handlers, null, 'capture.start', [each])).toMatchObject({ ok: false });
  expect(reached).toEqual([]);
  await answerRequest(handlers, null, 'capture.start', [order]);
  expect(reached).toEqual([order]);
});
