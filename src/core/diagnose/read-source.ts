import { fileName, lineOf } from '../model/stack-frames.ts';
import type { Place } from './group.ts';
import type { Scene } from './scene.ts';
import type { SourceReader, SourceReading } from './source-reader.ts';

/** What the source says at a place; null where there is no reader, or nothing of the program's own to read. */
export function readSource(scene: Scene, place: Place, sources: SourceReader | null): SourceReading | null {
  if (sources === null || place.culprit === null || scene.kind(place.culprit) !== 'user') return null;
  const { symbols } = scene.diff;
  return sources.read({
    function: scene.name(place.culprit),
    file: fileName(symbols, place.culprit),
    line: lineOf(symbols, place.culprit),
  });
}
