/** Fingerprints of files, to tell whether what was made from them is still good. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/**
 * Fingerprint of files and whole folders: names and contents, not dates.
 * @param {string} root the folder the names are relative to, so that a moved tree keeps its fingerprint
 * @param {readonly string[]} entries files and folders under root; those that are not there count as absent
 * @returns {string} SHA-256, hexadecimal; independent of the order of entries
 */
export function hashTree(root, entries) {
  const files = new Set(entries.flatMap((entry) => filesUnder(join(root, entry))));
  const hash = createHash('sha256');
  for (const file of [...files].sort()) {
    const content = readFileSync(file);
    hash.update(`${relative(root, file).split(sep).join('/')}\0${content.length}\0`);
    hash.update(content);
  }
  return hash.digest('hex');
}

function sha256(bytes) {
  return createHash('sha256').update(bytes).digest('hex');
}

function filesUnder(path) {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return [];
  if (!stat.isDirectory()) return [path];
  return readdirSync(path, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}

/**
 * The sum of an unpacked Go module as go.sum and sum.golang.org write it (golang.org/x/mod/sumdb/dirhash, Hash1).
 * @param {string} folder the unpacked module
 * @param {string} prefix what every name in the module's zip begins with, as in "golang.org/toolchain@v1.2.3"
 * @returns {string} "h1:" and a SHA-256, base64
 */
export function hashModule(folder, prefix) {
  const lines = filesUnder(folder)
    .map((file) => [`${prefix}/${relative(folder, file).split(sep).join('/')}`, file])
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, file]) => `${sha256(readFileSync(file))}  ${name}\n`);
  return `h1:${createHash('sha256').update(lines.join('')).digest('base64')}`;
}
