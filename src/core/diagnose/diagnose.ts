import type { DiffWithSnapshots } from '../diff/diff.ts';
import { at } from '../model/column.ts';
import { assemble, type Judged } from './assemble.ts';
import { withCauses } from './causes.ts';
import { isLeak, judge, MOST_UNSETTLED, probability, unlessExcused, weighedPatiently } from './clue.ts';
import { commonClues } from './common-clues.ts';
import { companies } from './companions.ts';
import type { Finding } from './finding.ts';
import { type Place, placesOf } from './group.ts';
import { possibleHolders } from './lock-holder.ts';
import { nextCapture } from './next-capture.ts';
import { PATTERNS } from './patterns/index.ts';
import type { Context, Growth, Match, Pattern } from './patterns/pattern.ts';
import { People } from './people.ts';
import { ranked } from './rank.ts';
import { readSource } from './read-source.ts';
import { Scene } from './scene.ts';
import { isSettled, UNSETTLED } from './settled.ts';
import { isExcuse, shownPattern } from './shown-pattern.ts';
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
  const context: Context = { scene, places, census, holders: possibleHolders(scene, places) };
  const grown = places.filter((place) => isWorthTelling(place, scene, options.minDelta));
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
  const advice = nextCapture(input.diff, input.snapshots);
  return ranked(withCauses(context, judged)).map((one, index) => assemble(one, index + 1, context, options, advice));
}

/** What grew; and what is stuck for certain, by its state or by the runtime's own proof, as long as it is not fewer. */
function isWorthTelling(place: Place, { diff }: Scene, minDelta: number): boolean {
  if (place.delta >= Math.max(1, minDelta)) return true;
  if (place.delta < 0 || place.after === 0) return false;
  return neverWakes(place.state) || place.rows.some((row) => at(diff.rows.leakedProven, row) > 0);
}

function judgeGrowth(growth: Growth, context: Context): Judged {
  const { pattern: claim, match } = bestClaim(growth, context);
  const found = [...match.clues, ...commonClues(growth, context)];
  const weighed = claim.isPatient ? weighedPatiently(found) : found;
  const sum = probability(match.prior, weighed);
  const isOpen = isLeak(sum) && !isSettled(growth, weighed, context);
  const p = isOpen ? MOST_UNSETTLED : isExcuse(claim) ? sum : unlessExcused(sum, weighed);
  const judgement = judge(p);
  const pattern = shownPattern(claim, judgement.verdict, growth);
  const clues = isOpen ? [...weighed, UNSETTLED] : weighed;
  return { growth, claim, pattern, match, clues, ...judgement, probability: p, causedBy: null };
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
