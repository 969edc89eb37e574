import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { failure } from './exit.ts';

/** `straggler open`: the desktop app of this build on these files, where there are an Electron and a display. */
export async function openCommand(files: readonly string[]): Promise<void> {
  const root = join(__dirname, '..', '..');
  const electron = electronPath(root);
  if (electron === null || !existsSync(join(root, 'out', 'main', 'index.cjs'))) {
    throw failure(
      null,
      'this is the command line only, without the desktop app',
      'run "npm start" in a checkout, or install the app',
    );
  }
  if (process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']) {
    throw failure(null, 'there is no display for the desktop app', 'use straggler BEFORE AFTER -o leak.html');
  }
  const missing = files.find((file) => !existsSync(file));
  if (missing !== undefined) throw failure(missing, 'there is no such file', 'check the path');
  const app = spawn(electron, [root, ...files.map((file) => resolve(file))], { detached: true, stdio: 'ignore' });
  await new Promise<void>((started, failed) => {
    app.once('spawn', started);
    app.once('error', () => failed(failure(electron, 'it cannot be started', 'check the installation')));
  });
  app.unref();
}

/** The binary of the electron package, or null. The package itself is not asked: it would download one. */
function electronPath(root: string): string | null {
  const { ELECTRON_OVERRIDE_DIST_PATH: override } = process.env;
  const pathFile = join(root, 'node_modules', 'electron', 'path.txt');
  const name = existsSync(pathFile) ? readFileSync(pathFile, 'utf8') : 'electron';
  const path = override ? join(override, name) : join(root, 'node_modules', 'electron', 'dist', name);
  return existsSync(path) ? path : null;
}
