import { describe, expect, test } from 'vitest';
import { librariesNotFound } from '../../scripts/lib/electron-dist.mjs';
import { proxies } from '../../scripts/lib/go.mjs';
import { isAtLeast, isInstalled } from '../../scripts/lib/setup.mjs';

test.each([
  ['20.19.0', '20.19', true],
  ['20.18.3', '20.19', false],
  ['20.9.0', '20.19', false],
  ['22.0.0', '20.19', true],
  ['1.21', '1.21', true],
  ['1.9', '1.21', false],
])('%s is at least %s: %s', (version, minimum, expected) => {
  expect(isAtLeast(version, minimum)).toBe(expected);
});

describe('isInstalled', () => {
  const vite = { version: '8.3.8', integrity: 'sha512-a' };
  const lock = (packages) => ({ packages: { '': { name: 'straggler' }, ...packages } });
  const installed = (packages) => ({ packages });

  test('every package of the lock file is there in that version and with that content', () => {
    expect(isInstalled(lock({ 'node_modules/vite': vite }), installed({ 'node_modules/vite': vite }))).toBe(true);
  });

  test.each([
    ['missing', {}],
    ['of another version', { 'node_modules/vite': { ...vite, version: '8.3.7' } }],
    ['of other content', { 'node_modules/vite': { ...vite, integrity: 'sha512-b' } }],
  ])('a package that is %s', (_, found) => {
    expect(isInstalled(lock({ 'node_modules/vite': vite }), installed(found))).toBe(false);
  });

  test('only optional packages may be missing', () => {
    expect(isInstalled(lock({ 'node_modules/fsevents': { version: '2', optional: true } }), installed({}))).toBe(true);
  });
});

describe('proxies', () => {
  test('the public one where GOPROXY is not set', () => {
    expect(proxies(undefined)).toEqual(['https://proxy.golang.org']);
    expect(proxies('')).toEqual(['https://proxy.golang.org']);
  });

  test('those of the list, in order, without direct, off and files', () => {
    expect(proxies('https://a.example/go/|http://b.example,direct,off,file:///c')).toEqual([
      'https://a.example/go',
      'http://b.example',
    ]);
  });
});

test('librariesNotFound reads what ldd prints', () => {
  const output = [
    '\tlinux-vdso.so.1 (0x00007ffd1b5f2000)',
    '\tlibgtk-3.so.0 => not found',
    '\tlibc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007f0000000000)',
    '\tlibgbm.so.1 => not found',
  ].join('\n');
  expect(librariesNotFound(output)).toEqual(['libgtk-3.so.0', 'libgbm.so.1']);
});
