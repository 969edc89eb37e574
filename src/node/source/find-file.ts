import { existsSync, realpathSync, statSync } from 'node:fs';
import { isAbsolute, join, relative, sep } from 'node:path';

/** Files longer than this are not read: no Go file written by people is. */
const MOST_BYTES = 4 * 1024 * 1024;

/** Where the source lies, and what to take off the front of the dump's paths before looking there. */
export interface SourceRoot {
  readonly root: string;
  readonly trimPath: string | null;
}

/**
 * The local file for a path of a dump: what is left behind the trimmed prefix below the root; else the longest end
 * of the path that exists there. Never a file outside of the root, by ".." or by a link. null if there is none.
 */
export function findFile({ root, trimPath }: SourceRoot, dumpPath: string): string | null {
  const path = dumpPath.replaceAll('\\', '/');
  const prefix = trimPath === null ? null : `${trimPath.replaceAll('\\', '/').replace(/\/+$/, '')}/`;
  if (prefix !== null && path.startsWith(prefix)) return inside(root, path.slice(prefix.length));
  const rooted = `${root.replaceAll('\\', '/').replace(/\/+$/, '')}/`;
  if (path.startsWith(rooted)) return inside(root, path.slice(rooted.length));
  const elements = path.split('/').filter((element) => element !== '');
  for (let from = 0; from < elements.length; from++) {
    const file = inside(root, elements.slice(from).join('/'));
    if (file !== null) return file;
  }
  return null;
}

function inside(root: string, path: string): string | null {
  const file = join(root, path);
  if (!existsSync(file)) return null;
  const real = realpathSync(file);
  const from = relative(realpathSync(root), real);
  if (from === '' || from === '..' || from.startsWith(`..${sep}`) || isAbsolute(from)) return null;
  const facts = statSync(real);
  return facts.isFile() && facts.size <= MOST_BYTES ? real : null;
}
