/**
 * `npm run dist`: builds, and packs what this system can pack, into dist/. Arguments are targets (dir, tar.gz,
 * AppImage, deb); without any, all of them. With an SBOM, the licences of what is bundled, and SHA-256 sums.
 */
import { createHash } from 'node:crypto';
import { createReadStream, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { findElectron } from './electron.mjs';
import { makeRunnable } from './lib/electron-dist.mjs';
import { packingTools } from './lib/packing-tools.mjs';
import { ROOT } from './lib/paths.mjs';
import { npm, show, step } from './lib/run.mjs';
import { Failure, say, script } from './lib/say.mjs';
import { build, checkNode, installDependencies } from './lib/setup.mjs';

const DIST = join(ROOT, 'dist');
const LINUX_TARGETS = ['dir', 'tar.gz', 'AppImage', 'deb'];
const OLDEST_SUPPORTED = 40;
/** Bytes that our own part of a package may have: the archive of the app. */
const OWN_PART = 8 * 1024 * 1024;

await script(async () => {
  checkNode();
  installDependencies();
  build();
  const targets = process.argv.slice(2);
  rmSync(DIST, { recursive: true, force: true });
  await pack(targets.length > 0 ? targets : LINUX_TARGETS);
  checkSize();
  writeBillOfMaterials();
  await writeSums();
  say(`in ${DIST}: ${readdirSync(DIST).join(', ')}`);
  return 0;
});

async function pack(targets) {
  const env = { ...process.env, ...(await packingTools()), SOURCE_DATE_EPOCH: commitTime() };
  if (process.platform === 'linux') {
    const dist = await findElectron();
    const version = makeRunnable(dist);
    Object.assign(env, { ELECTRON_OVERRIDE_DIST_PATH: dist, STRAGGLER_ELECTRON_VERSION: version });
    if (Number.parseInt(version, 10) < OLDEST_SUPPORTED) {
      say(`packing Electron ${version}, which gets no security fixes any more: to try out, not to hand out`);
    }
  }
  const builder = join(ROOT, 'node_modules', 'electron-builder', 'cli.js');
  const system = { linux: ['--linux', ...targets], darwin: ['--mac'], win32: ['--win'] }[process.platform] ?? [];
  const args = [builder, ...system, '--config', 'build/electron-builder.config.mjs', '--publish', 'never'];
  if (show(process.execPath, args, { cwd: ROOT, env }) === 0) return;
  throw new Failure('electron-builder failed: see above.', 'docs/packaging.md says what each target needs.');
}

/** The archive gets the time of the commit, so that two builds of one commit are the same bytes. */
function commitTime() {
  return step('Build from a clone of the repository.', 'git', ['log', '-1', '--format=%ct'], { cwd: ROOT }).trim();
}

function checkSize() {
  const archives = readdirSync(DIST, { recursive: true }).filter((name) => name.endsWith('app.asar'));
  for (const name of archives) {
    const bytes = statSync(join(DIST, name)).size;
    say(`${name}: ${(bytes / 1e6).toFixed(1)} MB of our own`);
    if (bytes > OWN_PART) throw new Failure(`${name} is larger than 8 MB.`, 'Look at what it packs: npx asar list.');
  }
}

function writeBillOfMaterials() {
  const [command, args] = npm('sbom', '--sbom-format', 'cyclonedx', '--package-lock-only');
  const text = step('This needs npm 10 or later.', command, args, { cwd: ROOT });
  writeFileSync(join(DIST, 'straggler-sbom.cdx.json'), text);
}

async function writeSums() {
  const files = readdirSync(DIST).filter((name) => /\.(gz|AppImage|deb|rpm|dmg|zip|exe|json)$/.test(name));
  const lines = [];
  for (const name of files.sort()) {
    const hash = createHash('sha256');
    await pipeline(createReadStream(join(DIST, name)), hash);
    lines.push(`${hash.digest('hex')}  ${name}\n`);
  }
  writeFileSync(join(DIST, 'SHA256SUMS'), lines.join(''));
}
