import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { findDesktopApp } from './desktop-app.ts';
import { failure } from './exit.ts';

/** An app that cannot show a window says so within this time. */
const FIRST_MOMENTS_MS = 1500;

/** `straggler open`: the desktop app on these files, where there are one and a display. */
export async function openCommand(files: readonly string[]): Promise<void> {
  const app = findDesktopApp(join(__dirname, '..', '..'));
  if (app === null) {
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
  const paths = files.map((file) => resolve(file));
  const child = spawn(app.program, [...rootSwitches(), ...app.leading, ...paths], { detached: true, stdio: 'ignore' });
  const code = await Promise.race([ended(child), after(FIRST_MOMENTS_MS, null, { ref: false })]);
  if (code !== null && code !== 0) {
    throw failure(app.program, `it ended at once with code ${code}`, 'use straggler BEFORE AFTER -o leak.html');
  }
  child.unref();
}

/** Chromium's sandbox does not start for root, and without this the app would end before it shows anything. */
function rootSwitches(): readonly string[] {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return [];
  process.stderr.write("straggler: running as root: Chromium's sandbox does not start for root, so it is off\n");
  return ['--no-sandbox'];
}

/** The exit code, -1 where a signal or the system ended it. */
async function ended(child: ChildProcess): Promise<number> {
  return new Promise((done) => {
    child.once('error', () => done(-1));
    child.once('exit', (code) => done(code ?? -1));
  });
}
