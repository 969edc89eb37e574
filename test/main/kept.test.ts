import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openLibrary } from '../../src/main/library.ts';
import { profileFolder } from '../../src/main/profile-folder.ts';
import { recentLabel, rememberFiles, rememberView, viewOf } from '../../src/main/recent.ts';
import { Store } from '../../src/main/store.ts';
import { besides, fitPlace } from '../../src/main/window-place.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'straggler-kept-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('settings come back as they were set', () => {
  const { settings } = openLibrary(folder);
  settings.set({ ...settings.value, theme: 'dark' });
  expect(openLibrary(folder).settings.value.theme).toBe('dark');
  expect(readdirSync(folder)).toEqual(['settings.json']);
});

test.each(['{"theme":', '{"theme": "neon"}', '[]', '', '\0\0'])('damaged settings %j are kept aside', (damage) => {
  writeFileSync(join(folder, 'settings.json'), damage);
  expect(openLibrary(folder).settings.value.theme).toBe('system');
  expect(readFileSync(join(folder, 'settings.json.damaged'), 'utf8')).toBe(damage);
});

test('a disk that takes nothing costs no setting of this run', () => {
  const spoken = vi.spyOn(console, 'error').mockImplementation(() => {});
  writeFileSync(join(folder, 'file'), '');
  const store = new Store(join(folder, 'file', 'settings.json'), v.number(), 1);
  store.set(2);
  expect(store.value).toBe(2);
  expect(spoken).toHaveBeenCalledOnce();
  spoken.mockRestore();
  chmodSync(folder, 0o700);
});

test('recent files: newest first, each once, with the view they were left in', () => {
  const one = rememberFiles([], ['/a', '/b'], '1');
  const viewed = rememberView(one, ['/a', '/b'], 'zoomed');
  const two = rememberFiles(viewed, ['/c'], '2');
  const three = rememberFiles(two, ['/a', '/b'], '3');
  expect(three).toEqual([
    { paths: ['/a', '/b'], openedAt: '3', view: 'zoomed' },
    { paths: ['/c'], openedAt: '2', view: null },
  ]);
  expect(viewOf(three, ['/b', '/a'])).toBeNull();
  const many = Array.from({ length: 30 }, (_, i) => `/${i}`).reduce(
    (entries: ReturnType<typeof rememberFiles>, path) => rememberFiles(entries, [path], ''),
    [],
  );
  expect(many).toHaveLength(12);
});

test('an entry of the Recent menu names its files, and hides nothing in them', () => {
  expect(recentLabel(['/x/after.txt'])).toBe('after.txt');
  expect(recentLabel(['/x/before.txt', '/y/after.txt'])).toBe('before.txt → after.txt');
  expect(recentLabel(['/1.txt', '/2.txt', '/3.txt'])).toBe('1.txt → 3.txt (3 snapshots)');
  expect(recentLabel([`/a\u202egpj.${'x'.repeat(500)}`])).toMatch(/^a\ufffdgpj\.x+…x+$/);
});

test('who listens to a store hears of every change', () => {
  const { recent } = openLibrary(folder);
  const heard: number[] = [];
  recent.onChange(() => heard.push(recent.value.length));
  recent.set(rememberFiles([], ['/a'], '1'));
  recent.set([]);
  expect(heard).toEqual([1, 0]);
});

const screen = { x: 0, y: 0, width: 1920, height: 1080 };
const right = { x: 1920, y: 0, width: 1280, height: 1024 };

test('a window comes back where it was, as far as its monitor is there', () => {
  const place = { x: 2000, y: 100, width: 1440, height: 860, maximized: true };
  expect(fitPlace(place, [screen, right])).toEqual({ ...place, width: 1280 });
  expect(fitPlace(place, [screen])).toEqual({ width: 1440, height: 860, maximized: true });
  expect(fitPlace({ width: 5000, height: 5000 }, [screen])).toEqual({ width: 1920, height: 1080 });
  expect(fitPlace({ x: 10, y: -300, width: 800, height: 600 }, [screen])).toEqual({ width: 800, height: 600 });
});

test('a second window lies beside the first', () => {
  expect(besides({ x: 10, y: 20, width: 800, height: 600, maximized: true })).toEqual({
    x: 42,
    y: 52,
    width: 800,
    height: 600,
    maximized: false,
  });
});

test('the profile is where the person wants it', () => {
  const at = (given: Partial<Parameters<typeof profileFolder>[0]>) =>
    profileFolder({ argv: [], env: {}, program: '/opt/straggler/straggler', isFolder: () => false, ...given });
  expect(at({})).toBeNull();
  expect(at({ argv: ['straggler', '--user-data-dir=/tmp/p'] })).toBe('/tmp/p');
  const isFolder = (path: string) => path.endsWith('straggler-data');
  expect(at({ isFolder })).toBe('/opt/straggler/straggler-data');
  expect(at({ isFolder, env: { APPIMAGE: '/usb/straggler.AppImage' } })).toBe('/usb/straggler-data');
  expect(at({ isFolder, env: { PORTABLE_EXECUTABLE_DIR: '/stick' } })).toBe('/stick/straggler-data');
});
