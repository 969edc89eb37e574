/** The Debian packages the scripts may need, in one place, and how they come. */

import { ask, isRoot, step, which } from './run.mjs';
import { Failure, say } from './say.mjs';

/** Shared libraries of an Electron that a bare Debian does not have. */
export const WINDOW_LIBRARIES = ['libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1'];

/** Python's package installer, through which the Electron of last resort comes. */
export const PIP = { package: 'python3-pip', isThere: () => ask('python3', ['-m', 'pip', '--version']).ok };

/** What the tests need beside Node; each is known by its command, so that other systems' packages count too. */
export const TEST_TOOLS = [
  PIP,
  command('xvfb', 'Xvfb'),
  command('xvfb', 'xvfb-run'),
  command('xauth'),
  command('chromium'),
];

/** What making a bare Debian to install the package in needs. */
export const BARE_DEBIAN = [command('mmdebstrap')];

function command(name, executable = name) {
  return { package: name, isThere: () => which(executable) !== null };
}

/**
 * The packages of tools that are not there.
 * @param {readonly {package: string, isThere: () => boolean}[]} tools
 * @returns {string[]} each name once
 */
export function missing(tools) {
  return [...new Set(tools.filter((tool) => !tool.isThere()).map((tool) => tool.package))];
}

/**
 * Installs packages as root on a Debian; names them and stops everywhere else.
 * @param {readonly string[]} packages
 * @param {string} purpose what they are for, as the end of "needed …"
 */
export function install(packages, purpose) {
  if (packages.length === 0) return;
  const names = packages.join(' ');
  if (!isRoot() || which('apt-get') === null) {
    throw new Failure(
      `Not on this machine, and needed ${purpose}: ${names}.`,
      `Install them, then run this again. On Debian or Ubuntu: sudo apt-get install --no-install-recommends ${names}`,
    );
  }
  say(`installing Debian packages needed ${purpose}: ${names}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const remedy = 'Check the network and the package sources (/etc/apt), then run this again.';
  step(remedy, 'apt-get', ['update', '-qq'], { env });
  step(remedy, 'apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], { env });
}
