/** A folder that holds an Electron: where its executable lies, and whether it can run on this machine. */
import { join } from 'node:path';
import { install, WINDOW_LIBRARIES } from './debian.mjs';
import { ask, isExecutable } from './run.mjs';
import { Failure } from './say.mjs';

const EXECUTABLES = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' };

/** The executable in an Electron folder. */
export function executable(dist, platform = process.platform) {
  return join(dist, EXECUTABLES[platform] ?? 'electron');
}

/** Whether a folder holds an Electron for this platform. */
export const holdsElectron = (dist) => isExecutable(executable(dist));

/**
 * Sees to it that an Electron can start: installs the shared libraries it lacks (as root on Debian),
 * then lets it say its version, for which it needs no display.
 * @returns {string} the version of Electron
 */
export function makeRunnable(dist) {
  const file = executable(dist);
  if (process.platform === 'linux') {
    if (missingLibraries(file).length > 0) install(WINDOW_LIBRARIES, 'to open a window');
    const still = missingLibraries(file);
    if (still.length > 0) {
      throw new Failure(
        `Electron cannot start: ${still.join(', ')} not found on this machine.`,
        'Install the packages that hold these libraries, then run this again.',
      );
    }
  }
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
  const started = ask(file, ['-p', 'process.versions.electron'], { env, timeout: 30_000 });
  if (!started.ok) {
    throw new Failure(
      `${file} does not start: ${started.output.trim() || 'it says nothing'}`,
      'Delete its folder and run this again, or name another Electron in ELECTRON_OVERRIDE_DIST_PATH.',
    );
  }
  return started.stdout.trim();
}

function missingLibraries(file) {
  return librariesNotFound(ask('ldd', [file]).stdout);
}

/**
 * Reads what `ldd` prints.
 * @returns {string[]} the names of libraries it could not find
 */
export function librariesNotFound(lddOutput) {
  return [...lddOutput.matchAll(/^\s*(\S+) => not found$/gm)].map((match) => match[1]);
}
