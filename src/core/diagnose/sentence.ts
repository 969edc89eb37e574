import { at } from '../model/column.ts';
import type { Judged } from './assemble.ts';
import { type Place, shortPlace } from './group.ts';
import type { Parents } from './parents.ts';
import type { Context } from './patterns/pattern.ts';
import type { Scene } from './scene.ts';
import { answersToStarter, PLAIN_WORDS } from './state-class.ts';
import { count, goroutines, many } from './words.ts';

/** The finding in one breath: how many more, where, who started them and is gone, why they stay, and the one edit. */
export function sentence(judged: Judged, { scene }: Context): string {
  const { growth, because, verdict, pattern } = judged;
  const { place, signs } = growth;
  const parts = [`${howMany(judged)} ${PLAIN_WORDS[place.state]}${where(judged, scene)}`];
  // A joined text takes less memory than one that is put together from pieces, and there are many of them.
  if (verdict === 'expected') return [...parts, `Expected: ${whyExpected(judged)}.`].join('. ');
  const { name } = signs.parents;
  if (name !== null && hasReturned(signs.parents) && answersToStarter(place.state)) {
    parts.push(`each was started by ${name}, which has returned: ${because}`);
  } else {
    parts.push(because);
    if (name !== null) parts.push(`started by ${name}`);
  }
  return `${parts.filter((part) => part !== '').join('; ')}. ${pattern.remedy.summary}`;
}

/** "1,376 goroutines more than before are", "1 goroutine is", "At least 12 goroutines are". */
function howMany({ growth: { place, signs } }: Judged): string {
  const isMore = place.before > 0 && place.delta > 0 && !signs.atLeast.before;
  const n = isMore ? place.delta : place.after;
  const more = isMore ? ' more than before' : '';
  const least = signs.atLeast.after ? 'At least ' : '';
  return `${least}${goroutines(n)}${more} ${n === 1 ? 'is' : 'are'}`;
}

function where({ growth: { place, companions, family }, culprit }: Judged, scene: Scene): string {
  if (culprit === null) return '';
  const line = shortPlace(scene, culprit);
  const things =
    companions.length === 0
      ? ''
      : `, with ${count(companions.reduce((sum, one) => sum + one.delta, 0))} more that belong to them`;
  const noun = family === null || companions.length === 0 ? '' : ` (${many(place.delta, family.noun)})`;
  return ` at ${line === '' ? '' : `${line} in `}${scene.name(culprit)}${things}${noun}`;
}

function hasReturned(parents: Parents): boolean {
  return parents.known > 0 ? parents.left === parents.known : parents.isNowhere;
}

/** The strongest reason against a leak. */
function whyExpected({ clues }: Judged): string {
  let strongest = clues[0];
  for (const one of clues) if (strongest === undefined || one.weight < strongest.weight) strongest = one;
  return strongest?.says.text ?? 'nothing speaks for a leak';
}

/** The state as the dump spells it; in words where the format hides it. */
export function stateInWords(scene: Scene, place: Place): string {
  const { rows, symbols } = scene.diff;
  const spelled = symbols.strings[at(rows.state, place.row)] ?? '';
  return spelled === '' ? PLAIN_WORDS[place.state] : spelled;
}
