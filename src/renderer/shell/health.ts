import { plainText } from '../../core/flame/plain-text.ts';
import type { Analysis, Source } from '../../core/report/model.ts';
import { t } from '../strings.ts';

/** One thing that a person must know before trusting the numbers: what it is, then what follows from it. */
export interface HealthNote {
  readonly what: string;
  readonly so: string;
}

/** What is wrong or missing with the inputs and the pair, what matters most first. */
export function healthNotes(analysis: Analysis): HealthNote[] {
  const { before, after, diff, warnings } = analysis;
  const { comparison, totals } = diff;
  const notes: HealthNote[] = [];
  const say = ([what, so]: readonly [string, string]): number => notes.push({ what, so });

  const sides: ['before' | 'after', Source][] =
    before === null
      ? [['after', after]]
      : [
          ['before', before],
          ['after', after],
        ];
  for (const [side, source] of sides) {
    if (!source.completeness.truncated) continue;
    const reason = warnings.find((warning) => warning.code === 'truncated' && warning.source === side);
    say(t.health.truncated(t[side], reason === undefined ? t.health.captureAgain : plainText(reason.message)));
  }
  if (comparison.swappedSuspected) say(t.health.swapped);
  if (comparison.sameProcess === 'no') say(t.health.restarted);
  if (comparison.sameBuild === 'no') say(t.health.otherBuild);
  if (totals.unknown) say(t.health.differences);
  for (const [side, source] of sides) {
    if (source.completeness.depthCapped) say(t.health.depthCapped(t[side]));
    if (source.dumps.count > 1) say(t.health.dumps(t[side], source.dumps.chosen, source.dumps.count));
  }
  const without = sides.filter(([, source]) => !source.ids);
  const [first] = without;
  if (before !== null && first !== undefined) {
    const who = without.length > 1 ? t.health.haveNeither : t.health.has(t[first[0]]);
    say(t.health.noIds(who, [...new Set(without.map(([, source]) => t.formats[source.format]))].join(', ')));
  }
  for (const { name, holds, size } of analysis.beside)
    if (holds === 'leaks') notes.push({ what: plainText(name, 60), so: t.health.leaks(size) });
  for (const { text } of comparison.manual) notes.push({ what: '', so: plainText(text) });
  const said = new Set(['truncated', 'depth-capped', 'several-dumps']);
  for (const warning of warnings) {
    if (said.has(warning.code)) continue;
    notes.push({ what: warning.source === null ? '' : t[warning.source], so: plainText(warning.message) });
  }
  return notes;
}
