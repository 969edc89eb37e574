import type { Diff } from '../../core/diff/diff.ts';
import { at } from '../../core/model/column.ts';
import { labelSetIndex, partIndex, type RowIndex } from '../../core/model/index-types.ts';
import type { Finding } from '../finding.ts';
import { partsOf } from './creators.ts';

/** Counts by label of the goroutines of some rows; keys by name, values by growth descending. */
export function labelGrowth(diff: Diff, rows: readonly RowIndex[]): Finding['labels'] {
  const { labelSets, strings } = diff.symbols;
  const keys = new Map<string, Map<string, { before: number; after: number }>>();
  for (const row of rows) {
    const [from, to] = partsOf(diff, row);
    for (let p = from; p < to; p++) {
      const part = partIndex(p);
      const set = at(diff.parts.labels, part);
      for (let entry = at(labelSets.start, set); entry < at(labelSets.start, labelSetIndex(set + 1)); entry++) {
        const key = strings[at(labelSets.key, entry)] ?? '';
        const value = strings[at(labelSets.value, entry)] ?? '';
        const values = keys.get(key) ?? new Map<string, { before: number; after: number }>();
        keys.set(key, values);
        const counts = values.get(value) ?? { before: 0, after: 0 };
        values.set(value, counts);
        counts.before += at(diff.parts.before, part);
        counts.after += at(diff.parts.after, part);
      }
    }
  }
  return [...keys]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, values]) => ({
      key,
      values: [...values]
        .map(([value, counts]) => ({ value, ...counts }))
        .sort((a, b) => b.after - b.before - (a.after - a.before) || b.after - a.after || (a.value < b.value ? -1 : 1)),
    }));
}

/** All label keys that the diff knows, by name. */
export function labelKeys(diff: Diff): string[] {
  const { labelSets, strings } = diff.symbols;
  return [...new Set(Array.from<number>(labelSets.key))].map((key) => strings[key] ?? '').sort();
}
