import { at } from '../model/column.ts';
import { partIndex, type RowIndex } from '../model/index-types.ts';
import type { LabelGrowth } from './finding.ts';
import type { Scene } from './scene.ts';

/** How many values of one key are kept: the ones that grew most. */
const MOST_VALUES = 50;

/** Thousands of findings share it. */
const NO_LABELS: readonly LabelGrowth[] = [];

/** Growth of these rows by label key and value; keys in alphabetical order, values by growth descending. */
export function labelsOf(scene: Scene, rows: readonly RowIndex[]): readonly LabelGrowth[] {
  const { parts, symbols } = scene.diff;
  const { labelSets, strings } = symbols;
  if (labelSets.length <= 1) return NO_LABELS;
  const keys = new Map<string, Map<string, { before: number; after: number }>>();
  for (const row of rows) {
    const end = scene.partStart[row + 1] ?? 0;
    for (let p = scene.partStart[row] ?? 0; p < end; p++) {
      const part = partIndex(p);
      const set = at(parts.labels, part);
      for (let i = at(labelSets.start, set); i < (labelSets.start[set + 1] ?? 0); i++) {
        const key = strings[at(labelSets.key, i)] ?? '';
        const value = strings[at(labelSets.value, i)] ?? '';
        const values = keys.get(key) ?? new Map<string, { before: number; after: number }>();
        const entry = values.get(value) ?? { before: 0, after: 0 };
        entry.before += at(parts.before, part);
        entry.after += at(parts.after, part);
        values.set(value, entry);
        keys.set(key, values);
      }
    }
  }
  return [...keys]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, values]) => ({
      key,
      values: [...values]
        .map(([value, counts]) => ({ value, ...counts }))
        .sort((a, b) => b.after - b.before - (a.after - a.before) || (a.value < b.value ? -1 : 1))
        .slice(0, MOST_VALUES),
    }));
}
