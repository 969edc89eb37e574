import type { DiffWithSnapshots } from '../diff/diff.ts';
import { assemble, type Judged } from './assemble.ts';
import { withCauses } from './causes.ts';
import { Census } from './census.ts';
import { isLeak, judge, MOST_UNSETTLED, probability, unlessExcused, weighedPatiently } from './clue.ts';
import { commonClues } from './common-clues.ts';
import { companies } from './companions.ts';
import type { Finding } from './finding.ts';
import { Places } from './group.ts';
import { possibleHolders } from './lock-holder.ts';
import { nextCapture } from './next-capture.ts';
import { PATTERNS } from './patterns/index.ts';
import type { Context, Growth, Match, Pattern } from './patterns/pattern.ts';
import { People } from './people.ts';
import { ranked } from './rank.ts';
import { readSource } from './read-source.ts';
import { Reasons } from './reasons.ts';
import { Scene } from './scene.ts';
import { isSettled, UNSETTLED } from './settled.ts';
import { isExcuse, shownPattern } from './shown-pattern.ts';
import { signsOf } from './signs.ts';
import type { SourceReader } from './source-reader.ts';
import { neverWakes, STATE_CLASSES } from './state-class.ts';
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
  const places = new Places(scene);
  const context: Context = { scene, census: new Census(scene), holders: possibleHolders(scene, places) };
  const judged = ranked(withCauses(context, judgeAll(context, places, options)));
  const advice = nextCapture(input.diff, input.snapshots);
  // The worst comes last, and each is let go when its finding is there: a large dump has tens of thousands.
  judged.reverse();
  const findings: Finding[] = [];
  for (let one = judged.pop(); one !== undefined; one = judged.pop()) {
    findings.push(assemble(one, findings.length + 1, context, options, advice));
  }
  return findings;
}

function judgeAll(context: Context, places: Places, options: DiagnoseOptions): Judged[] {
  const { scene } = context;
  const people = People.of(scene);
  const reasons = new Reasons();
  const grown = places.order.filter((place) => isWorthTelling(places, place, options.minDelta));
  return companies(
    scene,
    people,
    grown.map((place) => places.place(place)),
  ).map(({ lead, companions, family }) => {
    const signs = signsOf(context, people, lead, companions);
    const source = readSource(scene, lead, options.sources);
    return judgeGrowth({ place: lead, companions, family, signs, source }, context, reasons);
  });
}

/** What grew; and what is stuck for certain, by its state or by the runtime's own proof, as long as it is not fewer. */
function isWorthTelling(places: Places, place: number, minDelta: number): boolean {
  const after = places.after[place] ?? 0;
  const delta = after - (places.before[place] ?? 0);
  if (delta >= Math.max(1, minDelta)) return true;
  if (delta < 0 || after === 0) return false;
  const state = STATE_CLASSES[places.state[place] ?? 0];
  if (state !== undefined && neverWakes(state)) return true;
  return (places.leakedProven[place] ?? 0) > 0;
}

function judgeGrowth(growth: Growth, context: Context, reasons: Reasons): Judged {
  const { pattern: claim, match } = bestClaim(growth, context);
  const found = [...match.clues, ...commonClues(growth, context)];
  const weighed = claim.isPatient ? weighedPatiently(found) : found;
  const sum = probability(match.prior, weighed);
  const isOpen = isLeak(sum) && !isSettled(growth, weighed, context);
  const p = isOpen ? MOST_UNSETTLED : isExcuse(claim) ? sum : unlessExcused(sum, weighed);
  const judgement = judge(p);
  const pattern = shownPattern(claim, judgement.verdict, growth);
  return {
    growth,
    claim,
    pattern,
    prior: match.prior,
    because: match.because,
    culprit: match.culprit === undefined ? growth.place.culprit : match.culprit,
    clues: (isOpen ? [...weighed, UNSETTLED] : weighed).map((one) => reasons.shared(one)),
    verdict: judgement.verdict,
    confidence: judgement.confidence,
    probability: p,
    causedBy: null,
  };
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
