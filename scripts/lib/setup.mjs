/** What a fresh clone lacks, each made only when it is not there or no longer fits: dependencies and the build. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hashTree } from './hash.mjs';
import { ROOT } from './paths.mjs';
import { npm, step } from './run.mjs';
import { Failure, say } from './say.mjs';

const BUILD_STAMP = 'out/.built-from';
const SOURCES = ['src', 'build', 'proto', 'package.json', 'package-lock.json'];
const CONFIGURATION = /(\.config\.[jt]s|^tsconfig.*\.json)$/;

/** package.json of the project. */
export const readPackage = () => readJson('package.json');

/** Stops where Node is older than package.json's engines ask for. */
export function checkNode() {
  const minimum = readPackage().engines.node.replace('>=', '');
  if (isAtLeast(process.versions.node, minimum)) return;
  throw new Failure(
    `straggler needs Node ${minimum} or later; this is ${process.versions.node}.`,
    'Install a newer Node (https://nodejs.org), then run this again.',
  );
}

/**
 * Compares versions, number by number.
 * @param {string} version as in "20.19.5"
 * @param {string} minimum as in "20.19"; numbers it lacks may be anything
 */
export function isAtLeast(version, minimum) {
  const have = version.split('.').map(Number);
  for (const [i, wanted] of minimum.split('.').map(Number).entries()) {
    const number = have[i] ?? 0;
    if (number !== wanted) return number > wanted;
  }
  return true;
}

/** Installs the dependencies of package-lock.json unless exactly they are installed. */
export function installDependencies() {
  const installed = 'node_modules/.package-lock.json';
  if (existsSync(join(ROOT, installed)) && isInstalled(readJson('package-lock.json'), readJson(installed))) return;
  say('installing dependencies (npm ci)');
  const [command, args] = npm('ci', '--no-audit', '--no-fund');
  step('Check that the npm registry can be reached, then run this again.', command, args, { cwd: ROOT });
}

/**
 * Whether what npm wrote down as installed is what the lock file asks for; optional packages, which npm leaves
 * out on other platforms, may be missing.
 * @param {{packages: Record<string, object>}} lock package-lock.json
 * @param {{packages: Record<string, object>}} installed node_modules/.package-lock.json
 */
export function isInstalled(lock, installed) {
  return Object.entries(lock.packages).every(([path, wanted]) => {
    if (path === '') return true;
    const found = installed.packages[path];
    if (found === undefined) return wanted.optional === true || wanted.devOptional === true;
    return found.version === wanted.version && found.integrity === wanted.integrity;
  });
}

/** Builds the app, the report page and the command line unless out/ was built from just these sources. */
export function build() {
  const stamp = join(ROOT, BUILD_STAMP);
  const configuration = readdirSync(ROOT).filter((name) => CONFIGURATION.test(name));
  const sources = hashTree(ROOT, [...SOURCES, ...configuration]);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === sources) return;
  say('building (npm run build)');
  const [command, args] = npm('run', 'build');
  step('The sources do not build: see above. `git status` shows what was changed.', command, args, { cwd: ROOT });
  writeFileSync(stamp, sources);
}

function readJson(file) {
  return JSON.parse(readFileSync(join(ROOT, file), 'utf8'));
}
