import { fileName, lineOf } from '../model/stack-frames.ts';
import type { Place } from './group.ts';
import { libraryFamily } from './libraries.ts';
import type { Growth } from './patterns/pattern.ts';
import type { Scene } from './scene.ts';
import type { Signs } from './signs.ts';
import type { SourceFacts, SourceReader } from './source-reader.ts';

/** One growth for each leaked thing: a place of its own, or the places of one library's thing together. */
export function growthsOf(
  scene: Scene,
  places: readonly Place[],
  signs: (place: Place) => Signs,
  sources: SourceReader | null,
): Growth[] {
  return places.map((place) => ({
    place,
    companions: [],
    signs: signs(place),
    family: place.culprit === null ? null : libraryFamily(scene.name(place.culprit)),
    facts: readFacts(scene, place, sources),
  }));
}

function readFacts(scene: Scene, place: Place, sources: SourceReader | null): SourceFacts | null {
  if (sources === null || place.culprit === null) return null;
  const { symbols } = scene.diff;
  const reading = sources.read({
    function: scene.name(place.culprit),
    file: fileName(symbols, place.culprit),
    line: lineOf(symbols, place.culprit),
  });
  return reading.kind === 'facts' ? reading.facts : null;
}
