/** Folders that take long to make: made once, and there only when they are whole. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const STAMP = '.made-from';

/**
 * Hands back a folder made from known inputs; makes it when it is not there or was made from others.
 * The work is done beside it and renamed, so an interruption leaves nothing half-made.
 * @param {string} folder where it shall lie
 * @param {string} inputs fingerprint of what it is made from
 * @param {(work: string) => Promise<string>} make makes it inside an empty folder; hands back where
 * @returns {Promise<string>} folder
 */
export async function makeOnce(folder, inputs, make) {
  if (isMadeFrom(folder, inputs)) return folder;
  mkdirSync(dirname(folder), { recursive: true });
  const work = mkdtempSync(join(dirname(folder), '.making-'));
  const cleanUp = () => rmSync(work, { recursive: true, force: true });
  process.once('exit', cleanUp);
  try {
    const made = await make(work);
    writeFileSync(join(made, STAMP), inputs);
    if (!isMadeFrom(folder, inputs)) {
      rmSync(folder, { recursive: true, force: true });
      renameSync(made, folder);
    }
    return folder;
  } finally {
    cleanUp();
    process.off('exit', cleanUp);
  }
}

function isMadeFrom(folder, inputs) {
  const stamp = join(folder, STAMP);
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === inputs;
}
