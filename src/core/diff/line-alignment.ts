/** Where goroutines stand in one function (the closures of one function together), on either side; lines ascending. */
export interface PlaceLines {
  readonly before: readonly number[];
  readonly after: readonly number[];
}

/** A line of BEFORE and the line of AFTER that it has become. */
export type LinePair = readonly [from: number, to: number];

/** How the lines of one file moved from one build to the other. */
export interface FileAlignment {
  /** For each place, its pairs. */
  readonly pairs: readonly (readonly LinePair[])[];
  /** Whether lines at this line (of BEFORE or AFTER) stand still: what lies on both sides of it has not moved. */
  stands(line: number): boolean;
}

/** Files with more pairs than this are generated or hostile: nothing is said of them. */
export const MOST_PAIRS = 400;

/**
 * Pairs the lines of a file's functions. What is inserted in a file moves all that follows and keeps its order, so:
 * first come the functions that can be read in one way only, and pairs among them that contradict lines that stand
 * still, or cross most others, are dropped;
 * then those between them, which must have moved by as much as their neighbours or by something in between. What can
 * still be read in two ways is not paired. Swapping the sides swaps the pairs.
 */
export function alignFile(places: readonly PlaceLines[]): FileAlignment {
  const evident = places.map(evidentPairs);
  const still = withoutCrossings(evident.flat().filter(([from, to]) => from === to));
  const first = evident.map((pairs) => pairs.filter((pair) => fits(pair, still)));
  const anchors = withoutCrossings(first.flat());
  const kept = new Set(anchors.map(([from, to]) => `${from} ${to}`));
  const pairs = places.map((place, i) => {
    if (evident[i]?.length === 0) return pairsBetween(place, anchors);
    return first[i]?.filter(([from, to]) => kept.has(`${from} ${to}`)) ?? [];
  });
  return { pairs, stands: (line) => standsStill(line, anchors) };
}

/** The pairs of a place whose lines are the same, or have all moved by one distance that no other reading rivals. */
function evidentPairs({ before, after }: PlaceLines): LinePair[] {
  const there = new Set(after);
  const overlap = before.filter((line) => there.has(line)).length;
  if (overlap > 0) {
    return overlap === before.length && overlap === after.length ? before.map((line) => [line, line] as const) : [];
  }
  if (before.length === after.length) {
    const shift = (after[0] ?? 0) - (before[0] ?? 0);
    return before.every((line, i) => after[i] === line + shift) ? shifted(before, there, shift) : [];
  }
  const [best, rival] = shiftsByExplained(before, after);
  if (best === undefined || best.explained < 2 || best.explained === rival?.explained) return [];
  return shifted(before, there, best.shift);
}

function shifted(before: readonly number[], after: ReadonlySet<number>, shift: number): LinePair[] {
  return before.filter((line) => after.has(line + shift)).map((line) => [line, line + shift] as const);
}

/** All shifts that bring a line of the one to a line of the other, those that do so for most lines first. */
function shiftsByExplained(before: readonly number[], after: readonly number[]) {
  const explained = new Map<number, number>();
  if (before.length * after.length > MOST_PAIRS * 10) return [];
  for (const from of before) for (const to of after) explained.set(to - from, (explained.get(to - from) ?? 0) + 1);
  return [...explained]
    .map(([shift, lines]) => ({ shift, explained: lines }))
    .sort((a, b) => b.explained - a.explained);
}

/** Drops the pairs that cross most others, and so on until none cross; ascending. */
function withoutCrossings(pairs: readonly LinePair[]): LinePair[] {
  if (pairs.length > MOST_PAIRS) return [];
  let left = [...new Map(pairs.map((pair) => [`${pair[0]} ${pair[1]}`, pair])).values()];
  for (;;) {
    const crossings = left.map((pair) => left.filter((other) => cross(pair, other)).length);
    const most = crossings.reduce((a, b) => Math.max(a, b), 0);
    if (most === 0) return left.sort((a, b) => a[0] - b[0]);
    left = left.filter((_, i) => crossings[i] !== most);
  }
}

function cross([from, to]: LinePair, [otherFrom, otherTo]: LinePair): boolean {
  return Math.sign(from - otherFrom) !== Math.sign(to - otherTo);
}

/** The pairs of a place that fit between the anchors around them, where there is one best reading. */
function pairsBetween({ before, after }: PlaceLines, anchors: readonly LinePair[]): LinePair[] {
  if (before.length === after.length) {
    const inOrder = before.map((line, i) => [line, after[i] ?? 0] as const);
    if (inOrder.every((pair) => fits(pair, anchors))) return inOrder;
  }
  const there = new Set(after);
  const readings = shiftsByExplained(before, after)
    .map(({ shift }) => ({ shift, pairs: shifted(before, there, shift).filter((pair) => fits(pair, anchors)) }))
    .filter(({ pairs }) => pairs.length > 0)
    .sort((a, b) => b.pairs.length - a.pairs.length);
  const [best, rival] = readings;
  if (best === undefined) return [];
  if (best.pairs.length !== rival?.pairs.length) return best.pairs;
  // Among equals, that nothing moved is the simplest.
  const still = readings.find(({ shift, pairs }) => shift === 0 && pairs.length === best.pairs.length);
  return still?.pairs ?? [];
}

const START: LinePair = [0, 0];

/** Whether a pair crosses no anchor and has moved by as much as the anchors next to it, or something in between. */
function fits([from, to]: LinePair, anchors: readonly LinePair[]): boolean {
  let above = START;
  for (const anchor of anchors) {
    if (cross([from, to], anchor)) return false;
    if (anchor[0] <= from) above = anchor;
    else return between(to - from, above[1] - above[0], anchor[1] - anchor[0]);
  }
  return true;
}

function between(shift: number, a: number, b: number): boolean {
  return shift >= Math.min(a, b) && shift <= Math.max(a, b);
}

function standsStill(line: number, anchors: readonly LinePair[]): boolean {
  let above = START;
  for (const anchor of anchors) {
    if (anchor[0] > line || anchor[1] > line) {
      return above[0] === above[1] && anchor[0] === anchor[1] && above[0] <= line;
    }
    above = anchor;
  }
  return false;
}
