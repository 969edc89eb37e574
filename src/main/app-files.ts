import { join } from 'node:path';
import { app } from 'electron';

/** Root of the built app: the folder of package.json, in a checkout as in a package. This file is built to out/main. */
const root = join(__dirname, '..', '..');

/** Files that the app brings along. */
export const APP_FILES = {
  preload: join(root, 'out', 'preload', 'index.cjs'),
  pageFolder: join(root, 'out', 'renderer'),
  reportPage: join(root, 'out', 'report', 'report.html'),
  /** Files that other programs open; they cannot look into the app's archive. */
  guide: app.isPackaged ? join(process.resourcesPath, 'guide.md') : join(root, 'docs', 'guide.md'),
  patterns: app.isPackaged ? join(process.resourcesPath, 'patterns') : join(root, 'docs', 'patterns'),
  licences: app.isPackaged
    ? join(process.resourcesPath, 'THIRD-PARTY-LICENSES.txt')
    : join(root, 'out', 'THIRD-PARTY-LICENSES.txt'),
  icon: join(root, 'build', 'icons', '256x256.png'),
  /** Before and after. */
  example: ['before.debug2.txt', 'after.debug2.txt'].map((name) =>
    join(root, 'examples', 'checkout', 'captures', name),
  ),
} as const;
