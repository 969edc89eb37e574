import type { Dirent, Stats } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Outcome } from '../ipc/contract.ts';
import type { InputFile } from './place-files.ts';

/** As many snapshots as one series may have. */
const MOST_FILES = 200;

/** Names under which people keep goroutine snapshots; others in a dropped folder are passed over. */
const SNAPSHOT_NAME = /\.(?:gz|pb|pprof|prof|goroutines?|txt|log|out|dump|trace)$|goroutine/i;

/**
 * What the disk says of files that a person named; a folder stands for the snapshots in it. The first that is no
 * regular file is told, with what to do: reading a pipe or a device might never end.
 */
export async function inputFiles(paths: readonly string[]): Promise<Outcome<readonly InputFile[]>> {
  if (paths.length > MOST_FILES) return tooMany(paths.length);
  const files: InputFile[] = [];
  for (const path of paths) {
    const facts = await factsOf(path);
    if (facts?.isDirectory()) {
      const found = await filesIn(path);
      if (!found.ok) return found;
      files.push(...found.value);
    } else if (facts?.isFile()) {
      files.push(inputFile(path, facts));
    } else {
      return facts === null
        ? failed(`${basename(path)} could not be opened.`, 'Check that it is still there and that you may read it.')
        : failed(`${basename(path)} is not a regular file.`, 'Save the snapshot to a file and open that.');
    }
  }
  return files.length > MOST_FILES ? tooMany(files.length) : { ok: true, value: files };
}

async function filesIn(folder: string): Promise<Outcome<readonly InputFile[]>> {
  const name = basename(folder);
  let entries: Dirent[];
  try {
    entries = await readdir(folder, { withFileTypes: true });
  } catch {
    return failed(`The folder ${name} could not be opened.`, 'Check that you may read it.');
  }
  const names = entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.') && SNAPSHOT_NAME.test(entry.name))
    .map((entry) => entry.name);
  if (names.length > MOST_FILES) return tooMany(names.length);
  const found: InputFile[] = [];
  for (const file of names) {
    const path = join(folder, file);
    const facts = await factsOf(path);
    if (facts !== null && facts.size > 0) found.push(inputFile(path, facts));
  }
  if (found.length > 0) return { ok: true, value: found };
  return failed(
    `The folder ${name} holds no snapshots.`,
    'Drop the snapshot files themselves, whatever they are called.',
  );
}

async function factsOf(path: string): Promise<Stats | null> {
  try {
    return await stat(path);
  } catch {
    return null;
  }
}

function inputFile(path: string, facts: Stats): InputFile {
  return { path, name: basename(path), bytes: facts.size, modified: facts.mtimeMs };
}

function tooMany(count: number): { ok: false; error: { message: string; advice: string } } {
  return failed(
    `${count.toLocaleString('en-US')} files are too many at once.`,
    `Choose two snapshots, or a series of up to ${MOST_FILES}.`,
  );
}

function failed(message: string, advice: string): { ok: false; error: { message: string; advice: string } } {
  return { ok: false, error: { message, advice } };
}
