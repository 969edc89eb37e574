import * as v from 'valibot';

/** A pair that was opened before, with the view that the person left it in. Paths stay in main. */
export const recentEntry = v.object({
  before: v.nullable(v.string()),
  after: v.string(),
  openedAt: v.string(),
  view: v.nullable(v.string()),
});
export type RecentEntry = v.InferOutput<typeof recentEntry>;

export const recentEntries = v.array(recentEntry);

const KEPT = 12;

/** The list with this pair moved to the front, its view kept. */
export function rememberPair(
  entries: readonly RecentEntry[],
  pair: { readonly before: string | null; readonly after: string },
  openedAt: string,
): RecentEntry[] {
  const same = (entry: RecentEntry) => entry.before === pair.before && entry.after === pair.after;
  const view = entries.find(same)?.view ?? null;
  return [{ ...pair, openedAt, view }, ...entries.filter((entry) => !same(entry))].slice(0, KEPT);
}

/** The list with the newest entry's view replaced. */
export function rememberView(entries: readonly RecentEntry[], view: string): RecentEntry[] {
  return entries.map((entry, index) => (index === 0 ? { ...entry, view } : entry));
}
