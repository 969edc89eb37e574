import type { ToldFinding } from './run-case.ts';
import { comparable, type Truth, type TruthGrowth } from './truth.ts';

/** What was asked of one case in one format; null where the question does not arise. */
export interface CaseScore {
  readonly namedFirst: boolean | null;
  readonly namedInThree: boolean | null;
  /** Of what is named in three: it is called a leak and not a suspect. */
  readonly calledLeak: boolean | null;
  readonly culprit: boolean | null;
  readonly line: boolean | null;
  readonly pattern: boolean | null;
  readonly growth: boolean | null;
  /** The case's other leaks, each: is there any finding of it? */
  readonly others: readonly boolean[];
  /** "leak" said of something that is none: the culprits. */
  readonly falseAlarms: readonly string[];
  /** Each verdict with its confidence, and whether it is so. */
  readonly statements: readonly Statement[];
}

export interface Statement {
  readonly verdict: 'leak' | 'suspect' | 'expected';
  readonly confidence: number;
  readonly right: boolean;
}

/** Compares findings, worst first, with what is true of the case. */
export function score(truth: Truth, told: readonly ToldFinding[]): CaseScore {
  const growths: readonly TruthGrowth[] = [truth, ...truth.also];
  const statements = told.map((one) => ({
    verdict: one.finding.verdict,
    confidence: one.finding.confidence,
    right: isRight(one, growths),
  }));
  const falseAlarms = told
    .filter((one) => one.finding.verdict === 'leak' && !isRight(one, growths))
    .map((one) => `${one.culprit?.function ?? '?'} as ${one.finding.pattern}`);
  const others = truth.also
    .filter((growth) => growth.verdict === 'leak')
    .map((growth) => told.some((one) => one.finding.verdict !== 'expected' && isAbout(one, growth)));
  const shared = { others, falseAlarms, statements };
  if (truth.verdict === 'expected') {
    const unasked = { namedFirst: null, namedInThree: null, calledLeak: null, culprit: null };
    return { ...unasked, line: null, pattern: null, growth: null, ...shared };
  }
  const named = (first: number) => told.slice(0, first).find((one) => isNamed(one, truth));
  const best = named(3) ?? told.find((one) => isAbout(one, truth));
  return {
    namedFirst: named(1) !== undefined,
    namedInThree: named(3) !== undefined,
    calledLeak: named(3) === undefined ? null : named(3)?.finding.verdict === 'leak',
    culprit: best !== undefined && sameFunction(best, truth),
    line: best !== undefined && sameFunction(best, truth) && sameLine(best, truth),
    pattern: best !== undefined && [truth.pattern, ...truth.accept].includes(best.finding.pattern),
    growth: best !== undefined && sameGrowth(best, truth),
    ...shared,
  };
}

/** Said to be a leak or a suspect, with the true culprit somewhere on its stacks. A truth of "suspect" may be called expected. */
function isNamed(one: ToldFinding, truth: TruthGrowth): boolean {
  return (one.finding.verdict !== 'expected' || truth.verdict === 'suspect') && isAbout(one, truth);
}

function isAbout({ onStacks }: ToldFinding, { culprit }: TruthGrowth): boolean {
  return culprit !== null && onStacks.has(comparable(culprit.function));
}

function sameFunction({ culprit }: ToldFinding, truth: TruthGrowth): boolean {
  return culprit !== null && truth.culprit !== null && culprit.function === comparable(truth.culprit.function);
}

function sameLine({ culprit }: ToldFinding, truth: TruthGrowth): boolean {
  return truth.culprit?.line == null || culprit?.line === truth.culprit.line;
}

/** Goroutines, or things that hold several goroutines each. */
function sameGrowth({ finding }: ToldFinding, truth: TruthGrowth): boolean {
  const off = (grew: number) => Math.abs(grew - truth.growth);
  return off(finding.after - finding.before) <= 1 || (finding.instances !== null && off(finding.instances.count) <= 1);
}

/** A suspect is right where there is a leak; what the truth does not speak of is expected. */
function isRight(one: ToldFinding, growths: readonly TruthGrowth[]): boolean {
  const about = growths.filter((growth) => isAbout(one, growth));
  const bad = about.some((growth) => growth.verdict === 'leak' || growth.verdict === 'suspect');
  return one.finding.verdict === 'expected' ? !about.some((growth) => growth.verdict === 'leak') : bad;
}
