import { STATE_LABEL } from '../../model/state-label.ts';
import { type ProfileTables, textAt } from './profile-tables.ts';
import type { RawLabel, RawSample } from './sample-reader.ts';

/** pprof's own mark of the samples of BEFORE, where it wrote both sides of -diff_base into one profile. */
const BASE_LABEL = 'pprof::base';

/** Whether the sample counts for BEFORE. */
export function isBase(tables: ProfileTables, sample: RawSample): boolean {
  return sample.labels.length > 0 && sample.labels.some((label) => labelKey(tables, label) === BASE_LABEL);
}

/** The sample's labels, pprof's own left out: numbers as text, with their unit. A key may come more than once. */
export function labelPairs(tables: ProfileTables, sample: RawSample): [key: string, value: string][] {
  if (sample.labels.length === 0) return [];
  const values = new Map<string, string>();
  for (const label of sample.labels) {
    const key = labelKey(tables, label);
    if (key === BASE_LABEL) continue;
    const value = labelValue(tables, label);
    const others = values.get(key);
    values.set(key, others === undefined ? value : `${others},${value}`);
  }
  return [...values];
}

/** Takes the state that straggler wrote out of a sample's labels; null where it knew none. */
export function takeState(labels: [key: string, value: string][]): string | null {
  const index = labels.findIndex(([key]) => key === STATE_LABEL);
  return index < 0 ? null : (labels.splice(index, 1)[0]?.[1] ?? null);
}

function labelKey(tables: ProfileTables, label: RawLabel): string {
  return textAt(tables, label.key, label.offset) ?? '?';
}

function labelValue(tables: ProfileTables, label: RawLabel): string {
  if (label.text !== 0) return textAt(tables, label.text, label.offset) ?? '?';
  if (label.number === 0 && label.unit === 0) return '';
  return `${label.number}${textAt(tables, label.unit, label.offset) ?? ''}`;
}
