import { at } from '../model/column.ts';
import type { Judged } from './assemble.ts';
import { type Place, shortPlace } from './group.ts';
import type { Context } from './patterns/pattern.ts';
import type { Scene } from './scene.ts';
import { PLAIN_WORDS } from './state-class.ts';
import { goroutines } from './words.ts';

/** The finding in one breath: how many more, where, since when nobody answers, who started it, and the one edit. */
export function sentence({ growth, pattern, match, verdict }: Judged, { scene }: Context): string {
  const { place, signs } = growth;
  const frame = match.culprit === undefined ? place.culprit : match.culprit;
  const more =
    place.before > 0 && place.delta > 0
      ? `${goroutines(place.delta)} more than before are`
      : `${goroutines(place.after)} are`;
  const one = place.before > 0 ? place.delta === 1 : place.after === 1;
  const where =
    frame === null
      ? ''
      : ` at ${[shortPlace(scene, frame), `in ${scene.name(frame)}`].filter((s) => s !== '').join(' ')}`;
  const parts = [`${one ? more.replace(/ are$/, ' is') : more} ${PLAIN_WORDS[place.state]}${where}`];
  if (match.because !== '') parts.push(match.because);
  if (signs.parents.name !== null) parts.push(`started by ${signs.parents.name}`);
  const said = parts.join('; ');
  if (verdict === 'expected') return `${said}.`;
  return `${said}. ${pattern.remedy.summary}`;
}

/** The state as the dump spells it; in words where the format hides it. */
export function stateInWords(scene: Scene, place: Place): string {
  const { rows, symbols } = scene.diff;
  const spelled = symbols.strings[at(rows.state, place.view.row)] ?? '';
  return spelled === '' ? PLAIN_WORDS[place.state] : spelled;
}
