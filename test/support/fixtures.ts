import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../fixtures/', import.meta.url));

/** The bytes of a file under test/fixtures. */
export function readFixture(path: string): Uint8Array {
  return new Uint8Array(readFileSync(ROOT + path));
}

/** Where a file under test/fixtures lies on this disk, for programs that read it themselves. */
export function fixturePath(path: string): string {
  return ROOT + path;
}

/** Paths under test/fixtures of all files below a folder of it, sorted. */
export function listFixtures(folder: string): string[] {
  return readdirSync(ROOT + folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`.slice(ROOT.length))
    .sort();
}
