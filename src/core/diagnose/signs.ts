import { NONE } from '../model/column.ts';
import type { RowIndex } from '../model/index-types.ts';
import type { Census } from './census.ts';
import type { WaitMinutes } from './finding.ts';
import { type Place, rowsOf } from './group.ts';
import { type Parents, parentsOf } from './parents.ts';
import type { People } from './people.ts';
import type { Scene } from './scene.ts';

/** What the dumps tell of a place, gathered once for all patterns. */
export interface Signs {
  readonly parents: Parents;
  readonly survivors: number | null;
  readonly waits: WaitMinutes | null;
  readonly leakedProven: number;
  readonly flags: number;
  readonly atLeast: { readonly before: boolean; readonly after: boolean };
  /** Growth of all goroutines that run the same entry function, whatever they are at: 0 says they only moved. */
  readonly entryDelta: number;
  /** Name of the outermost function that is not a mere starter. */
  readonly entry: string;
  /** The culprit is the entry function itself: nothing of the program's own stands between. */
  readonly isFlat: boolean;
}

export function signsOf(
  { scene, census }: { readonly scene: Scene; readonly census: Census },
  people: People | null,
  place: Place,
  companions: readonly Place[],
): Signs {
  const { rows } = scene.diff;
  const all = rowsOf(place, companions);
  let flags = 0;
  for (const row of place.rows) flags |= rows.flags[row] ?? 0;
  let leakedProven = 0;
  let before = false;
  let after = false;
  let survivors = 0;
  for (const row of all) {
    leakedProven += rows.leakedProven[row] ?? 0;
    before ||= rows.beforeAtLeast[row] === 1;
    after ||= rows.afterAtLeast[row] === 1;
    if (rows.identity !== null) survivors += rows.identity.survivors[row] ?? 0;
  }
  const entry = scene.entry(place.row);
  return {
    parents: parentsOf(scene, census, people, place),
    survivors: rows.identity === null ? null : survivors,
    waits: waitsOf(scene, all),
    leakedProven,
    flags,
    atLeast: AT_LEAST[(before ? 2 : 0) + (after ? 1 : 0)] ?? { before, after },
    entryDelta: census.entryDelta.get(entry) ?? place.delta,
    entry,
    isFlat: place.culprit !== null && scene.name(place.culprit) === entry,
  };
}

/** Thousands of findings share these. */
const AT_LEAST: readonly Signs['atLeast'][] = [
  { before: false, after: false },
  { before: false, after: true },
  { before: true, after: false },
  { before: true, after: true },
];

/** Minutes over all rows of a place; null where the format prints none at all. */
function waitsOf(scene: Scene, rows: readonly RowIndex[]): WaitMinutes | null {
  const { waits } = scene.diff;
  let known = 0;
  let unknown = 0;
  let min = Number.POSITIVE_INFINITY;
  let max = 0;
  for (const row of rows) {
    const end = waits.start[row + 1] ?? 0;
    for (let i = waits.start[row] ?? 0; i < end; i++) {
      const minutes = waits.minutes[i] ?? NONE;
      const count = waits.count[i] ?? 0;
      if (minutes === NONE) {
        unknown += count;
        continue;
      }
      known += count;
      if (minutes < min) min = minutes;
      if (minutes > max) max = minutes;
    }
  }
  if (known === 0) return unknown === 0 ? null : { min: 0, median: 0, max: 0, unknown };
  // Minutes are whole: the median is closed in on, without the waits of all rows in one sorted list.
  let low = min;
  let median = max;
  while (low < median) {
    const middle = Math.floor((low + median) / 2);
    if (waitedUpTo(scene, rows, middle) * 2 >= known) median = middle;
    else low = middle + 1;
  }
  return { min, median, max, unknown };
}

/** How many goroutines of these rows have waited for so many minutes or fewer. */
function waitedUpTo({ diff: { waits } }: Scene, rows: readonly RowIndex[], most: number): number {
  let waited = 0;
  for (const row of rows) {
    const end = waits.start[row + 1] ?? 0;
    for (let i = waits.start[row] ?? 0; i < end; i++) {
      const minutes = waits.minutes[i] ?? NONE;
      // Those of one row are in ascending order.
      if (minutes > most) break;
      if (minutes !== NONE) waited += waits.count[i] ?? 0;
    }
  }
  return waited;
}
