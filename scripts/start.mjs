/**
 * `npm start` opens the window on the bundled example, `npm start -- BEFORE AFTER` on snapshots.
 * Works as the first command in a fresh clone: what is missing is installed and built, each step said in a line.
 * Where there is no display the same analysis runs in the terminal and the HTML report lands in the current folder.
 */
import { existsSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { findElectron } from './electron.mjs';
import { executable } from './lib/electron-dist.mjs';
import { CALLED_FROM, ROOT } from './lib/paths.mjs';
import { isRoot, show } from './lib/run.mjs';
import { Failure, say, script } from './lib/say.mjs';
import { build, checkNode, installDependencies, readPackage } from './lib/setup.mjs';

const EXAMPLE = ['before.pb.gz', 'after.debug2.txt'].map((name) => join(ROOT, 'examples/checkout/captures', name));
const REPORT = 'straggler-report.html';

await script(async () => {
  checkNode();
  const files = snapshots(process.argv.slice(2));
  installDependencies();
  build();
  return hasDisplay() ? openWindow(files) : reportInTerminal(files);
});

function snapshots(args) {
  if (args.length === 0) {
    say('no files given: this is the bundled example, examples/checkout');
    return EXAMPLE;
  }
  const flag = args.find((arg) => arg.startsWith('-'));
  if (flag !== undefined) {
    throw new Failure(
      `${flag}: npm start takes only snapshot files.`,
      `For flags use the command line: node ${join(ROOT, readPackage().bin.straggler)} --help (after npm run build)`,
    );
  }
  const files = args.map((arg) => resolve(CALLED_FROM, arg));
  const absent = files.find((file) => !existsSync(file));
  if (absent === undefined) return files;
  throw new Failure(`${absent}: no such file.`, 'Usage: npm start -- BEFORE AFTER');
}

function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

async function openWindow(files) {
  const electron = executable(await findElectron());
  const code = show(electron, [...switches(), ROOT, ...files], { cwd: CALLED_FROM });
  if (code !== 0) {
    say(`the window ended with code ${code}; to get the report in the terminal instead: DISPLAY= npm start`);
  }
  return code;
}

function switches() {
  const chosen = [];
  if (process.platform === 'linux' && isRoot()) {
    say("running as root: Chromium's sandbox does not start for root, so it is off (--no-sandbox)");
    chosen.push('--no-sandbox');
  }
  if (process.platform === 'linux' && !process.env.DISPLAY) chosen.push('--ozone-platform=wayland');
  return chosen;
}

function reportInTerminal(files) {
  say('no display here: the analysis runs in the terminal');
  const cli = join(ROOT, readPackage().bin.straggler);
  const names = files.map((file) => relative(CALLED_FROM, file));
  const code = show(process.execPath, [cli, ...names, '-o', REPORT], { cwd: CALLED_FROM });
  if (code === 0) say(`the report is in ${join(CALLED_FROM, REPORT)}; open it in any browser`);
  return code;
}
