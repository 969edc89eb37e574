import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openLibrary } from '../../src/main/library.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'straggler-expected-'));
  path = join(folder, 'expected-here.txt');
});
afterEach(() => rmSync(folder, { recursive: true }));

const RULE = { rule: 'IgnoreCreatedBy', function: 'app.start', reason: 'a pool' } as const;

test('nothing is expected, and nothing written, before a file is chosen', async () => {
  const { expectations } = openLibrary(folder);
  expect(await expectations.read()).toBeNull();
  expect(await expectations.add(RULE)).toMatchObject({ ok: false, error: { message: 'No file is chosen.' } });
});

test('the chosen file is remembered, written and read', async () => {
  const { expectations } = openLibrary(folder);
  await expectations.choose(path);
  await expectations.add(RULE);
  const later = openLibrary(folder).expectations;
  expect(await later.read()).toEqual({ file: 'expected-here.txt', suppressions: [{ ...RULE, line: 2 }] });
  expect(later.file).toEqual({ name: 'expected-here.txt', problem: null });
  await later.remove(RULE);
  expect(readFileSync(path, 'utf8')).not.toContain('app.start');
  later.forget();
  expect(await later.read()).toBeNull();
});

test('a wrong line and a missing file are said; the other lines hold', async () => {
  const { expectations } = openLibrary(folder);
  await expectations.choose(path);
  writeFileSync(path, 'IgnoreCreatedBy app.start  # a pool\nIgnoreAll x  # y\n');
  expect((await expectations.read())?.suppressions).toHaveLength(1);
  expect(expectations.file?.problem).toMatch(/^expected-here\.txt, line 2: "IgnoreAll" is no rule/);
  rmSync(path);
  expect(await expectations.read()).toEqual({ file: 'expected-here.txt', suppressions: [] });
  expect(expectations.file?.problem).toBe('expected-here.txt: there is no such file.');
});
