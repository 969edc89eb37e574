/** Fingerprints of files, to tell whether what was made from them is still good. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative, sep } from 'node:path'

/**
 * Fingerprint of files and whole folders: names and contents, not dates.
 * @param {string} root the folder the names are relative to, so that a moved tree keeps its fingerprint
 * @param {readonly string[]} entries files and folders under root; those that are not there count as absent
 * @returns {string} SHA-256, hexadecimal; independent of the order of entries
 */
export function hashTree(root, entries) {
  const files = new Set(entries.flatMap((entry) => filesUnder(join(root, entry))))
  const hash = createHash('sha256')
  for (const file of [...files].sort()) {
    const content = readFileSync(file)
    hash.update(`${relative(root, file).split(sep).join('/')}\0${content.length}\0`)
    hash.update(content)
  }
  return hash.digest('hex')
}

/** SHA-256 of bytes, hexadecimal. */
export function sha256(bytes) {
  return createHash('sha256').update(bytes).digest('hex')
}

function filesUnder(path) {
  const stat = statSync(path, { throwIfNoEntry: false })
  if (stat === undefined) return []
  if (!stat.isDirectory()) return [path]
  return readdirSync(path, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
}
