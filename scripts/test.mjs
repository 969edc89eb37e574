/**
 * `npm test`: everything that is tested, from a fresh clone on. Installs what is missing (Debian packages as root,
 * npm's dependencies, a Go for the oracles, an Electron), builds, runs `npm run check` and the end-to-end tests,
 * these once more as a user who is not root where root runs it, and ends with one line: `N passed, N failed`.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { findElectron } from './electron.mjs';
import { install, missing, TEST_TOOLS } from './lib/debian.mjs';
import { findGo } from './lib/go.mjs';
import { asOtherUser } from './lib/other-user.mjs';
import { ROOT } from './lib/paths.mjs';
import { isRoot, npm, show } from './lib/run.mjs';
import { Failure, say, script } from './lib/say.mjs';
import { build, checkNode, installDependencies } from './lib/setup.mjs';
import { fromPlaywright, fromVitest, judge, sum } from './lib/tally.mjs';

const PLAYWRIGHT = 'node_modules/@playwright/test/cli.js';
const VIRTUAL_DISPLAY = ['xvfb-run', '-a', '--server-args=-screen 0 1600x1000x24'];

await script(async () => {
  const results = mkdtempSync(join(tmpdir(), 'straggler-results-'));
  const suites = [];
  try {
    const dist = await prepare();
    suites.push(check(join(results, 'vitest.json')));
    suites.push(endToEnd(dist, join(results, 'e2e.json')));
    suites.push(sandboxed(dist, join(results, 'sandbox.json')));
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    suites.push({ name: 'set-up', passed: 0, failed: [error.message], skipped: [] });
  } finally {
    rmSync(results, { recursive: true, force: true });
  }
  const { lines, failed } = sum(suites);
  process.stdout.write(`\n${lines.join('\n')}\n`);
  return failed === 0 ? 0 : 1;
});

async function prepare() {
  checkNode();
  process.env.NO_COLOR = '1';
  delete process.env.FORCE_COLOR;
  install(missing(TEST_TOOLS), 'by the tests');
  installDependencies();
  const go = await findGo();
  if (go !== null) process.env.PATH = go + delimiter + process.env.PATH;
  build();
  return findElectron();
}

/** Format, lint, types, dead code, and the unit tests; these run even where something before them failed. */
function check(file) {
  say('npm run check');
  const code = runScript('check', file);
  const stopped = existsSync(file) ? [] : [`npm run check ended with code ${code} before the unit tests`];
  const suite = stopped.length === 0 ? vitest(code, file) : vitest(runScript('unit', file), file);
  return { ...suite, failed: [...stopped, ...suite.failed] };
}

function runScript(name, results) {
  const [command, args] = npm('run', name);
  return show(command, args, { cwd: ROOT, env: { ...process.env, STRAGGLER_VITEST_RESULTS: results } });
}

function vitest(code, file) {
  return judge(fromVitest('unit', read(file) ?? { testResults: [] }), code);
}

/** The end-to-end tests on this display, or on a virtual one. */
function endToEnd(dist, file) {
  say('end-to-end tests');
  const display = process.env.DISPLAY || process.env.WAYLAND_DISPLAY ? [] : VIRTUAL_DISPLAY;
  return playwright('e2e', display, here(dist), file);
}

/** The tests of Chromium's sandbox, which need a user who is not root: another one where this is root. */
function sandboxed(dist, file) {
  say("end-to-end tests with Chromium's sandbox on, as a user who is not root");
  const env = { STRAGGLER_E2E_SANDBOX: '1' };
  if (!isRoot()) return playwright('sandbox', VIRTUAL_DISPLAY, here(dist), file, env);
  return asOtherUser(dist, (place) => {
    const command = [...place.become, ...VIRTUAL_DISPLAY];
    const home = { HOME: place.home, TMPDIR: place.home };
    return playwright('sandbox', command, place, join(place.home, 'results.json'), { ...env, ...home });
  });
}

function here(dist) {
  return { root: ROOT, dist, node: process.execPath };
}

function playwright(name, prefix, place, file, env = {}) {
  const [command, ...args] = [...prefix, place.node, join(place.root, PLAYWRIGHT), 'test', '--reporter=list,json'];
  const code = show(command, args, {
    cwd: place.root,
    env: { ...process.env, ELECTRON_OVERRIDE_DIST_PATH: place.dist, PLAYWRIGHT_JSON_OUTPUT_FILE: file, ...env },
  });
  return judge(fromPlaywright(name, read(file) ?? { suites: [], errors: [] }), code);
}

function read(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
}
