import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import type { Settings } from '../../src/ipc/contract.ts';
import { editorCommand, mapPath, openInEditor } from '../../src/main/open-in-editor.ts';

const settings: Settings = {
  theme: 'system',
  palette: 'safe',
  numbers: 'system',
  editor: 'none',
  editorCommand: '',
  pathMapping: [],
};

test('the command of each editor', () => {
  const command = (changes: Partial<Settings>, env = {}) =>
    editorCommand({ ...settings, ...changes }, '/a b.go', 7, env);
  expect(command({})).toBeNull();
  expect(command({ editor: 'vscode' })).toEqual(['code', '--goto', '/a b.go:7']);
  expect(command({ editor: 'goland' })).toEqual(['goland', '--line', '7', '/a b.go']);
  expect(command({ editor: 'env' }, { EDITOR: 'emacs -nw' })).toEqual(['emacs', '-nw', '/a b.go']);
  expect(command({ editor: 'env' }, {})).toBeNull();
  expect(command({ editor: 'custom', editorCommand: '"/my tools/ed" +{line} {file}' })).toEqual([
    '/my tools/ed',
    '+7',
    '/a b.go',
  ]);
});

test('a mapped prefix takes the place of the path in the dump', () => {
  const mapped = { ...settings, pathMapping: [{ from: '/build', to: '/home/me' }] };
  expect(mapPath(mapped, '/build/x/y.go')).toBe('/home/me/x/y.go');
  expect(mapPath(mapped, '/builder/y.go')).toBe('/builder/y.go');
});

test('a path that a dump made up to be a command is an argument, never a command or a flag', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'straggler-editor-'));
  const evil = join(folder, '$(touch pwned); `id` & x.go');
  const seen = join(folder, 'seen');
  writeFileSync(evil, '');
  const editor = join(folder, 'editor.sh');
  writeFileSync(editor, '#!/bin/sh\nprintf %s "$1" > "$2.new" && mv "$2.new" "$2"\n', { mode: 0o755 });
  const custom: Settings = { ...settings, editor: 'custom', editorCommand: `${editor} {file} ${seen}` };
  expect(await openInEditor(custom, evil, 3)).toEqual({ ok: true, value: null });
  await vi.waitFor(() => expect(existsSync(seen)).toBe(true));
  expect(readFileSync(seen, 'utf8')).toBe(evil);
  expect(existsSync(join(folder, 'pwned'))).toBe(false);

  expect(await openInEditor(custom, '--install-extension', 1)).toMatchObject({ ok: false });
  expect(await openInEditor(custom, join(folder, 'missing.go'), 1)).toMatchObject({ ok: false });
  expect(await openInEditor(settings, evil, 1)).toMatchObject({ ok: false });
  rmSync(folder, { recursive: true });
});
