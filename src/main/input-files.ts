import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Outcome } from '../ipc/contract.ts';
import type { InputFile } from './place-files.ts';

/** What the disk says of files that a person named. The first that is no file is told, with what to do. */
export async function inputFiles(paths: readonly string[]): Promise<Outcome<readonly InputFile[]>> {
  const files: InputFile[] = [];
  for (const path of paths) {
    const name = basename(path);
    try {
      const facts = await stat(path);
      if (facts.isDirectory()) {
        return failed(`${name} is a folder.`, 'Drop the two snapshot files themselves.');
      }
      files.push({ path, name, bytes: facts.size, modified: facts.mtimeMs });
    } catch {
      return failed(`${name} could not be opened.`, 'Check that it is still there and that you may read it.');
    }
  }
  return { ok: true, value: files };
}

function failed(message: string, advice: string): { ok: false; error: { message: string; advice: string } } {
  return { ok: false, error: { message, advice } };
}
