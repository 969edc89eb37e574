import { randomBytes } from 'node:crypto';
import { type Stats, unlinkSync } from 'node:fs';
import { chmod, open, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { explainSystemError, type FileError } from './system-error.ts';

export type WriteResult = { readonly ok: true } | { readonly ok: false; readonly error: FileError };

/** What is written, piece by piece; text as UTF-8. */
type Data = Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>;

/** Temporary files that are being written: removed when the program is told to end. */
const unfinished = new Set<string>();
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Writes a file whole or not at all: under a temporary name in the same folder, then renamed. A file that was there
 * keeps its permissions; a symbolic link stays one. What is no regular file (a pipe, /dev/stdout) is written to directly.
 */
export async function writeAtomic(path: string, data: Data): Promise<WriteResult> {
  try {
    const old = await existing(path);
    if (old === null || old.isFile()) await replace(old === null ? path : await realpath(path), data, old);
    else await writeFile(path, data);
    return { ok: true };
  } catch (error) {
    const why = explainSystemError(error);
    return { ok: false, error: why.kind === 'not-found' ? { ...why, message: NO_FOLDER } : why };
  }
}

/** The file itself need not be there: what is missing is on the way to it. */
const NO_FOLDER = 'there is no such folder';

async function existing(path: string): Promise<Stats | null> {
  try {
    return await stat(path);
  } catch (error) {
    if (explainSystemError(error).kind === 'not-found') return null;
    throw error;
  }
}

async function replace(path: string, data: Data, old: Stats | null): Promise<void> {
  const temporary = join(dirname(path), `.${basename(path).slice(0, 100)}.${randomBytes(6).toString('hex')}.tmp`);
  track(temporary);
  try {
    const file = await open(temporary, 'wx');
    try {
      await writeFile(file, data);
      await file.sync();
    } finally {
      await file.close();
    }
    if (old !== null) await chmod(temporary, old.mode);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  } finally {
    untrack(temporary);
  }
}

function track(path: string): void {
  if (unfinished.size === 0) for (const signal of SIGNALS) process.on(signal, removeUnfinished);
  unfinished.add(path);
}

function untrack(path: string): void {
  unfinished.delete(path);
  if (unfinished.size === 0) for (const signal of SIGNALS) process.off(signal, removeUnfinished);
}

/** Removes what is half-written, then lets the signal do what it would have done. */
function removeUnfinished(signal: NodeJS.Signals): void {
  for (const path of unfinished) {
    try {
      unlinkSync(path);
    } catch {
      // It was not there yet, or is renamed already.
    }
  }
  unfinished.clear();
  for (const each of SIGNALS) process.off(each, removeUnfinished);
  process.kill(process.pid, signal);
}
