import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** How the desktop app is started: a program, and what comes before the files. */
export interface DesktopApp {
  readonly program: string;
  readonly leading: readonly string[];
}

/** The desktop app that this command was built with, else the one that is installed where its packages put it; null: none. */
export function findDesktopApp(root: string): DesktopApp | null {
  const electron = electronPath(root);
  if (electron !== null && existsSync(join(root, 'out', 'main', 'index.cjs'))) {
    return { program: electron, leading: [root] };
  }
  const program = installPlaces().find((path) => existsSync(path));
  return program === undefined ? null : { program, leading: [] };
}

/** The binary of the electron package, or null. The package itself is not asked: it would download one. */
function electronPath(root: string): string | null {
  const { ELECTRON_OVERRIDE_DIST_PATH: override } = process.env;
  const pathFile = join(root, 'node_modules', 'electron', 'path.txt');
  const name = existsSync(pathFile) ? readFileSync(pathFile, 'utf8') : 'electron';
  const path = override ? join(override, name) : join(root, 'node_modules', 'electron', 'dist', name);
  return existsSync(path) ? path : null;
}

/** Where the deb and rpm, the dmg and the installer for Windows put the app. */
function installPlaces(): readonly string[] {
  const { HOME: home = '', LOCALAPPDATA: local = '', ProgramFiles: programs = '' } = process.env;
  if (process.platform === 'darwin') {
    return ['/Applications', join(home, 'Applications')].map((folder) =>
      join(folder, 'straggler.app', 'Contents', 'MacOS', 'straggler'),
    );
  }
  if (process.platform === 'win32') {
    return [join(local, 'Programs'), programs].map((folder) => join(folder, 'straggler', 'straggler.exe'));
  }
  return ['/opt/straggler/straggler'];
}
