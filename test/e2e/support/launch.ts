import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';

export const ROOT = resolve(import.meta.dirname, '..', '..', '..');

/** The bundled example in the two formats that differ most. */
export const EXAMPLE = ['before.pb.gz', 'after.debug2.txt'].map((name) =>
  join(ROOT, 'examples', 'checkout', 'captures', name),
);

/** An app that was started for one test, in a profile of its own. */
export interface StartedApp {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** Where this app keeps settings, and a folder for files of the test; both go when it is stopped. */
  readonly profile: string;
  readonly folder: string;
  stop(): Promise<void>;
}

export interface StartOptions {
  /** Files as a person would name them on the command line. */
  readonly files?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Puts files into the profile before the app starts. */
  readonly prepare?: (profile: string) => void;
}

/**
 * Starts the built app on a real Electron; with STRAGGLER_E2E_APP, a packaged one by its executable.
 */
export async function startApp({ files = [], env = {}, prepare }: StartOptions = {}): Promise<StartedApp> {
  const place = mkdtempSync(join(tmpdir(), 'straggler-e2e-'));
  const profile = join(place, 'profile');
  const folder = join(place, 'files');
  mkdirSync(profile);
  mkdirSync(folder);
  prepare?.(profile);
  const { app, page } = await firstWindowOf(profile, files, env);
  return {
    app,
    page,
    profile,
    folder,
    stop: async () => {
      await app.close();
      rmSync(place, { recursive: true, force: true });
    },
  };
}

/** A start takes a second or two. Once in some hundreds on a busy machine Electron never showed a window. */
const START_MS = 15_000;

/** Starts the app; one that shows no window in time is ended, and started once more. */
async function firstWindowOf(
  profile: string,
  files: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<{ readonly app: ElectronApplication; readonly page: Page }> {
  const { file, args } = commandOf(profile);
  for (let attempt = 1; ; attempt++) {
    let app: ElectronApplication | null = null;
    try {
      app = await _electron.launch({
        executablePath: file,
        args: [...args, ...files],
        cwd: ROOT,
        chromiumSandbox: process.env['STRAGGLER_E2E_SANDBOX'] === '1',
        env: { ...inherited(), ...env },
        timeout: START_MS,
      });
      return { app, page: await app.firstWindow({ timeout: START_MS }) };
    } catch (error) {
      app?.process().kill('SIGKILL');
      if (attempt === 2) throw error;
      process.stderr.write(`the app showed no window within ${START_MS} ms: it is started once more\n`);
    }
  }
}

/** Goroutines of one stack, for a dump that a test makes. */
interface ParkedGroup {
  readonly count: number;
  readonly fn: string;
  /** As "pay.go:10". */
  readonly file: string;
  readonly by: string;
}

/**
 * Writes a debug=2 dump, all of it in select, and gives its path. Each group has a thousand ids of its own from
 * `firstId` on: dumps with the same first id are of one process.
 */
export function writeDump(folder: string, name: string, groups: readonly ParkedGroup[], firstId = 1000): string {
  const records = groups.flatMap(({ count, fn, file, by }, group) =>
    Array.from({ length: count }, (_, i) =>
      [
        `goroutine ${firstId + 1000 * group + i} [select]:`,
        `${fn}(0xc000012345)`,
        `\t/src/${file} +0x1b`,
        `created by ${by} in goroutine 1`,
        '\t/src/main.go:40 +0x2c',
        '',
      ].join('\n'),
    ),
  );
  const path = join(folder, name);
  writeFileSync(path, `${records.join('\n')}\n`);
  return path;
}

/** The program and its first arguments, as one starts the app on a profile; files follow. */
export function commandOf(profile: string): { readonly file: string; readonly args: readonly string[] } {
  const packaged = process.env['STRAGGLER_E2E_APP'];
  const args = [`--user-data-dir=${profile}`, ...(packaged === undefined ? [ROOT] : [])];
  return { file: packaged ?? join(electronDist(), 'electron'), args };
}

/** A real drop of real paths, as the window system makes it: files land on the middle of what `selector` finds. */
export async function dropFiles(page: Page, selector: string, files: readonly string[]): Promise<void> {
  const target = page.locator(selector).first();
  let box: Awaited<ReturnType<typeof target.boundingBox>> = null;
  // What is dropped on may just be replaced by what comes next.
  for (let tries = 0; box === null && tries < 50; tries++) {
    await target.waitFor();
    box = await target.boundingBox();
  }
  if (box === null) throw new Error(`nothing to drop on: ${selector}`);
  const cdp = await page.context().newCDPSession(page);
  const data = { items: [], files: [...files], dragOperationsMask: 1 };
  const at = { x: box.x + box.width / 2, y: box.y + box.height / 2, data };
  await cdp.send('Input.dispatchDragEvent', { type: 'dragEnter', ...at });
  await cdp.send('Input.dispatchDragEvent', { type: 'dragOver', ...at });
  await cdp.send('Input.dispatchDragEvent', { type: 'drop', ...at });
  await cdp.detach();
}

/** Answers every file dialog to come with these files. */
export async function answerOpenDialog(app: ElectronApplication, files: readonly string[]): Promise<void> {
  await app.evaluate(({ dialog }, filePaths) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [...filePaths] });
  }, files);
}

/** Answers every save dialog to come with this file. */
export async function answerSaveDialog(app: ElectronApplication, file: string): Promise<void> {
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath });
  }, file);
}

let dist: string | undefined;

export function electronDist(): string {
  dist ??=
    process.env['ELECTRON_OVERRIDE_DIST_PATH'] ??
    execFileSync(process.execPath, [join(ROOT, 'scripts', 'electron.mjs'), '--print'], { encoding: 'utf8' }).trim();
  return dist;
}

function inherited(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
