import type { Diff } from '../../src/core/diff/diff.ts';
import { NONE } from '../../src/core/model/column.ts';

/** How well goroutines of two builds were brought together, judged by a label that tells where each one is. */
export interface Confusion {
  /** Goroutines, on both sides together, of places that both sides have; and those of them in rows with both sides. */
  readonly goroutines: number;
  readonly matched: number;
  /** Rows that join different places, as "a + b". */
  readonly wrong: readonly string[];
  /** Places of both sides with goroutines in rows of one side only. */
  readonly missed: readonly string[];
}

export function confusion({ rows, parts, symbols }: Diff, label: string): Confusion {
  const places = { before: placesOfRows('before'), after: placesOfRows('after') };
  const all = { before: new Set(places.before.flatMap(keys)), after: new Set(places.after.flatMap(keys)) };
  const wrong: string[] = [];
  const missed = new Set<string>();
  let goroutines = 0;
  let matched = 0;
  for (let row = 0; row < rows.length; row++) {
    const before = places.before[row] ?? new Map<string, number>();
    const after = places.after[row] ?? new Map<string, number>();
    const joined = before.size > 0 && after.size > 0;
    const names = (side: Map<string, number>) => keys(side).sort().join(', ');
    if (joined && !keys(before).some((place) => after.has(place))) wrong.push(`${names(before)} + ${names(after)}`);
    for (const side of [before, after]) {
      for (const [place, count] of side) {
        if (!all.before.has(place) || !all.after.has(place)) continue;
        goroutines += count;
        if (joined) matched += count;
        else missed.add(place);
      }
    }
  }
  return { goroutines, matched, wrong: wrong.sort(), missed: [...missed].sort() };

  function placesOfRows(side: 'before' | 'after'): Map<string, number>[] {
    const ofRows = Array.from({ length: rows.length }, () => new Map<string, number>());
    for (let part = 0; part < parts.length; part++) {
      const count = parts[side][part] ?? 0;
      const ofRow = ofRows[parts.row[part] ?? NONE];
      if (count === 0 || ofRow === undefined) continue;
      const place = labelOf(parts.labels[part] ?? 0);
      ofRow.set(place, (ofRow.get(place) ?? 0) + count);
    }
    return ofRows;
  }

  function labelOf(set: number): string {
    const { start, key, value } = symbols.labelSets;
    for (let entry = start[set] ?? 0; entry < (start[set + 1] ?? 0); entry++) {
      if (symbols.strings[key[entry] ?? 0] === label) return symbols.strings[value[entry] ?? 0] ?? '';
    }
    return '';
  }
}

function keys(map: ReadonlyMap<string, number>): string[] {
  return [...map.keys()];
}
