import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SourceFacts, SourceReading } from '../../../src/core/diagnose/source-reader.ts';
import { openSourceReader } from '../../../src/node/source/open-source-reader.ts';

let root = '';
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'straggler-source-'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Reads the line marked "// here" of a package's file, as function `name`. */
async function read(name: string, body: string, others: Readonly<Record<string, string>> = {}): Promise<SourceReading> {
  const folder = mkdtempSync(join(root, 'case-'));
  const text = `package p\n\n${body}\n`;
  writeFileSync(join(folder, 'a.go'), text);
  for (const [file, content] of Object.entries(others)) writeFileSync(join(folder, file), content);
  const line = text.split('\n').findIndex((row) => row.includes('// here')) + 1;
  const reader = await openSourceReader({ root: folder, trimPath: '/app/p' });
  return reader.read({ function: name, file: '/app/p/a.go', line });
}

async function facts(name: string, body: string, others?: Readonly<Record<string, string>>): Promise<SourceFacts> {
  const reading = await read(name, body, others);
  if (reading.kind !== 'facts') throw new Error(JSON.stringify(reading));
  return reading.facts;
}

describe('what a line waits for', () => {
  test('a send on a channel without room, in a closure', async () => {
    const found = await facts(
      'p.(*S).Quote.func1',
      `func (s *S) Quote() {
	answer := make(chan int)
	go func() {
		answer <- s.ask() // here
	}()
}`,
    );
    expect(found.wait).toEqual({ kind: 'send', channel: 'answer' });
    expect(found.channel).toBe('unbuffered');
    expect(found.snippet.lines[found.snippet.marked - found.snippet.firstLine]).toContain('answer <- s.ask()');
  });

  test.each([
    ['make(chan int, 1)', 'buffered'],
    ['make(chan int, 0)', 'unbuffered'],
    ['time.Tick(d)', 'ticker'],
    ['time.After(d)', 'timer'],
    ['ctx.Done()', 'context'],
    ['other()', 'unknown'],
  ])('a range over %s is over a channel that is %s', async (value, origin) => {
    const found = await facts(
      'p.run',
      `func run(ctx context.Context, d time.Duration) {\n\tc := ${value}\n\tfor range c { // here\n\t}\n}`,
    );
    expect(found.wait.kind).toBe('range');
    expect(found.channel).toBe(origin);
  });

  test.each([
    [
      'a local ticker',
      'func run() {\n\tt := time.NewTicker(d)\n\tdefer t.Stop()\n\tfor range t.C { // here\n\t}\n}',
      {},
      'ticker',
    ],
    [
      'a ticker of a field',
      'func (r *R) run() {\n\tfor range r.tick.C { // here\n\t}\n}',
      { 'b.go': 'package p\n\ntype R struct {\n\ttick *time.Ticker\n}\n' },
      'ticker',
    ],
    [
      'a ticker set elsewhere',
      'func (r *R) run() {\n\tfor range r.tick.C { // here\n\t}\n}',
      { 'b.go': 'package p\n\nfunc New() *R { return &R{tick: time.NewTicker(d)} }\n' },
      'ticker',
    ],
    ['a channel of times', 'func run(c <-chan time.Time) {\n\tfor range c { // here\n\t}\n}', {}, 'ticker'],
    ['a timer', 'func run() {\n\tt := time.NewTimer(d)\n\tfor range t.C { // here\n\t}\n}', {}, 'timer'],
    [
      'a field named C that is no ticker',
      'func (r *R) run() {\n\tfor range r.box.C { // here\n\t}\n}',
      { 'b.go': 'package p\n\ntype R struct {\n\tbox Box\n}\n' },
      'unknown',
    ],
    [
      'a queue of a field',
      'func (r *R) run() {\n\tfor range r.jobs { // here\n\t}\n}',
      { 'b.go': 'package p\n\nfunc New() *R { return &R{jobs: make(chan Job)} }\n' },
      'unbuffered',
    ],
  ])('%s', async (_, body, others, origin) => {
    expect((await facts(body.startsWith('func (r') ? 'p.(*R).run' : 'p.run', body, others)).channel).toBe(origin);
  });

  test.each([
    [
      'case v := <-c:\n\t\tuse(v)\n\tcase <-ctx.Done():\n\t\treturn',
      { cases: 2, hasDefault: false, hasExit: true, hasTimeout: false },
    ],
    [
      'case v := <-c:\n\t\tuse(v)\n\tcase <-s.quit:\n\t\treturn',
      { cases: 2, hasDefault: false, hasExit: true, hasTimeout: false },
    ],
    [
      'case v := <-c:\n\t\tuse(v)\n\tcase <-time.After(d):\n\t\treturn',
      { cases: 2, hasDefault: false, hasExit: false, hasTimeout: true },
    ],
    [
      'case v := <-a:\n\t\tuse(v)\n\tcase w := <-b:\n\t\tuse(w)',
      { cases: 2, hasDefault: false, hasExit: false, hasTimeout: false },
    ],
    ['case v := <-a:\n\t\tuse(v)\n\tdefault:', { cases: 1, hasDefault: true, hasExit: false, hasTimeout: false }],
    ['', { cases: 0, hasDefault: false, hasExit: false, hasTimeout: false }],
  ])('a select: %j', async (cases, wait) => {
    const found = await facts('p.run', `func run() {\n\tselect { // here\n\t${cases}\n\t}\n}`);
    expect(found.wait).toEqual({ kind: 'select', ...wait });
  });
});

describe('loops, contexts, cleanups', () => {
  test.each([
    ['for {\n\t\twork()\n\t\ttime.Sleep(d) // here\n\t}', true],
    ['for {\n\t\tif done() {\n\t\t\treturn\n\t\t}\n\t\ttime.Sleep(d) // here\n\t}', false],
    ['for {\n\t\tselect {\n\t\tcase <-c:\n\t\t\tbreak\n\t\t}\n\t\ttime.Sleep(d) // here\n\t}', true],
    ['for {\n\t\tif done() {\n\t\t\tbreak\n\t\t}\n\t\ttime.Sleep(d) // here\n\t}', false],
    ['for i := 0; i < 5; i++ {\n\t\ttime.Sleep(d) // here\n\t}', false],
    ['for alive() {\n\t\ttime.Sleep(d) // here\n\t}', false],
    ['time.Sleep(d) // here', false],
  ])('%j is endless: %s', async (body, endless) => {
    expect((await facts('p.run', `func run() {\n\t${body}\n}`)).inEndlessLoop).toBe(endless);
  });

  test('context.Background() where the caller has a context', async () => {
    const found = await facts(
      'p.Handle.func1',
      `func Handle(w http.ResponseWriter, r *http.Request) {
	go func() {
		work(context.Background()) // here
	}()
}`,
    );
    expect(found.ignoresContext).toEqual({ line: 5, text: 'context.Background()' });
    const own = await facts('p.run', 'func run() {\n\twork(context.Background()) // here\n}');
    expect(own.ignoresContext).toBeNull();
  });

  test.each([
    ['resp, err := http.Get(url)\n\tuse(resp, err) // here', ['resp.Body.Close()']],
    ['resp, err := http.Get(url)\n\tdefer resp.Body.Close()\n\tuse(err) // here', []],
    ['ctx, _ := context.WithCancel(parent)\n\tuse(ctx) // here', ['the second result of context.WithCancel']],
    ['ctx, cancel := context.WithTimeout(parent, d)\n\tdefer cancel()\n\tuse(ctx) // here', []],
    ['t := time.NewTicker(d)\n\tuse(t) // here', ['t.Stop()']],
    ['rows, err := db.Query(q)\n\tuse(err) // here', ['rows.Close()']],
    ['data, err := index.Query(q)\n\tuse(err) // here', []],
    ['rows, err := db.Query(q)\n\tuse(err) // here\n\treturn rows, err', []],
    ['mu.Lock() // here\n\twork()\n\tmu.Unlock()', ['defer mu.Unlock()']],
    ['mu.Lock() // here\n\tdefer mu.Unlock()', []],
    ['mu.RLock() // here\n\tdefer mu.RUnlock()', []],
    ['wg.Add(1)\n\tgo func() {\n\t\twork()\n\t\twg.Done()\n\t}()\n\twg.Wait() // here', ['defer wg.Done()']],
    ['next, _ := iter.Pull(seq)\n\tuse(next) // here', ['the second result of iter.Pull']],
  ])('%j lacks %j', async (body, calls) => {
    expect((await facts('p.run', `func run() {\n\t${body}\n}`)).missing.map((one) => one.call)).toEqual(calls);
  });
});

describe('files that do not match', () => {
  test('a line past the end', async () => {
    const reader = await openSourceReader({ root, trimPath: null });
    mkdirSync(join(root, 'x'), { recursive: true });
    writeFileSync(join(root, 'x/short.go'), 'package x\n');
    expect(reader.read({ function: 'x.run', file: '/app/x/short.go', line: 42 })).toMatchObject({
      kind: 'mismatch',
      why: expect.stringContaining('the dump speaks of line 42'),
    });
  });

  test('a line in another function, or in none', async () => {
    expect(await read('p.other', 'func run() {\n\twork() // here\n}')).toMatchObject({
      kind: 'mismatch',
      why: expect.stringContaining('is in run'),
    });
    expect(await read('p.run', 'type T struct{} // here')).toMatchObject({
      kind: 'mismatch',
      why: expect.stringContaining('in no function'),
    });
  });

  test('a closure that was inlined into its caller is found by its own name within', async () => {
    expect((await read('main.main.run.func3', 'func run() {\n\tgo func() {\n\t\twork() // here\n\t}()\n}')).kind).toBe(
      'facts',
    );
  });

  test('nothing outside of the folder is read', async () => {
    writeFileSync(join(root, 'secret.go'), 'package p\n\nfunc run() {\n\twork()\n}\n');
    const inner = join(root, 'inner');
    mkdirSync(inner, { recursive: true });
    symlinkSync(join(root, 'secret.go'), join(inner, 'linked.go'));
    const reader = await openSourceReader({ root: inner, trimPath: '/app' });
    for (const file of ['/app/../secret.go', '/app/linked.go', join(root, 'secret.go')]) {
      expect(reader.read({ function: 'p.run', file, line: 4 })).toEqual({ kind: 'not-found' });
    }
  });

  test('the longest end of a path that exists is taken', async () => {
    mkdirSync(join(root, 'svc/store'), { recursive: true });
    writeFileSync(join(root, 'svc/store/db.go'), 'package store\n\nfunc Get() {\n\twait()\n}\n');
    const reader = await openSourceReader({ root, trimPath: null });
    expect(reader.read({ function: 'svc/store.Get', file: '/home/ci/build/svc/store/db.go', line: 4 }).kind).toBe(
      'facts',
    );
  });

  test('what is no Go at all gives no facts and no error', async () => {
    expect((await read('p.run', '\u0000}}{{ func ( // here')).kind).toBe('mismatch');
  });
});
