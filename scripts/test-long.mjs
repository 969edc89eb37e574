/**
 * `npm run test:long`: what takes too long for `npm test`. Packs the app, runs the end-to-end tests against the
 * package, packs again and compares, installs the command line in an empty folder, and opens and closes the example
 * over and over. Ends with one line a part.
 */
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from './lib/paths.mjs';
import { ask, isRoot, npm, show, step, which } from './lib/run.mjs';
import { say, script } from './lib/say.mjs';

const DISPLAY = process.env.DISPLAY ? [] : ['xvfb-run', '-a', '--server-args=-screen 0 1600x1000x24'];
const APP = join(ROOT, 'dist', 'linux-unpacked');
const results = [];

await script(async () => {
  pack();
  part('end-to-end tests against the package', () => {
    const env = { ...process.env, STRAGGLER_E2E_APP: join(APP, 'straggler') };
    return run([...DISPLAY, process.execPath, 'node_modules/@playwright/test/cli.js', 'test'], env);
  });
  part('two builds of one commit give the same app.asar', () => {
    const first = archiveHash();
    rmSync(join(ROOT, 'out'), { recursive: true });
    pack();
    return archiveHash() === first;
  });
  part('the command line installed by npm in an empty folder', commandLine);
  if (isRoot() && which('mmdebstrap') !== null) {
    part('the deb in a bare Debian', () => {
      const [command, args] = npm('run', 'dist', '--', 'deb');
      return run([command, ...args]) && run(['sh', 'test/packages/deb-in-clean-root.sh']);
    });
  } else {
    say('not tried: the deb in a bare Debian, which needs root and mmdebstrap');
  }
  part('opening and closing the example', () => run([...DISPLAY, process.execPath, ...tsx('test/bench/cycles.ts')]));
  for (const { name, passed } of results) say(`${passed ? 'passed' : 'FAILED'}: ${name}`);
  return results.every(({ passed }) => passed) ? 0 : 1;
});

function pack() {
  const [command, args] = npm('run', 'dist', '--', 'dir');
  const env = { ...process.env, STRAGGLER_DIST: 'test' };
  step('npm run dist -- dir fails: see above.', command, args, { cwd: ROOT, env });
}

function part(name, check) {
  say(name);
  results.push({ name, passed: check() });
}

function run([command, ...args], env = process.env) {
  return show(command, args, { cwd: ROOT, env }) === 0;
}

function tsx(file) {
  return ['--import', 'tsx', file];
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
    const [pack, packArgs] = npm('pack', '--pack-destination', folder);
    step('npm pack fails: see above.', pack, packArgs, { cwd: ROOT });
    const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz'));
    writeFileSync(join(folder, 'package.json'), '{"private":true}');
    const [install, installArgs] = npm('install', '--no-audit', '--no-fund', join(folder, tarball));
    step('The tarball does not install: see above.', install, installArgs, { cwd: folder });
    const files = ['before.pb.gz', 'after.debug2.txt'].map((name) => join(ROOT, 'examples/checkout/captures', name));
    const done = ask(join(folder, 'node_modules/.bin/straggler'), files, { cwd: folder });
    const packages = readdirSync(join(folder, 'node_modules')).filter((name) => !name.startsWith('.'));
    return done.ok && done.stdout.includes('Checkout.func1') && packages.join() === 'straggler';
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
