import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { filesOf } from '../../src/main/arguments.ts';
import { inputFiles } from '../../src/main/input-files.ts';
import {
  type InputFile,
  NOTHING_PLACED,
  orderFiles,
  placedFiles,
  placeFiles,
  placeInOrder,
} from '../../src/main/place-files.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'straggler-files-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const file = (name: string, modified = 0): InputFile => ({ path: `/d/${name}`, name, bytes: 1, modified });
const order = (...files: InputFile[]) => {
  const placed = orderFiles(files);
  return `${placedFiles(placed)
    .map(({ name }) => name)
    .join(' < ')} (${placed.ordered})`;
};

test('files that come at once are ordered by their names, else by their times', () => {
  expect(order(file('after.txt'), file('before.txt'))).toBe('before.txt < after.txt (by name)');
  expect(order(file('new.pb.gz'), file('base.pb.gz'))).toBe('base.pb.gz < new.pb.gz (by name)');
  expect(order(file('g10.txt'), file('g9.txt'))).toBe('g9.txt < g10.txt (by name)');
  expect(order(file('g3'), file('g1'), file('g20'), file('g2'))).toBe('g1 < g2 < g3 < g20 (by name)');
  expect(order(file('2026-01-02T10:00.txt'), file('2026-01-02T09:00.txt'))).toContain('T09:00.txt < 2026');
  expect(order(file('x.txt', 5), file('y.txt', 3))).toBe('y.txt < x.txt (by file time)');
});

test('a single file goes to its slot, else to the empty one, else over After', () => {
  const one = placeFiles(NOTHING_PLACED, [file('a')], null);
  expect([one.before?.name, one.after?.name]).toEqual(['a', undefined]);
  const two = placeFiles(one, [file('b')], null);
  expect([two.before?.name, two.after?.name]).toEqual(['a', 'b']);
  const three = placeFiles(two, [file('c')], null);
  expect([three.before?.name, three.after?.name]).toEqual(['a', 'c']);
  const slot = placeFiles(three, [file('d')], 'before');
  expect([slot.before?.name, slot.after?.name]).toEqual(['d', 'c']);
  expect(placeFiles(slot, [], null)).toBe(slot);
});

test('a single file on a series makes it a pair again', () => {
  const series = placeInOrder([file('a'), file('b'), file('c')]);
  expect(series.between.map(({ name }) => name)).toEqual(['b']);
  expect(placeFiles(series, [file('d')], null)).toMatchObject({ between: [], after: { name: 'd' } });
});

test('a folder stands for the snapshots in it', async () => {
  for (const name of ['a.pb.gz', 'b.txt', '.hidden.txt', 'logo.png']) writeFileSync(join(folder, name), 'x');
  writeFileSync(join(folder, 'empty.txt'), '');
  mkdirSync(join(folder, 'deeper.txt'));
  const found = await inputFiles([folder]);
  expect(found.ok && found.value.map(({ name }) => name).sort()).toEqual(['a.pb.gz', 'b.txt']);
});

test('pipes, devices, missing files and too many are told, not read', async () => {
  const pipe = join(folder, 'pipe');
  execFileSync('mkfifo', [pipe]);
  const message = async (paths: string[]) => {
    const result = await inputFiles(paths);
    return result.ok ? 'ok' : result.error.message;
  };
  expect(await message([pipe])).toBe('pipe is not a regular file.');
  expect(await message(['/dev/zero'])).toBe('zero is not a regular file.');
  expect(await message([join(folder, 'missing')])).toBe('missing could not be opened.');
  expect(await message(new Array<string>(10_000).fill(folder))).toBe('10,000 files are too many at once.');
});

test('files of a command line', () => {
  expect(filesOf(['electron', '--inspect', '/app', 'a.txt', '/b.txt'], '/home', false)).toEqual([
    '/home/a.txt',
    '/b.txt',
  ]);
  expect(filesOf(['straggler', '--no-sandbox', 'a.txt'], '/home', true)).toEqual(['/home/a.txt']);
  // As a desktop's "Open with" names them.
  const named = ['file:///d/a%20b.txt', 'https://example.com/x', 'straggler://x', 'file://host/share'];
  expect(filesOf(['straggler', ...named], '/home', true)).toEqual(['/d/a b.txt']);
});
