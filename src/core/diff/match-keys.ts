import { NONE } from '../model/column.ts';
import { InternTable } from '../model/intern-table.ts';
import type { CommonTables } from './common-tables.ts';
import { MATCH_TIERS, type MatchMode, type MatchTier } from './diff.ts';
import { type FrameCorrespondence, frameCorrespondence } from './frame-correspondence.ts';
import type { FunctionNames } from './function-names.ts';
import { type KeyCreators, SEVERAL } from './key-creators.ts';
import { Matching } from './matching.ts';
import { stacksAgree } from './stack-agreement.ts';
import { type StackKeys, UNTOLD } from './stack-keys.ts';
import { NOWHERE, StackSelection } from './stack-projection.ts';

/**
 * Joins the stack keys of BEFORE and AFTER that are one place in the program, strongest evidence first; each tier
 * takes only what the stronger ones left, and only where it finds exactly one key on either side.
 * `oneBuild`: lines are comparable as they are, and weaker tiers could only be wrong; `auto` then stops at exact.
 */
export function matchKeys(
  keys: StackKeys,
  evidence: Evidence,
  tables: CommonTables,
  mode: MatchMode,
  oneBuild: boolean,
): Matching {
  const matching = new Matching(keys);
  const frames =
    oneBuild || !bothSidesHaveOwnKeys(keys, matching) ? null : correspondence(keys, tables, evidence.names, matching);
  matchExact(keys, tables, frames, matching);
  const weakest = weakestTier(mode, oneBuild);
  const tier = (name: MatchTier) => MATCH_TIERS.indexOf(name) <= MATCH_TIERS.indexOf(weakest);
  if (!tier('lines') || !matching.open) return matching;

  const { names, creators } = evidence;
  const open = withLikeOutlines(keys, matching, tables, names);
  if (open.before.length === 0) return matching;
  const stacks = new StackSelection(
    tables,
    [...open.before, ...open.after].map((key) => keys.stack[key] ?? NONE),
  );
  const aligned = frames === null ? stacks.stack : stacks.align(frames.after);
  const byFunction = stacks.project(identity(tables.length));
  const round = (
    name: MatchTier,
    before: Int32Array,
    after: Int32Array,
    accept: Accept,
    startedBy: KeyCreators | null = null,
  ) => matchUnique({ keys, matching, open, stacks, before, after, accept, creators: startedBy, tier: name });
  const agree: Accept = (before, after, name) => stacksAgree(tables, names, frames, before, after, name);
  const sameFunctions: Accept = (before, after) =>
    byFunction[stacks.placeOf(before)] === byFunction[stacks.placeOf(after)];

  round('lines', aligned, stacks.stack, sameFunctions);
  round('lines', byFunction, byFunction, agree);
  if (tier('functions')) {
    const byName = stacks.project(names.byName);
    round('functions', byName, byName, agree);
  }
  if (tier('canonical')) {
    const canonical = stacks.project(names.canonical);
    round('canonical', aligned, stacks.stack, () => true);
    round('canonical', canonical, canonical, agree);
    round('canonical', canonical, canonical, agree, creators);
  }
  return matching;
}

/** Keys that are not joined yet. */
interface OpenKeys {
  readonly before: readonly number[];
  readonly after: readonly number[];
}

/**
 * The unmatched keys that some tier may still join: whatever a tier compares, two stacks that it joins have the same
 * canonical names from leaf to root. A hash of these tells most of the others, which are most of a large pair.
 */
function withLikeOutlines(keys: StackKeys, matching: Matching, tables: CommonTables, names: FunctionNames): OpenKeys {
  const { stacks, frames } = tables;
  const outlineOf = (key: number): number => {
    let hash = 0;
    for (let stack = keys.stack[key] ?? NONE; stack !== NONE; stack = stacks.parentOf(stack)) {
      const name = names.folded[frames.a.get(stacks.frameOf(stack))] ?? -1;
      if (name !== -1) hash = Math.imul(hash ^ (hash >>> 15) ^ name, 0x85ebca6b);
    }
    return hash;
  };
  const before = matching.unmatchedBefore();
  const after = matching.unmatchedAfter();
  const outlinesBefore = before.map(outlineOf);
  const outlinesAfter = after.map(outlineOf);
  const seenBefore = new Set(outlinesBefore);
  const seenAfter = new Set(outlinesAfter);
  return {
    before: before.filter((_, i) => seenAfter.has(outlinesBefore[i] ?? 0)),
    after: after.filter((_, i) => seenBefore.has(outlinesAfter[i] ?? 0)),
  };
}

function identity(length: number): Int32Array {
  const numbers = new Int32Array(length);
  for (let i = 0; i < length; i++) numbers[i] = i;
  return numbers;
}

/** What weaker tiers go by; worked out when it is first asked for. */
export interface Evidence {
  readonly names: FunctionNames;
  readonly creators: KeyCreators;
}

/** Lines can have moved only if either side has a key that the other has not. */
function bothSidesHaveOwnKeys(keys: StackKeys, matching: Matching): boolean {
  let before = false;
  let after = false;
  for (let key = 0; key < keys.length && !(before && after); key++) {
    const there = matching.inBefore(key);
    const here = matching.inAfter(key);
    before ||= there && !here;
    after ||= here && !there;
  }
  return before && after;
}

function weakestTier(mode: MatchMode, oneBuild: boolean): MatchTier {
  if (mode === 'auto') return oneBuild ? 'exact' : 'canonical';
  return mode;
}

/** One key is one place, unless its lines are known to have moved from under it. */
function matchExact(
  keys: StackKeys,
  tables: CommonTables,
  frames: FrameCorrespondence | null,
  matching: Matching,
): void {
  const moved = frames === null ? null : movedStacks(tables, frames);
  for (let key = 0; key < keys.length; key++) {
    if (!matching.inBefore(key) || !matching.inAfter(key)) continue;
    const stack = keys.stack[key] ?? NONE;
    if (stack === NONE || moved === null || moved[stack] === 0) matching.join(key, key, 'exact');
  }
}

/** For each stack: 1 where a frame of it is another one's counterpart, so that the same line is other code; null: none. */
function movedStacks(tables: CommonTables, { before, after }: FrameCorrespondence): Uint8Array | null {
  const away = before.map((here, frame) => {
    const there = after[frame] ?? NONE;
    return (there !== NONE && there !== frame) || (here !== NONE && here !== frame) ? 1 : 0;
  });
  if (!away.includes(1)) return null;
  const { stacks } = tables;
  const moved = new Uint8Array(stacks.length);
  for (let stack = 0; stack < moved.length; stack++) {
    const parent = stacks.parentOf(stack);
    moved[stack] = away[stacks.frameOf(stack)] === 1 || (parent !== NONE && moved[parent] === 1) ? 1 : 0;
  }
  return moved;
}

function correspondence(keys: StackKeys, tables: CommonTables, names: FunctionNames, matching: Matching) {
  const { inBefore, inAfter } = framesOfSides(keys, tables, matching);
  return frameCorrespondence(tables, names, inBefore, inAfter);
}

/** For each frame: 1 where a stack of the side has it. */
function framesOfSides({ stack: stackOf, length }: StackKeys, { stacks, frames }: CommonTables, matching: Matching) {
  const Before = 1;
  const After = 2;
  const sides = new Uint8Array(stacks.length);
  for (let key = 0; key < length; key++) {
    const stack = stackOf[key] ?? NONE;
    if (stack === NONE) continue;
    sides[stack] = (sides[stack] ?? 0) | (matching.inBefore(key) ? Before : 0) | (matching.inAfter(key) ? After : 0);
  }
  const inBefore = new Uint8Array(frames.length);
  const inAfter = new Uint8Array(frames.length);
  // Callers come before what they call.
  for (let stack = sides.length - 1; stack >= 0; stack--) {
    const side = sides[stack] ?? 0;
    if (side === 0) continue;
    if ((side & Before) !== 0) inBefore[stacks.frameOf(stack)] = 1;
    if ((side & After) !== 0) inAfter[stacks.frameOf(stack)] = 1;
    const caller = stacks.parentOf(stack);
    if (caller !== NONE) sides[caller] = (sides[caller] ?? 0) | side;
  }
  return { inBefore, inAfter };
}

type Accept = (before: number, after: number, tier: MatchTier) => boolean;

interface Round {
  readonly keys: StackKeys;
  readonly matching: Matching;
  /** As before the first round. */
  readonly open: OpenKeys;
  /** Their stacks. */
  readonly stacks: StackSelection;
  /** For each of these on the side of BEFORE, and of AFTER, what it is compared by; NOWHERE: by nothing. */
  readonly before: Int32Array;
  readonly after: Int32Array;
  readonly accept: Accept;
  /** Where given, who started the goroutines must be equal too. */
  readonly creators: KeyCreators | null;
  readonly tier: MatchTier;
}

/** Joins the unmatched keys that are alone on either side with what they are compared by. */
function matchUnique(round: Round): void {
  const { keys, matching, open, before, after, accept, creators, tier } = round;
  const left = candidates(
    round,
    open.before.filter((key) => matching.isOpenBefore(key)),
    before,
    creators?.before ?? null,
  );
  const right = candidates(
    round,
    open.after.filter((key) => matching.isOpenAfter(key)),
    after,
    creators?.after ?? null,
  );
  // Where one side does not tell the state of a stack, no state of it is compared.
  const untold = new Set<number>();
  for (const { number, stateClass } of left) if (stateClass === UNTOLD) untold.add(number);
  for (const { number, stateClass } of right) if (stateClass === UNTOLD) untold.add(number);
  const groups = new InternTable(left.length + right.length + 1);
  const groupOf = ({ number, stateClass, creator }: Candidate) =>
    groups.intern(number, untold.has(number) ? UNTOLD : stateClass, creator);
  const onlyLeft = alone(left, groupOf);
  const onlyRight = alone(right, groupOf);
  onlyLeft.forEach((from, group) => {
    const to = onlyRight[group] ?? NONE;
    if (from < 0 || to < 0) return;
    if (accept(keys.stack[from] ?? NONE, keys.stack[to] ?? NONE, tier)) matching.join(from, to, tier);
  });
}

interface Candidate {
  readonly key: number;
  readonly number: number;
  readonly stateClass: number;
  readonly creator: number;
}

function candidates(
  { keys, stacks }: Round,
  unmatched: readonly number[],
  numbers: Int32Array,
  creators: Int32Array | null,
): Candidate[] {
  const found: Candidate[] = [];
  for (const key of unmatched) {
    const stack = keys.stack[key] ?? NONE;
    const number = stack === NONE ? NOWHERE : (numbers[stacks.placeOf(stack)] ?? NOWHERE);
    const creator = creators === null ? 0 : (creators[key] ?? NONE);
    if (number < 0 || creator === NONE || creator === SEVERAL) continue;
    found.push({ key, number, stateClass: keys.stateClass[key] ?? UNTOLD, creator });
  }
  return found;
}

const CROWDED = -2;

/** For each group its only key, CROWDED where it has several, or nothing. */
function alone(candidates: readonly Candidate[], groupOf: (candidate: Candidate) => number): number[] {
  const only: number[] = [];
  for (const candidate of candidates) {
    const group = groupOf(candidate);
    only[group] = only[group] === undefined ? candidate.key : CROWDED;
  }
  return only;
}
