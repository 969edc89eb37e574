/**
 * `npm run test:long`: what takes too long for `npm test`. Packs the app, runs the end-to-end tests against the
 * package, also as a user who is not root, starts the archive and the AppImage, packs again and compares, installs the
 * command line in an empty folder and the deb in a bare Debian, and measures what docs/packaging.md has figures of.
 * Arguments are parts to run alone, by the names below. Ends with one line a part; what cannot be tried has failed.
 */
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BARE_DEBIAN, install, missing } from './lib/debian.mjs';
import { asOtherUser } from './lib/other-user.mjs';
import { ROOT } from './lib/paths.mjs';
import { ask, isRoot, npm, show, step } from './lib/run.mjs';
import { Failure, say, script } from './lib/say.mjs';

const VIRTUAL_DISPLAY = ['xvfb-run', '-a', '--server-args=-screen 0 1600x1000x24'];
const DISPLAY = process.env.DISPLAY ? [] : VIRTUAL_DISPLAY;
const PLAYWRIGHT = 'node_modules/@playwright/test/cli.js';
const DIST = join(ROOT, 'dist');
const APP = join(DIST, 'linux-unpacked');
const EXECUTABLE = join(APP, 'straggler');

/** What a release can no longer be turned into. */
const FUSES = {
  RunAsNode: 'Disabled',
  EnableNodeOptionsEnvironmentVariable: 'Disabled',
  EnableNodeCliInspectArguments: 'Disabled',
  OnlyLoadAppFromAsar: 'Enabled',
};

/** By name; each needs only what `npm run dist -- dir` leaves, or makes what it needs. */
const PARTS = {
  packaged: () => playwright(EXECUTABLE),
  sandbox: inSandbox,
  startup: () => run([...DISPLAY, ...tsx('test/bench/ui.ts')], { ...process.env, STRAGGLER_E2E_APP: EXECUTABLE }),
  cycles: () => run([...DISPLAY, ...tsx('test/bench/cycles.ts')], { ...process.env, STRAGGLER_E2E_APP: EXECUTABLE }),
  reproducible: isReproducible,
  npm: commandLine,
  archives,
  fuses: areFusesSet,
  deb: inBareDebian,
};

await script(async () => {
  const named = process.argv.slice(2);
  const unknown = named.find((name) => !Object.hasOwn(PARTS, name));
  if (unknown !== undefined)
    throw new Failure(`There is no part ${unknown}.`, `Parts: ${Object.keys(PARTS).join(', ')}.`);
  pack('dir');
  // In their own order: the last ones leave a release behind, which the tests cannot reach into.
  const chosen = Object.keys(PARTS).filter((name) => named.length === 0 || named.includes(name));
  const results = chosen.map((name) => ({ name, passed: tried(name) }));
  for (const { name, passed } of results) say(`${passed ? 'passed' : 'FAILED'}: ${name}`);
  return results.every(({ passed }) => passed) ? 0 : 1;
});

function tried(name) {
  say(name);
  try {
    return PARTS[name]();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    say(error.message);
    return false;
  }
}

/** With the inspector left on, through which the end-to-end tests reach the app. */
function pack(...targets) {
  const [command, args] = npm('run', 'dist', '--', ...targets);
  step('npm run dist fails: see above.', command, args, { cwd: ROOT, env: { ...process.env, STRAGGLER_DIST: 'test' } });
}

function playwright(executable, ...args) {
  return run([...DISPLAY, process.execPath, PLAYWRIGHT, 'test', ...args], {
    ...process.env,
    STRAGGLER_E2E_APP: executable,
    // There is no FUSE in a container; this has the AppImage unpack itself instead.
    APPIMAGE_EXTRACT_AND_RUN: '1',
  });
}

/** As people run it: as a user who is not root, with Chromium's sandbox on. */
function inSandbox() {
  const env = { ...process.env, STRAGGLER_E2E_SANDBOX: '1' };
  if (!isRoot())
    return run([...VIRTUAL_DISPLAY, process.execPath, PLAYWRIGHT, 'test'], { ...env, STRAGGLER_E2E_APP: EXECUTABLE });
  return asOtherUser(APP, ({ root, dist, node, home, become }) => {
    const command = [...become, ...VIRTUAL_DISPLAY, node, join(root, PLAYWRIGHT), 'test'];
    const other = { HOME: home, TMPDIR: home, STRAGGLER_E2E_APP: join(dist, 'straggler') };
    return run(command, { ...env, ...other }, root);
  });
}

/** Two builds of one commit give the same app.asar. */
function isReproducible() {
  const first = archiveHash();
  rmSync(join(ROOT, 'out'), { recursive: true });
  pack('dir');
  return archiveHash() === first;
}

function archiveHash() {
  return createHash('sha256')
    .update(readFileSync(join(APP, 'resources', 'app.asar')))
    .digest('hex');
}

/** npm pack, npm install of the tarball elsewhere, and the example through it; no Electron may come with it. */
function commandLine() {
  const folder = mkdtempSync(join(tmpdir(), 'straggler-pack-'));
  try {
    const [packCommand, packArgs] = npm('pack', '--pack-destination', folder);
    step('npm pack fails: see above.', packCommand, packArgs, { cwd: ROOT });
    const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz'));
    writeFileSync(join(folder, 'package.json'), '{"private":true}');
    const [installCommand, installArgs] = npm('install', '--no-audit', '--no-fund', join(folder, tarball));
    step('The tarball does not install: see above.', installCommand, installArgs, { cwd: folder });
    const files = ['before.pb.gz', 'after.debug2.txt'].map((name) => join(ROOT, 'examples/checkout/captures', name));
    const done = ask(join(folder, 'node_modules/.bin/straggler'), files, { cwd: folder });
    const packages = readdirSync(join(folder, 'node_modules')).filter((name) => !name.startsWith('.'));
    return done.ok && done.stdout.includes('Checkout.func1') && packages.join() === 'straggler';
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The tar.gz, unpacked elsewhere, and the AppImage: each is started and opens the example. */
function archives() {
  pack('dir', 'tar.gz', 'AppImage');
  const find = (ending) => join(DIST, readdirSync(DIST).find((name) => name.endsWith(ending)) ?? ending);
  const folder = mkdtempSync(join(tmpdir(), 'straggler-unpacked-'));
  try {
    step('The archive does not unpack.', 'tar', ['-xzf', find('.tar.gz'), '-C', folder]);
    const [unpacked = ''] = readdirSync(folder);
    const onlyExample = ['start.spec.ts', '--grep', 'the bundled example is one click away'];
    const programs = [join(folder, unpacked, 'straggler'), find('.AppImage')];
    return programs.map((program) => playwright(program, ...onlyExample)).every(Boolean);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Reads the fuses back from the binary that is released. */
function areFusesSet() {
  const [command, args] = npm('run', 'dist', '--', 'dir');
  step('npm run dist fails: see above.', command, args, { cwd: ROOT });
  const read = ask(join(ROOT, 'node_modules/.bin/electron-fuses'), ['read', '--app', EXECUTABLE]);
  const wrong = Object.entries(FUSES).filter(([name, state]) => !read.output.includes(`${name} is ${state}`));
  for (const [name, state] of wrong) say(`${name} is not ${state}`);
  return read.ok && wrong.length === 0;
}

/** As it is released, without the inspector: installed with apt, opened through xdg-open. */
function inBareDebian() {
  if (!isRoot())
    throw new Failure('The deb in a bare Debian was not tried: only root can make one.', 'Run it as root.');
  install(missing(BARE_DEBIAN), 'to make a bare Debian');
  const [command, args] = npm('run', 'dist', '--', 'deb');
  return run([command, ...args]) && run(['sh', 'test/packages/deb-in-clean-root.sh']);
}

function run([command, ...args], env = process.env, cwd = ROOT) {
  return show(command, args, { cwd, env }) === 0;
}

function tsx(file) {
  return [process.execPath, '--import', 'tsx', file];
}
