/** A Go for the oracles of the tests: the machine's, or a pinned one through the Go module proxy. */
import { chmodSync, copyFileSync, existsSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { hashModule } from './hash.mjs';
import { makeOnce } from './make-once.mjs';
import { CACHE } from './paths.mjs';
import { ask, step } from './run.mjs';
import { Failure, say } from './say.mjs';
import { isAtLeast } from './setup.mjs';

/** From here on Go fetches by itself whatever version a test names in GOTOOLCHAIN. */
const MINIMUM = '1.21';
const PINNED = '1.26.8';
/** The sums of module golang.org/toolchain as sum.golang.org publishes them. */
const SUMS = {
  'linux-amd64': 'h1:ZOmGe1OnfREDMIdb1Qi4G9JSuDPBLGExZMQ4nis1RXM=',
  'linux-arm64': 'h1:sYL/O6MqS68ML0kjsQ36WoYIpJqkw60TxizWUYUKQMc=',
};
const ARCHITECTURES = { x64: 'amd64', arm64: 'arm64' };
const EXECUTABLES = /^(bin|pkg[/\\]tool)[/\\]/;

/**
 * Finds a Go, fetches one where there is none that is new enough.
 * @returns {Promise<string | null>} a folder to put first in PATH; null when the machine's Go serves
 */
export async function findGo() {
  const version = /go(\d+\.\d+(\.\d+)?)/.exec(ask('go', ['version']).stdout)?.[1];
  if (version !== undefined && isAtLeast(version, MINIMUM)) return null;
  const platform = `${process.platform}-${ARCHITECTURES[process.arch]}`;
  const sum = SUMS[platform];
  if (sum === undefined) {
    throw new Failure(
      `The tests need Go ${MINIMUM} or later; found ${version ?? 'none'}.`,
      'Install it (https://go.dev/dl), then run this again.',
    );
  }
  const root = await makeOnce(join(CACHE, `go-${PINNED}`), sum, (work) => fetchGo(platform, sum, work));
  return join(root, 'bin');
}

async function fetchGo(platform, sum, work) {
  const module = `golang.org/toolchain@v0.0.1-go${PINNED}.${platform}`;
  say(`fetching Go ${PINNED} through the Go module proxy (70 MB, hash pinned)`);
  const zip = join(work, 'go.zip');
  writeFileSync(zip, await download(module.replace('@', '/@v/')));
  step(`Check that there is 1 GB of room in ${CACHE}, then run this again.`, 'python3', [
    '-m',
    'zipfile',
    '-e',
    zip,
    work,
  ]);
  const root = join(work, module);
  const found = hashModule(root, module);
  if (found !== sum) {
    throw new Failure(
      `Go ${PINNED} came from the proxy with the sum ${found}; ${sum} was expected.`,
      'Do not use it. Name another proxy in GOPROXY, or install Go from https://go.dev/dl.',
    );
  }
  furnish(root);
  return root;
}

async function download(path) {
  const reasons = [];
  for (const proxy of proxies(process.env.GOPROXY)) {
    try {
      const answer = await fetch(`${proxy}/${path}.zip`);
      if (answer.ok) return Buffer.from(await answer.arrayBuffer());
      reasons.push(`${proxy}: HTTP ${answer.status}`);
    } catch (error) {
      reasons.push(`${proxy}: ${error.cause?.message ?? error.message}`);
    }
  }
  throw new Failure(
    `Go could not be fetched (${reasons.join('; ') || 'GOPROXY names no proxy'}).`,
    `Install Go ${MINIMUM} or later (https://go.dev/dl), then run this again.`,
  );
}

/**
 * The proxies that GOPROXY names.
 * @param {string | undefined} value a list split by commas or bars, with `direct` and `off` among the proxies
 * @returns {string[]} addresses without a slash at the end, in order
 */
export function proxies(value) {
  return (value || 'https://proxy.golang.org')
    .split(/[,|]/)
    .map((entry) => entry.trim().replace(/\/$/, ''))
    .filter((entry) => /^https?:/.test(entry));
}

/** Undoes what a module zip does to a Go distribution: no executable bits, every go.mod under another name. */
function furnish(root) {
  for (const name of readdirSync(root, { recursive: true })) {
    const file = join(root, name);
    if (EXECUTABLES.test(name)) chmodSync(file, 0o755);
    if (name.endsWith('_go.mod') && !existsSync(join(dirname(file), 'go.mod'))) {
      copyFileSync(file, join(dirname(file), 'go.mod'));
    }
  }
}
