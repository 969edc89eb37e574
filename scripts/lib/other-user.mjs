/** Running tests as a user who is not root, as people run the app: with Chromium's sandbox on. */
import { chmodSync, chownSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from './paths.mjs';
import { step } from './run.mjs';

const USER = 'nobody';
const LEFT_OUT = new Set(['.git', '.tsbuild', 'dist', 'test-results', 'playwright-report']);

/**
 * Copies the project, its Electron and this Node to where another user can read and write them,
 * lends them to that user, and takes them away afterwards.
 * @template T
 * @param {string} dist the folder of the Electron
 * @param {(place: {root: string, dist: string, node: string, home: string, become: string[]}) => T} use
 *   become is the beginning of a command line that makes the rest run as that user
 * @returns {T}
 */
export function asOtherUser(dist, use) {
  const folder = mkdtempSync(join(tmpdir(), 'straggler-'));
  const place = {
    root: join(folder, 'project'),
    dist: join(folder, 'electron'),
    node: join(folder, 'node'),
    home: join(folder, 'home'),
    become: ['runuser', '-u', USER, '--'],
  };
  try {
    mkdirSync(place.root);
    mkdirSync(place.home);
    const entries = readdirSync(ROOT).filter((name) => !LEFT_OUT.has(name));
    const remedy = `Check that there is 1 GB of room in ${tmpdir()}, then run this again.`;
    step(remedy, 'cp', ['-a', ...entries.map((name) => join(ROOT, name)), place.root]);
    step(remedy, 'cp', ['-a', dist, place.dist]);
    copyFileSync(process.execPath, place.node);
    chmodSync(place.node, 0o755);
    step(remedy, 'chown', ['-R', USER, folder]);
    allowSetuidSandbox(join(place.dist, 'chrome-sandbox'));
    return use(place);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Chromium takes this helper, which must be root's, where the kernel gives users no namespaces of their own. */
function allowSetuidSandbox(helper) {
  if (!existsSync(helper)) return;
  chownSync(helper, 0, 0);
  chmodSync(helper, 0o4755);
}
