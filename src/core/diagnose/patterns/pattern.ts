import type { FrameIndex } from '../../model/index-types.ts';
import type { Census } from '../census.ts';
import type { Clue } from '../clue.ts';
import type { Owner, PatternId } from '../finding.ts';
import type { Place } from '../group.ts';
import type { LibraryFamily } from '../libraries/family.ts';
import type { PossibleHolders } from '../lock-holder.ts';
import type { Scene } from '../scene.ts';
import type { Signs } from '../signs.ts';
import type { SourceFacts, SourceReading } from '../source-reader.ts';

/** Growth to be explained: one place, or the places of one leaked thing with the most telling first. */
export interface Growth {
  readonly place: Place;
  readonly companions: readonly Place[];
  readonly signs: Signs;
  /** The public library whose goroutines these are, if one is known. */
  readonly family: LibraryFamily | null;
  readonly source: SourceReading | null;
}

/** What the source says at the culprit's line, where it could be read. */
export function factsOf(growth: Growth): SourceFacts | null {
  return growth.source?.kind === 'facts' ? growth.source.facts : null;
}

/** What a pattern sees besides the growth itself. */
export interface Context {
  readonly scene: Scene;
  readonly census: Census;
  readonly holders: PossibleHolders;
}

/** A pattern's claim on a growth. */
export interface Match {
  /** 0…1: how specifically the pattern explains it. The highest claim wins; of equal ones the first in the catalogue. */
  readonly fit: number;
  /** Log odds of a leak before any clue: how often such growth is one. */
  readonly prior: number;
  readonly clues: readonly Clue[];
  /** Why it does not end, as a clause after a semicolon: "nobody receives any more". */
  readonly because: string;
  /** Overrides the culprit found by general rules. */
  readonly culprit?: FrameIndex | null;
}

/** What the pattern's page and every finding of it say. Plain text; `example` is Go. */
export interface Remedy {
  /** The one edit that ends it, as an imperative: "Give the channel room for one value …". */
  readonly summary: string;
  readonly checklist: readonly string[];
  readonly example: { readonly before: string; readonly after: string } | null;
}

/** For the pattern's page under docs/patterns. */
export interface Lesson {
  /** What it is, two or three sentences. */
  readonly what: string;
  /** What it leaves in a dump. */
  readonly inDump: string;
  /** What tells it from its neighbours. */
  readonly apart: string;
}

export interface Pattern {
  readonly id: PatternId;
  /** Short name for the list: "Blocked channel send". */
  readonly title: string;
  /** Something alive may wait like this for long: a session, a stream, a worker. */
  readonly isPatient: boolean;
  match(growth: Growth, context: Context): Match | null;
  readonly owner: Owner;
  readonly remedy: Remedy;
  readonly lesson: Lesson;
}
