import { spawn } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { writeAtomic } from '../../src/node/write-atomic.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'straggler-write-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const at = (name: string) => join(folder, name);

describe('a written file', () => {
  test('has all pieces, text as UTF-8, and leaves nothing beside it', async () => {
    expect(await writeAtomic(at('report.md'), ['größer ', Uint8Array.of(0x21), '\n'])).toEqual({ ok: true });
    expect(readFileSync(at('report.md'), 'utf8')).toBe('größer !\n');
    expect(readdirSync(folder)).toEqual(['report.md']);
  });

  test('replaces an older one and keeps its permissions', async () => {
    writeFileSync(at('report.md'), 'old');
    chmodSync(at('report.md'), 0o640);
    await writeAtomic(at('report.md'), ['new']);
    expect(readFileSync(at('report.md'), 'utf8')).toBe('new');
    expect(statSync(at('report.md')).mode & 0o777).toBe(0o640);
  });

  test('stays behind a symbolic link', async () => {
    mkdirSync(at('real'));
    writeFileSync(at('real/report.md'), 'old');
    symlinkSync('real/report.md', at('link.md'));
    await writeAtomic(at('link.md'), ['new']);
    expect(readFileSync(at('real/report.md'), 'utf8')).toBe('new');
    expect(readdirSync(folder).sort()).toEqual(['link.md', 'real']);
  });
});

describe('where writing fails', () => {
  test('the older file stays as it was', async () => {
    writeFileSync(at('report.md'), 'old');
    const pieces = function* () {
      yield 'half';
      throw Object.assign(new Error('disk full'), { code: 'ENOSPC', syscall: 'write' });
    };
    expect(await writeAtomic(at('report.md'), pieces())).toMatchObject({ ok: false, error: { kind: 'no-space' } });
    expect(readFileSync(at('report.md'), 'utf8')).toBe('old');
    expect(readdirSync(folder)).toEqual(['report.md']);
  });

  test('a folder that is not there is named as one', async () => {
    const result = await writeAtomic(join(folder, 'nowhere', 'a.md'), ['text']);
    expect(result).toMatchObject({ ok: false, error: { kind: 'not-found', message: 'there is no such folder' } });
  });

  test('a bug in what makes the pieces is not taken for a full disk', async () => {
    const pieces = function* (): Generator<string> {
      yield 'half';
      throw new TypeError('a bug');
    };
    await expect(writeAtomic(at('report.md'), pieces())).rejects.toThrow('a bug');
    expect(readdirSync(folder)).toEqual([]);
  });

  test.each([
    ['a folder that is not there', 'nowhere/report.md', 'not-found'],
    ['a folder in its place', '.', 'directory'],
  ])('%s is named', async (_, name, kind) => {
    expect(await writeAtomic(at(name), ['x'])).toMatchObject({ ok: false, error: { kind } });
  });
});

test.each(['SIGINT', 'SIGTERM'] as const)('%s leaves nothing half-written', async (signal) => {
  const module = new URL('../../src/node/write-atomic.ts', import.meta.url).pathname;
  const script = `
    import { writeAtomic } from '${module}';
    async function* slowly() {
      yield 'half';
      console.log('writing');
      await new Promise((resolve) => setTimeout(resolve, 60_000));
    }
    await writeAtomic(process.argv[1], slowly());
  `;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script, at('report.md')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise((resolve) => child.stdout.once('data', resolve));
  expect(readdirSync(folder)).toHaveLength(1);
  child.kill(signal);
  const ended = await new Promise((resolve) => child.once('exit', (_, by) => resolve(by)));
  expect(ended).toBe(signal);
  expect(readdirSync(folder)).toEqual([]);
});
