import type { DiffWithSnapshots } from '../diff/diff.ts';
import { assemble, type Judged } from './assemble.ts';
import { withCauses } from './causes.ts';
import { judge, probability, unlessExcused, weighedPatiently } from './clue.ts';
import { commonClues } from './common-clues.ts';
import { companies } from './companions.ts';
import type { Finding } from './finding.ts';
import { type Place, placesOf } from './group.ts';
import { burst } from './patterns/burst.ts';
import { PATTERNS } from './patterns/index.ts';
import type { Context, Growth, Match, Pattern } from './patterns/pattern.ts';
import { poolOrServer } from './patterns/pool-or-server.ts';
import { People } from './people.ts';
import { ranked } from './rank.ts';
import { readSource } from './read-source.ts';
import { Scene } from './scene.ts';
import { signsOf, takeCensus } from './signs.ts';
import type { SourceReader } from './source-reader.ts';
import { neverWakes } from './state-class.ts';
import type { Suppression } from './suppressions.ts';

export interface DiagnoseOptions {
  /** Places that grew by less are not findings (1). */
  readonly minDelta: number;
  readonly suppressions: readonly Suppression[];
  /** Where Go source can be read, or null. */
  readonly sources: SourceReader | null;
}

/** Findings about what grew, worst first. The same input gives the same findings in the same order. */
export function diagnose(input: DiffWithSnapshots, options: DiagnoseOptions): Finding[] {
  const scene = new Scene(input);
  const places = placesOf(scene);
  const census = takeCensus(scene);
  const people = People.of(scene);
  const context: Context = { scene, places, census };
  const grown = places.filter((place) => isWorthTelling(place, options.minDelta));
  const judged = companies(scene, people, grown).map(({ lead, companions, family }) =>
    judgeGrowth(
      {
        place: lead,
        companions,
        family,
        signs: signsOf(context, people, lead, companions),
        source: readSource(scene, lead, options.sources),
      },
      context,
    ),
  );
  return ranked(withCauses(scene, judged)).map((one, index) => assemble(one, index + 1, context, options));
}

function isWorthTelling(place: Place, minDelta: number): boolean {
  return place.delta >= Math.max(1, minDelta) || (neverWakes(place.state) && place.after > 0 && place.delta >= 0);
}

function judgeGrowth(growth: Growth, context: Context): Judged {
  const { pattern, match } = bestClaim(growth, context);
  const found = [...match.clues, ...commonClues(growth, context)];
  const clues = pattern.isPatient ? weighedPatiently(found) : found;
  const excused = pattern === poolOrServer || pattern === burst;
  const sum = probability(match.prior, clues);
  const p = excused ? sum : unlessExcused(sum, clues);
  const judgement = judge(p);
  const shown = judgement.verdict === 'expected' ? expectedPattern(pattern, growth) : pattern;
  return { growth, pattern: shown, match, clues, ...judgement, probability: p, causedBy: null };
}

/** Growth that is expected is named for why it is, whatever it would be called if it were a leak. */
function expectedPattern(pattern: Pattern, { place }: Growth): Pattern {
  if (pattern === poolOrServer || pattern === burst) return pattern;
  return place.state === 'running' || place.state === 'sleep' || place.state === 'not-started' ? burst : poolOrServer;
}

function bestClaim(growth: Growth, context: Context): { pattern: Pattern; match: Match } {
  let best: { pattern: Pattern; match: Match } | null = null;
  for (const pattern of PATTERNS) {
    const match = pattern.match(growth, context);
    if (match !== null && (best === null || match.fit > best.match.fit)) best = { pattern, match };
  }
  if (best === null) throw new Error('no pattern claims the growth, though unknown claims any');
  return best;
}
