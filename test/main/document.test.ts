import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { SessionStatus } from '../../src/ipc/contract.ts';
import { Document } from '../../src/main/document.ts';
import type { Expected } from '../../src/main/expectations.ts';
import { failed } from '../../src/worker/protocol.ts';
import { analysisOf, debug2 } from '../support/analysis-of.ts';
import { FakeSession } from './fake-session.ts';

let folder: string;
let session: FakeSession;
let document: Document;
let said: SessionStatus[];
let analysed: string[][];
let expected: Expected | null;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'straggler-document-'));
  session = new FakeSession();
  said = [];
  analysed = [];
  expected = null;
  document = new Document(
    session,
    {
      changed: () => said.push(document.status),
      analysed: (_analysis, files) => analysed.push(files.map(({ name }) => name)),
    },
    async () => expected,
  );
});

afterEach(() => {
  document.dispose();
  rmSync(folder, { recursive: true });
});

function file(name: string, text = 'x'): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const pair = () =>
  analysisOf([
    { name: 'before', content: debug2(2) },
    { name: 'after', content: debug2(5) },
  ]);
const alone = () => analysisOf([{ name: 'after', content: debug2(2) }]);
const asked = () => vi.waitFor(() => expect(session.asked.length).toBeGreaterThan(0));

test('one file waits for the other, which fills the empty slot', async () => {
  const first = file('a.txt');
  const second = file('b.txt');
  const opened = document.open([first], null);
  await asked();
  session.end({ ok: true, value: alone() });
  await opened;
  expect(document.status.kind).toBe('waiting');
  expect(document.files.before?.name).toBe('a.txt');

  const filled = document.open([second], null);
  await vi.waitFor(() => expect(session.asked).toHaveLength(2));
  session.end({ ok: true, value: pair() });
  await filled;
  expect(session.asked).toEqual([[first], [first, second]]);
  expect(document.status.kind).toBe('ready');
  expect(analysed.at(-1)).toEqual(['a.txt', 'b.txt']);
});

test('a file that fails is named with its slot, and makes way for the next', async () => {
  const opened = document.open([file('bad.txt'), file('after.txt')], null);
  await asked();
  session.end(failed('unrecognized', 'this is no snapshot', 'capture one', 0));
  await opened;
  expect(document.status).toEqual({
    kind: 'failed',
    slot: 'before',
    error: { message: 'bad.txt: this is no snapshot.', advice: 'Capture one.' },
  });
  void document.open([file('good.txt')], null);
  await vi.waitFor(() => expect(session.asked).toHaveLength(2));
  expect(document.files.before?.name).toBe('good.txt');
  expect(document.files.after?.name).toBe('after.txt');
});

test('what an earlier analysis still says is not heard', async () => {
  const first = document.open([file('a.txt'), file('b.txt')], null);
  await asked();
  document.cancel();
  session.progress(1);
  session.end({ ok: true, value: pair() });
  await first;
  expect(document.status).toMatchObject({ kind: 'failed', error: { message: 'The analysis was cancelled.' } });
  expect(analysed).toEqual([]);
});

test('an order that we chose is turned round when the content tells otherwise; a person’s own is not', async () => {
  const swapped = { ...pair() };
  const suspected = {
    ...swapped,
    diff: { ...swapped.diff, comparison: { ...swapped.diff.comparison, swappedSuspected: true, reasons: ['older'] } },
  };
  const [one, two] = [file('snap-1.txt'), file('snap-2.txt')];
  void document.open([one, two], null);
  await asked();
  session.end({ ok: true, value: suspected });
  await vi.waitFor(() =>
    expect(session.asked).toEqual([
      [one, two],
      [two, one],
    ]),
  );
  session.end({ ok: true, value: suspected });
  await vi.waitFor(() => expect(document.status.kind).toBe('ready'));
  expect(document.orderNote).toBe('Put in this order by what is in them: older.');
  expect(document.files.before?.name).toBe('snap-2.txt');
});

test('silence while it works is said, again and again', async () => {
  vi.useFakeTimers();
  const opened = document.openInOrder([file('a.txt'), file('b.txt')]);
  await vi.waitFor(() => expect(session.asked).toHaveLength(1));
  vi.advanceTimersByTime(45_000);
  expect(said.at(-1)).toMatchObject({ kind: 'working', phase: 'reading; nothing heard for 40 s' });
  session.progress(7);
  expect(said.at(-1)).toMatchObject({ kind: 'working', phase: 'reading', doneBytes: 7 });
  session.end({ ok: true, value: pair() });
  await opened;
  const count = said.length;
  vi.advanceTimersByTime(100_000);
  expect(said).toHaveLength(count);
  vi.useRealTimers();
});

test('swap of a series reverses it', async () => {
  const paths = ['1.txt', '2.txt', '3.txt'].map((name) => file(name));
  void document.open([...paths].reverse(), null);
  await asked();
  session.end({ ok: true, value: pair() });
  await vi.waitFor(() => expect(document.status.kind).toBe('ready'));
  expect(session.asked.at(-1)).toEqual(paths);
  void document.swap();
  await vi.waitFor(() => expect(session.asked.at(-1)).toEqual([...paths].reverse()));
});

test('a full disk is told in a sentence', async () => {
  expect(await document.writeReport('/nowhere/report.html', 'html')).toEqual({
    ok: false,
    error: { message: 'The report cannot be written: no room.', advice: 'Make room.' },
  });
});

const beside = (...names: string[]) => ({
  ...pair(),
  beside: names.map((name) => ({ name, bytes: 1, sha256: '', holds: 'counts' as const, size: 1 })),
});
const names = () => [document.files.before, document.files.after, ...document.files.beside].map((file) => file?.name);

test('counts among the files go beside the pair, whatever their name', async () => {
  const [one, two, counts] = [file('snap-1.txt'), file('snap-2.txt'), file('0-counts.json')];
  void document.open([two, counts, one], null);
  await asked();
  session.end({ ok: true, value: beside('0-counts.json') });
  await vi.waitFor(() => expect(document.status.kind).toBe('ready'));
  expect(names()).toEqual(['snap-1.txt', 'snap-2.txt', '0-counts.json']);
  expect(session.asked).toEqual([[counts, one, two]]);
});

test('counts dropped on an open pair are laid beside it, and the pair stays', async () => {
  const [one, two, counts] = [file('snap-1.txt'), file('snap-2.txt'), file('counts.json')];
  void document.open([one, two], null);
  await asked();
  session.end({ ok: true, value: pair() });
  await vi.waitFor(() => expect(document.status.kind).toBe('ready'));
  void document.open([counts], null);
  await vi.waitFor(() => expect(session.asked).toHaveLength(2));
  session.end({ ok: true, value: beside('counts.json') });
  await vi.waitFor(() => expect(session.asked).toHaveLength(3));
  expect(session.asked.at(-1)).toEqual([one, two, counts]);
  session.end({ ok: true, value: beside('counts.json') });
  await vi.waitFor(() => expect(document.status.kind).toBe('ready'));
  expect(names()).toEqual(['snap-1.txt', 'snap-2.txt', 'counts.json']);
});

test('a choice of the person is compared again, and ends with the files', async () => {
  void document.open([file('snap-1.txt'), file('snap-2.txt')], null);
  await asked();
  session.end({ ok: true, value: pair() });
  await vi.waitFor(() => expect(document.status.kind).toBe('ready'));
  const manual = { join: [], split: ['0123456789abcdef'] };
  void document.compare({ pair: null, manual });
  await vi.waitFor(() => expect(session.askedAgain).toMatchObject([{ manual }]));
  session.end({ ok: true, value: pair() });
  await vi.waitFor(() => expect(document.status.kind).toBe('ready'));
  expected = { file: 'ok.txt', suppressions: [] };
  void document.judgeAgain();
  await vi.waitFor(() => expect(session.askedAgain.at(-1)).toMatchObject({ manual, suppressionsFile: 'ok.txt' }));
  session.end({ ok: true, value: pair() });
  void document.swap();
  await vi.waitFor(() => expect(session.asked).toHaveLength(4));
  void document.judgeAgain();
  await vi.waitFor(() => expect(session.askedAgain.at(-1)).toMatchObject({ manual: { join: [], split: [] } }));
});
