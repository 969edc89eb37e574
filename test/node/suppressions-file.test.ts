import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  addSuppression,
  createSuppressions,
  readSuppressions,
  removeSuppression,
} from '../../src/node/suppressions-file.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'straggler-expected-'));
  path = join(folder, 'expected.txt');
});
afterEach(() => rmSync(folder, { recursive: true }));

const RULE = { rule: 'IgnoreTopFunction', function: 'app.(*Pool).worker', reason: 'a pool of eight' } as const;
const LINE = 'IgnoreTopFunction app.(*Pool).worker  # a pool of eight';
const text = () => readFileSync(path, 'utf8');

test('a rule is added to a file that is made for it, and is read back', async () => {
  expect(await addSuppression(path, RULE)).toEqual({ ok: true });
  expect(text()).toBe(`${LINE}\n`);
  expect(await readSuppressions(path)).toEqual({ ok: true, suppressions: [{ ...RULE, line: 1 }], errors: [] });
});

test.each([
  ['# mine\nIgnoreAnyFunction x.y  # z\n', `# mine\nIgnoreAnyFunction x.y  # z\n${LINE}\n`],
  ['# no line end', `# no line end\n${LINE}\n`],
  ['# of Windows\r\n', `# of Windows\r\n${LINE}\r\n`],
])('what stands in %j is kept as it is, and comes back when the rule is taken out', async (old, now) => {
  writeFileSync(path, old);
  await addSuppression(path, RULE);
  expect(text()).toBe(now);
  await removeSuppression(path, RULE);
  expect(text()).toBe(now.slice(0, now.indexOf(LINE)));
});

test('only the line of this rule and reason is taken out', async () => {
  writeFileSync(path, `${LINE}\nIgnoreTopFunction app.(*Pool).worker  # another reason\n`);
  await removeSuppression(path, { ...RULE, reason: 'no such' });
  expect(text()).toContain(LINE);
  await removeSuppression(path, RULE);
  expect(text()).toBe('IgnoreTopFunction app.(*Pool).worker  # another reason\n');
});

test.each(['app.a #b', 'app.a\nIgnoreAnyFunction main.main'])('a function called %j is not written', async (name) => {
  expect(await addSuppression(path, { ...RULE, function: name })).toMatchObject({ ok: false });
  expect(await readSuppressions(path)).toMatchObject({ ok: false, error: { kind: 'not-found' } });
});

test('a reason of several lines becomes one', async () => {
  await addSuppression(path, { ...RULE, reason: ' a\nIgnoreAnyFunction main.main  # b ' });
  expect(text().split('\n')).toHaveLength(2);
});

test('a new file says what it is, an old one is not touched', async () => {
  await createSuppressions(path);
  expect(text()).toMatch(/^# /);
  writeFileSync(path, 'mine');
  await createSuppressions(path);
  expect(text()).toBe('mine');
});
