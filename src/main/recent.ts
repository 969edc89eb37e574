import { basename } from 'node:path';
import * as v from 'valibot';
import { plainText } from '../core/flame/plain-text.ts';

/** Files that were opened together before, oldest first, with the view they were left in. Paths stay in main. */
export const recentEntry = v.object({
  paths: v.pipe(v.array(v.string()), v.minLength(1), v.maxLength(1000)),
  openedAt: v.string(),
  view: v.nullable(v.string()),
});
export type RecentEntry = v.InferOutput<typeof recentEntry>;

export const recentEntries = v.array(recentEntry);

const KEPT = 12;

/** The list with these files moved to the front, their view kept. */
export function rememberFiles(
  entries: readonly RecentEntry[],
  paths: readonly string[],
  openedAt: string,
): RecentEntry[] {
  const view = viewOf(entries, paths);
  const others = entries.filter((entry) => !isSame(entry.paths, paths));
  return [{ paths: [...paths], openedAt, view }, ...others].slice(0, KEPT);
}

/** The list with the view of these files replaced. */
export function rememberView(entries: readonly RecentEntry[], paths: readonly string[], view: string): RecentEntry[] {
  return entries.map((entry) => (isSame(entry.paths, paths) ? { ...entry, view } : entry));
}

/** The view in which these files were left, or null. */
export function viewOf(entries: readonly RecentEntry[], paths: readonly string[]): string | null {
  return entries.find((entry) => isSame(entry.paths, paths))?.view ?? null;
}

/** The files of an entry by their names, for a menu: first and last, and how many in between. */
export function recentLabel(paths: readonly string[]): string {
  const [first = '', ...rest] = paths.map((path) => plainText(basename(path), 60));
  const last = rest.at(-1);
  if (last === undefined) return first;
  return rest.length === 1 ? `${first} → ${last}` : `${first} → ${last} (${paths.length} snapshots)`;
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((path, i) => path === b[i]);
}
