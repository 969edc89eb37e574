import { join } from 'node:path';

/** Root of the built app: the folder of package.json, in a checkout as in a package. This file is built to out/main. */
const root = join(__dirname, '..', '..');

/** Files that the app brings along. */
export const APP_FILES = {
  preload: join(root, 'out', 'preload', 'index.cjs'),
  page: join(root, 'out', 'renderer', 'index.html'),
  reportPage: join(root, 'out', 'report', 'report.html'),
  patterns: join(root, 'docs', 'patterns'),
  icon: join(root, 'build', 'icons', '256x256.png'),
  example: {
    before: join(root, 'examples', 'checkout', 'captures', 'before.debug2.txt'),
    after: join(root, 'examples', 'checkout', 'captures', 'after.debug2.txt'),
  },
} as const;
