import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { hashModule, hashTree } from '../../scripts/lib/hash.mjs';
import { makeOnce } from '../../scripts/lib/make-once.mjs';

let folder;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'straggler-scripts-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

function put(name, content) {
  mkdirSync(join(folder, name, '..'), { recursive: true });
  writeFileSync(join(folder, name), content);
}

describe('hashTree', () => {
  test('changes with a name and with a content, not with the order of entries or what is outside', () => {
    put('src/a.ts', 'one');
    put('src/deep/b.ts', 'two');
    put('package.json', '{}');
    const before = hashTree(folder, ['src', 'package.json']);
    put('README.md', 'words');
    expect(hashTree(folder, ['package.json', 'src', 'absent'])).toBe(before);
    put('src/deep/b.ts', 'three');
    const changed = hashTree(folder, ['src', 'package.json']);
    expect(changed).not.toBe(before);
    put('src/c.ts', '');
    expect(hashTree(folder, ['src', 'package.json'])).not.toBe(changed);
  });

  test('content does not flow from one file into the next', () => {
    put('one/a', 'xb');
    put('one/b', '');
    put('two/a', 'x');
    put('two/b', 'b');
    expect(hashTree(join(folder, 'one'), ['.'])).not.toBe(hashTree(join(folder, 'two'), ['.']));
  });
});

test('hashModule is sha256sum over every file, sorted by name, and over those lines again', () => {
  put('b.go', 'package b\n');
  put('a/a.go', 'package a\n');
  expect(hashModule(folder, 'example.com/m@v1.0.0')).toBe('h1:VBqb3AylGDShVXo1zX0tpxdXk7EQbhfGn2HbSnS67KU=');
});

describe('makeOnce', () => {
  const target = () => join(folder, 'cache/thing');
  const make = (content) => async (work) => {
    mkdirSync(join(work, 'made'));
    writeFileSync(join(work, 'made/file'), content);
    return join(work, 'made');
  };
  const content = () => readFileSync(join(target(), 'file'), 'utf8');

  test('makes once, and again only from other inputs', async () => {
    expect(await makeOnce(target(), 'v1', make('first'))).toBe(target());
    await makeOnce(target(), 'v1', make('second'));
    expect(content()).toBe('first');
    await makeOnce(target(), 'v2', make('third'));
    expect(content()).toBe('third');
    expect(readdirSync(join(folder, 'cache'))).toEqual(['thing']);
  });

  test('leaves nothing behind when making fails, and what was there stays', async () => {
    await makeOnce(target(), 'v1', make('first'));
    const fails = async (work) => {
      writeFileSync(join(work, 'half'), '');
      throw new Error('no network');
    };
    await expect(makeOnce(target(), 'v2', fails)).rejects.toThrow('no network');
    expect(content()).toBe('first');
    expect(existsSync(join(target(), 'half'))).toBe(false);
    expect(readdirSync(join(folder, 'cache'))).toEqual(['thing']);
  });
});
