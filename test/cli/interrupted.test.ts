import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { debug2 } from '../support/analysis-of.ts';
import { builtCommand } from '../support/built-command.ts';

const command = join(await builtCommand(), 'straggler.cjs');
const folder = mkdtempSync(join(tmpdir(), 'straggler-interrupted-'));
afterAll(() => rmSync(folder, { recursive: true }));

const captures = fileURLToPath(new URL('../../examples/checkout/captures/', import.meta.url));
const example = [join(captures, 'before.debug2.txt'), join(captures, 'after.debug2.txt')];

/** A dump whose JSON report takes a while to write. */
const large = join(folder, 'large.txt');
writeFileSync(
  large,
  Array.from({ length: 40_000 }, (_, i) => debug2(1, { fn: `main.f${i}`, firstId: i + 1 })).join('\n'),
);

const exited = (child: ChildProcess) => new Promise((resolve) => child.once('exit', resolve));

/** Starts an export and kills it as soon as something of it is on the disk. */
async function killWhileWriting(report: string, signal: NodeJS.Signals): Promise<void> {
  const child = spawn(process.execPath, [command, large, '-o', report], { stdio: 'ignore' });
  const end = exited(child);
  const unfinished = () => readdirSync(folder).some((name) => name.startsWith('.') && name.endsWith('.tmp'));
  while (child.exitCode === null && !unfinished()) await new Promise((next) => setTimeout(next, 2));
  expect(child.exitCode).toBeNull();
  child.kill(signal);
  await end;
}

it('killed in the middle of an export, leaves no half report under its name', async () => {
  const report = join(folder, 'killed.json');
  await killWhileWriting(report, 'SIGKILL');
  expect(existsSync(report)).toBe(false);
});

it('killed in the middle of an export, leaves the older report as it was', async () => {
  const report = join(folder, 'older.json');
  writeFileSync(report, 'older');
  await killWhileWriting(report, 'SIGKILL');
  expect(readFileSync(report, 'utf8')).toBe('older');
});

it('told to end in the middle of an export, takes away what it began', async () => {
  for (const name of readdirSync(folder)) if (name.endsWith('.tmp')) rmSync(join(folder, name));
  await killWhileWriting(join(folder, 'ended.json'), 'SIGTERM');
  expect(readdirSync(folder).filter((name) => name.includes('ended'))).toEqual([]);
});

const full = join(folder, 'full.json');
symlinkSync('/dev/full', full);

it.each([
  ['a full disk', full, /: the disk is full; free some space/],
  ['a folder that takes no files', '/sys/leak.json', /: (access is denied|the disk is read-only); /],
])('%s is one line, and exit 2', (_, report, message) => {
  const { status, stderr } = spawnSync(process.execPath, [command, ...example, '-o', report], { encoding: 'utf8' });
  expect(status).toBe(2);
  expect(stderr).toMatch(/^straggler: [^\n]+\n$/);
  expect(stderr).toMatch(message);
});
