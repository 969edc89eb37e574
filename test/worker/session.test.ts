import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { afterAll, afterEach, expect, it } from 'vitest';
import { rowId } from '../../src/core/diff/row-id.ts';
import { buildFlameTrie } from '../../src/core/flame/build.ts';
import { at } from '../../src/core/model/column.ts';
import { NO_FILTERS } from '../../src/core/model/filters.ts';
import { type RowIndex, rowIndex } from '../../src/core/model/index-types.ts';
import { REPORT_FORMATS } from '../../src/core/report/choices.ts';
import { renderJson } from '../../src/core/report/json.ts';
import { renderMarkdown } from '../../src/core/report/markdown.ts';
import { redact } from '../../src/core/report/redact.ts';
import { renderText } from '../../src/core/report/text.ts';
import { checkReport } from '../../src/node/check-report.ts';
import { analyse } from '../../src/worker/analyse.ts';
import { DEFAULT_OPTIONS, type Progress } from '../../src/worker/protocol.ts';
import { AnalysisSession } from '../../src/worker/session.ts';
import { writeReport } from '../../src/worker/write-report.ts';
import { debug2, textOf } from '../support/analysis-of.ts';
import { builtCommand } from '../support/built-command.ts';

const captures = fileURLToPath(new URL('../../examples/checkout/captures/', import.meta.url));
const example = ['before.debug2.txt', 'after.debug2.txt'].map((name) => ({ path: join(captures, name) }));

const SCHEMA = readFileSync(new URL('../../docs/report.schema.json', import.meta.url), 'utf8');

const built = await builtCommand();
const spawnWorker = () => new Worker(join(built, 'worker.cjs'));

const folder = mkdtempSync(join(tmpdir(), 'straggler-session-'));
afterAll(() => rmSync(folder, { recursive: true }));

const sessions: AnalysisSession[] = [];
afterEach(async () => {
  await Promise.all(sessions.splice(0).map((session) => session.close()));
});
function openSession(spawn = spawnWorker): AnalysisSession {
  const session = new AnalysisSession({ spawn, page: join(folder, 'page.html') });
  sessions.push(session);
  return session;
}

/** Large enough that each side is decoded in a thread of its own. */
function largePair(): readonly { path: string }[] {
  return [20_000, 60_000].map((count, i) => {
    const path = join(folder, `large-${i}.txt`);
    writeFileSync(path, debug2(count));
    return { path };
  });
}

it('gives what the same thread gives, and answers questions about goroutines', async () => {
  const session = openSession();
  const outcome = await session.analyse({ inputs: example });
  const here = await analyse({ inputs: example, options: DEFAULT_OPTIONS });
  if (!outcome.ok || !here.ok) throw new Error('no analysis');
  expect(textOf(renderJson(outcome.value))).toBe(textOf(renderJson(here.value.analysis)));
  const first = rowIndex(0);
  const goroutines = await session.goroutines([first], 10_000);
  const { rows } = outcome.value.diff;
  expect(goroutines.filter(({ side }) => side !== 'gone')).toHaveLength(at(rows.after, first));
});

it('makes the flame tree that the same thread makes, as often as it is asked', async () => {
  const session = openSession();
  const choice = { root: { kind: 'creator' }, collapseRecursion: false, filters: NO_FILTERS } as const;
  expect((await session.growTree(choice)).ok).toBe(false);
  const result = await session.analyse({ inputs: example });
  if (!result.ok) throw new Error(result.error.message);
  const here = buildFlameTrie(result.value.diff, { ...choice, filters: null });
  for (const ask of [session.growTree(choice), session.growTree(choice)]) {
    expect(await ask).toEqual({ ok: true, value: here });
  }
  const broken = { ...choice, filters: { ...NO_FILTERS, focus: '(' } };
  expect(await session.growTree(broken)).toMatchObject({ ok: false, error: { kind: 'usage' } });
});

it('writes the report that the command writes', async () => {
  const session = openSession();
  const outcome = await session.analyse({ inputs: example });
  if (!outcome.ok) throw new Error('no analysis');
  const path = join(folder, 'report.json');
  expect(await session.writeReport(path, 'json')).toEqual({ ok: true, value: null });
  expect(readFileSync(path, 'utf8')).toBe(textOf(renderJson(redact(outcome.value, ['labels', 'args']))));
  const missing = await session.writeReport(join(folder, 'no', 'report.json'), 'json');
  expect(missing).toMatchObject({ ok: false, error: { kind: 'unwritable' } });
});

it('writes the same bytes in every format as the thread of the command does', async () => {
  const page = join(folder, 'page.html');
  writeFileSync(page, '<html><head><title>x</title></head><body></body></html>');
  const session = openSession();
  const outcome = await session.analyse({ inputs: example });
  if (!outcome.ok) throw new Error('no analysis');
  for (const format of REPORT_FORMATS) {
    const [there, here] = ['there', 'here'].map((name) => join(folder, `${name}.${format}`));
    await session.writeReport(there ?? '', format);
    await writeReport(outcome.value, { path: here ?? '', format, page, options: {} });
    expect(readFileSync(there ?? '').equals(readFileSync(here ?? ''))).toBe(true);
  }
});

it('decodes a large pair side by side, with progress over both', async () => {
  const inputs = largePair();
  const seen: Progress[] = [];
  const outcome = await openSession().analyse({ inputs }, (progress) => seen.push(progress));
  if (!outcome.ok) throw new Error(outcome.error.message);
  expect(outcome.value.diff.totals).toMatchObject({ before: 20_000, after: 60_000, survivors: 20_000 });
  expect(seen.at(-1)?.phase).toBe('comparing');
  for (const { doneBytes, totalBytes } of seen) expect(doneBytes).toBeLessThanOrEqual(totalBytes);
});

it('stops at once when cancelled, and works again after', async () => {
  const session = openSession();
  const running = session.analyse({ inputs: largePair() });
  setTimeout(() => session.cancel(), 20);
  expect(await running).toMatchObject({ ok: false, error: { kind: 'cancelled' } });
  expect(await session.analyse({ inputs: example })).toMatchObject({ ok: true });
});

it('stops at once when a drive stalls in the middle of a file', async () => {
  const stalled = join(folder, 'stalled');
  execFileSync('mkfifo', [stalled]);
  // Opened for both, so that the reader gets in, and then hears nothing.
  const drive = openSync(stalled, 'r+');
  const session = openSession();
  const running = session.analyse({ inputs: [{ path: stalled }] });
  setTimeout(() => session.cancel(), 300);
  expect(await running).toMatchObject({ ok: false, error: { kind: 'cancelled' } });
  expect(await session.analyse({ inputs: example })).toMatchObject({ ok: true });
  writeSync(drive, 'the end');
  closeSync(drive);
});

it('answers an analysis that a newer one replaces as cancelled', async () => {
  const session = openSession();
  const first = session.analyse({ inputs: largePair() });
  const second = session.analyse({ inputs: example });
  expect(await first).toMatchObject({ ok: false, error: { kind: 'cancelled' } });
  expect(await second).toMatchObject({ ok: true });
});

it('turns a worker that runs out of memory into an answer', async () => {
  const path = join(folder, 'distinct.txt');
  writeFileSync(
    path,
    Array.from({ length: 60_000 }, (_, i) => debug2(1, { fn: `main.f${i}`, firstId: i + 1 })).join('\n'),
  );
  const session = openSession(
    () => new Worker(join(built, 'worker.cjs'), { resourceLimits: { maxOldGenerationSizeMb: 8 } }),
  );
  const outcome = await session.analyse({ inputs: [{ path }] });
  expect(outcome).toMatchObject({ ok: false, error: { kind: 'too-large' } });
});

it('names the input that is at fault', async () => {
  const broken = join(folder, 'page.txt');
  writeFileSync(broken, '<!doctype html><title>502 Bad Gateway</title>');
  const inputs = [...example.slice(0, 1), { path: broken }];
  expect(await openSession().analyse({ inputs })).toMatchObject({ ok: false, input: 1 });
  const gone = [{ path: join(folder, 'nothing.txt') }, ...example.slice(1)];
  expect(await openSession().analyse({ inputs: gone })).toMatchObject({
    ok: false,
    input: 0,
    error: { kind: 'unreadable' },
  });
});

it('has no goroutines and no report before there is an analysis', async () => {
  const session = openSession();
  expect(await session.goroutines([rowIndex(0) satisfies RowIndex], 10)).toEqual([]);
  expect(await session.writeReport(join(folder, 'x.json'), 'json')).toMatchObject({
    ok: false,
    error: { kind: 'usage' },
  });
});

it('compares again without reading: other options, another pair, a match split by hand', async () => {
  const session = openSession();
  const inputs = [1, 4, 9].map((count, i) => {
    const path = join(folder, `again-${i}.txt`);
    writeFileSync(path, debug2(count));
    return { path };
  });
  const first = await session.analyse({ inputs });
  if (!first.ok) throw new Error('no analysis');
  for (const { path } of inputs) rmSync(path);
  const again = await session.again({ inputs, options: { pair: [0, 1] } });
  if (!again.ok) throw new Error(again.error.message);
  expect(again.value.pair).toEqual([0, 1]);
  expect(again.value.diff.totals).toMatchObject({ before: 1, after: 4 });
  const split = [rowId(again.value.diff, rowIndex(0))];
  const parted = await session.again({ inputs, options: { pair: [0, 1], manual: { join: [], split } } });
  expect(parted.ok && parted.value.diff.rows.length).toBe(2);
  expect(parted.ok && parted.value.diff.comparison.manual).toMatchObject([{ kind: 'split', rows: [0, 1] }]);
});

it('reads again where what it kept is of other files', async () => {
  const session = openSession();
  await session.analyse({ inputs: example });
  const turned = await session.again({ inputs: [...example].reverse() });
  expect(turned.ok && turned.value.before?.name).toBe('after.debug2.txt');
});

it('lays counts and proven leaks beside the snapshots', async () => {
  const counts = join(folder, 'counts.log');
  writeFileSync(counts, '2026-11-20T10:00:00Z goroutines: 120\n2026-11-20T11:00:00Z goroutines: 480\n');
  const leaked = join(folder, 'leaked.txt');
  writeFileSync(leaked, 'goroutineleak profile: total 2\n2 @ 0x1\n#\t0x1\tmain.f+0x1\t/f.go:4\n\n');
  const outcome = await analyse({
    inputs: [{ path: counts }, ...example, { path: leaked }],
    options: DEFAULT_OPTIONS,
  });
  if (!outcome.ok) throw new Error(outcome.error.message);
  const { analysis } = outcome.value;
  expect([analysis.before?.name, analysis.after.name]).toEqual(['before.debug2.txt', 'after.debug2.txt']);
  expect(analysis.beside.map(({ name, holds, size }) => `${name} ${holds} ${size}`)).toEqual([
    'counts.log counts 1',
    'leaked.txt leaks 2',
  ]);
  expect(analysis.counts).toMatchObject([
    { file: 'counts.log', name: '', trend: 'rising', perHour: 360, reaches: { count: 1000 } },
  ]);
  expect(checkReport(SCHEMA, textOf(renderJson(analysis)))).toEqual([]);
  const text = textOf(renderText(analysis));
  expect(text).toContain(
    'counts counts.log: 120 → 480 (2 points, 2026-11-20 10:00 UTC to 2026-11-20 11:00 UTC), rising',
  );
  expect(text).toContain('reaches 1,000 at this rate by 2026-11-20 12:26 UTC');
  expect(renderMarkdown(analysis)).toContain('counts.log: 120 → 480');
});

it('counts alone are no comparison', async () => {
  const counts = join(folder, 'only.log');
  writeFileSync(counts, 'goroutines: 120\ngoroutines: 480\n');
  const outcome = await analyse({ inputs: [{ path: counts }], options: DEFAULT_OPTIONS });
  expect(outcome).toMatchObject({
    ok: false,
    input: 0,
    error: { message: expect.stringMatching(/goroutine counts over time/) },
  });
});
