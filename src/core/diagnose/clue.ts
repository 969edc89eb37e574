import type { Evidence, Snippet, Verdict } from './finding.ts';

/**
 * A reason with its weight: natural logarithm of how much more often it is seen with a leak than without one.
 * Positive speaks for a leak, negative against; what is shown to the person is exactly what is counted.
 */
export interface Clue {
  readonly weight: number;
  /** The reason as the finding shows it. */
  readonly says: Evidence;
  /** True of a goroutine that was started once and lives on just as well: its number, its age, that its starter left. */
  readonly isSoft: boolean;
}

export function clue(
  weight: number,
  text: string,
  about: Partial<Pick<Evidence, 'from' | 'frame' | 'snippet'> & Pick<Clue, 'isSoft'>> = {},
): Clue {
  const { from = 'dump', frame = null, snippet = null, isSoft = false } = about;
  return { weight, says: { text, from, frame, snippet }, isSoft };
}

/** A clue this strong, for or against, tells a leak from something that lives on. */
const DECISIVE = 1.2;

/** Whether a clue decides by itself, in its direction; what is true of the living just as well never does. */
export function isDecisive({ weight, isSoft }: Clue): boolean {
  return !isSoft && Math.abs(weight) >= DECISIVE;
}

/**
 * The clues for a wait that something alive may stand in for long: a session, a stream, a worker. Unless one of them
 * is decisive, what is true of such a thing too counts half, and that is said.
 */
export function weighedPatiently(clues: readonly Clue[]): readonly Clue[] {
  if (clues.some((one) => one.weight > 0 && isDecisive(one))) return clues;
  return [...clues.map((one) => (one.isSoft && one.weight > 0 ? { ...one, weight: one.weight / 2 } : one)), PATIENCE];
}

const PATIENCE = clue(-0.7, 'a session, a stream or a worker that lives on would wait in the same way');

/** Above LEAK it is called a leak, below EXPECTED expected; between them a suspect. */
const LEAK = 0.85;
const EXPECTED = 0.3;

/** Probability of a leak: the prior log odds and all clues, added and brought to 0…1. */
export function probability(prior: number, clues: readonly Clue[]): number {
  let odds = prior;
  for (const { weight } of clues) odds += weight;
  return 1 / (1 + Math.exp(-odds));
}

/** Nothing that is read from a dump is surer. */
const MOST_SURE = 0.99;

/** Whether something so probable is called a leak. */
export function isLeak(p: number): boolean {
  return p >= LEAK;
}

/** The most that a growth can be while nothing settles whether it stays. */
export const MOST_UNSETTLED = LEAK - 0.01;

/** Without a reason that decides against a leak, growth is not called expected. */
export function unlessExcused(p: number, clues: readonly Clue[]): number {
  return clues.some((one) => one.weight < 0 && isDecisive(one)) ? p : Math.max(p, EXPECTED + 0.01);
}

/** What is said of a probability, and how sure one may be of what is said. */
export function judge(probable: number): { verdict: Verdict; confidence: number } {
  const p = Math.min(MOST_SURE, Math.max(1 - MOST_SURE, probable));
  if (p >= LEAK) return { verdict: 'leak', confidence: p };
  if (p <= EXPECTED) return { verdict: 'expected', confidence: 1 - p };
  return { verdict: 'suspect', confidence: suspicion(p) };
}

/**
 * How often a suspect of this probability was one, in the corpus of docs/accuracy.md: the sum of clues is careful, and
 * most of what it puts in doubt has grown for a bad reason. Probability and share, straight lines between.
 */
const SUSPECTS = [
  [EXPECTED, 0.4],
  [0.315, 0.52],
  [0.35, 0.7],
  [0.45, 0.8],
  [LEAK, 0.84],
] as const;

function suspicion(p: number): number {
  let [lowP, low]: readonly [number, number] = SUSPECTS[0];
  for (const [highP, high] of SUSPECTS) {
    if (p <= highP) return low + ((p - lowP) / (highP - lowP)) * (high - low);
    lowP = highP;
    low = high;
  }
  return low;
}

/** Reasons for and against as the finding shows them, strongest first; a snippet is shown once. */
export function sides(clues: readonly Clue[]): { evidence: Evidence[]; counterEvidence: Evidence[] } {
  const strongest = withSnippetsOnce([...clues].sort(byStrength));
  return {
    evidence: strongest.filter(({ weight }) => weight >= 0).map(({ says }) => says),
    counterEvidence: strongest.filter(({ weight }) => weight < 0).map(({ says }) => says),
  };
}

function byStrength(a: Clue, b: Clue): number {
  return Math.abs(b.weight) - Math.abs(a.weight);
}

function withSnippetsOnce(clues: readonly Clue[]): readonly Clue[] {
  if (!clues.some(({ says }) => says.snippet !== null)) return clues;
  const shown = new Set<Snippet>();
  return clues.map((one) => {
    const { snippet } = one.says;
    if (snippet === null) return one;
    if (shown.has(snippet)) return { ...one, says: { ...one.says, snippet: null } };
    shown.add(snippet);
    return one;
  });
}
