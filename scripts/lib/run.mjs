/** Running other programs: quietly for the steps of a set-up, openly for what the reader came for. */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { Failure } from './say.mjs';

const MAX_OUTPUT = 256 * 1024 * 1024;

/**
 * Runs a program to its end and hands back everything about it; throws nothing.
 * @param {string} command a program's name or path, never a shell line
 * @param {readonly string[]} args
 * @param {{cwd?: string, env?: NodeJS.ProcessEnv, timeout?: number}} [options] timeout in milliseconds
 * @returns {{ok: boolean, code: number | null, stdout: string, output: string}} output is both streams
 */
export function ask(command, args, options = {}) {
  const done = spawnSync(command, args, {
    ...options,
    encoding: 'utf8',
    maxBuffer: MAX_OUTPUT,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const reason = done.error ? `${done.error.message}\n` : '';
  return {
    ok: done.status === 0,
    code: done.status,
    stdout: done.stdout ?? '',
    output: `${done.stdout ?? ''}${done.stderr ?? ''}${reason}`,
  };
}

/**
 * One step of a set-up: silent when it works; when it does not, its output is shown and the script stops.
 * @param {string} remedy what to do when it fails
 * @returns {string} its standard output
 */
export function step(remedy, command, args, options = {}) {
  const done = ask(command, args, options);
  if (done.ok) return done.stdout;
  process.stderr.write(done.output);
  throw new Failure(`\`${[command, ...args].join(' ')}\` failed (${done.code ?? 'stopped'}).`, remedy);
}

/**
 * Runs a program on this terminal.
 * @returns {number} its exit code; 1 when a signal ended it or it could not start
 */
export function show(command, args, options = {}) {
  const done = spawnSync(command, args, { ...options, stdio: 'inherit' });
  if (done.error) process.stderr.write(`${done.error.message}\n`);
  return done.status ?? 1;
}

/** The command line that runs npm: the npm that runs this script, where one does. */
export function npm(...args) {
  const cli = process.env.npm_execpath;
  if (cli?.endsWith('.js')) return [process.execPath, [cli, ...args]];
  return [process.platform === 'win32' ? 'npm.cmd' : 'npm', args];
}

/**
 * Looks a program up in PATH.
 * @returns {string | null} its path
 */
export function which(name) {
  const endings = process.platform === 'win32' ? ['.exe', '.cmd', ''] : [''];
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    for (const ending of endings) {
      const file = join(folder, name + ending);
      if (isExecutable(file)) return file;
    }
  }
  return null;
}

/** Whether a path is a regular file this user may execute. */
export function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/** Whether this is root, who may install Debian packages and for whom Chromium's sandbox does not start. */
export const isRoot = () => process.getuid?.() === 0;
