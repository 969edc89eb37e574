import { at } from '../model/column.ts';
import type { LabelSetIndex } from '../model/index-types.ts';
import type { Symbols } from '../model/symbols.ts';

/** The labels of a set by key ascending; null for the empty set. */
export function labelsOf({ strings, labelSets }: Symbols, set: LabelSetIndex): Readonly<Record<string, string>> | null {
  const end = labelSets.start[set + 1] ?? 0;
  const pairs: [string, string][] = [];
  for (let i = at(labelSets.start, set); i < end; i++) {
    pairs.push([strings[at(labelSets.key, i)] ?? '', strings[at(labelSets.value, i)] ?? '']);
  }
  return pairs.length === 0 ? null : Object.fromEntries(pairs);
}
