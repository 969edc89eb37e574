import type { LabelGrowth } from '../diagnose/finding.ts';
import { count } from '../diagnose/words.ts';
import { signed } from './summary.ts';

/** Values of one key that are named. */
const SHOWN = 4;

/** Growth by label in a line a key: "tenant: acme +40, umbrella +3, 12 more"; only keys of which a value grew. */
export function labelTexts(labels: readonly LabelGrowth[]): string[] {
  return labels.flatMap(({ key, values }) => {
    const grown = values.filter(({ before, after }) => after > before);
    if (grown.length === 0) return [];
    const words = grown.slice(0, SHOWN).map(({ value, before, after }) => `${value} ${signed(after - before)}`);
    if (grown.length > SHOWN) words.push(`${count(grown.length - SHOWN)} more`);
    return [`${key}: ${words.join(', ')}`];
  });
}
