import { NONE } from '../model/column.ts';
import { functionIndex } from '../model/index-types.ts';
import type { Judged } from './assemble.ts';
import { clue, judge, MOST_UNSETTLED, probability } from './clue.ts';
import { type Place, shortPlace } from './group.ts';
import { isOnce, isSingleflight } from './libraries/waits.ts';
import { holdersFor } from './lock-holder.ts';
import type { Context } from './patterns/pattern.ts';
import type { Scene } from './scene.ts';
import { shownPattern } from './shown-pattern.ts';
import { goroutines } from './words.ts';

/**
 * Finds for each growth that only waits for others the growth that it waits for: the workers of a WaitGroup, the
 * leader of a singleflight call, the children that a caller waits for, the holder of a lock. No growth is its own
 * cause, by any number of steps.
 */
export function withCauses(context: Context, judged: readonly Judged[]): Judged[] {
  const { scene } = context;
  const causes = new Map<Judged, Judged>();
  const queues = new Map<Judged, Judged>();
  const started = byParent(judged);
  let byPlace: ReadonlyMap<Place, Judged> | null = null;
  const judgedAt = (place: Place): Judged | undefined => {
    byPlace ??= new Map(judged.map((one) => [one.growth.place, one]));
    return byPlace.get(place);
  };
  for (const effect of judged) {
    const cause = causeOf(context, effect, judged, started, judgedAt);
    if (cause === null || leadsTo(cause, effect, causes)) continue;
    causes.set(effect, cause);
    const queue = queues.get(cause);
    if (queue === undefined || queue.growth.place.delta < effect.growth.place.delta) queues.set(cause, effect);
  }
  const linked = new Map<Judged, Judged>();
  const link = (one: Judged): Judged => {
    const known = linked.get(one);
    if (known !== undefined) return known;
    const cause = causes.get(one);
    const weighed = withQueue(one, queues.get(one), context);
    const result = cause === undefined ? besideChildren(scene, weighed, started) : underCause(weighed, link(cause));
    if (result !== one) linked.set(one, result);
    return result;
  };
  return judged.map(link);
}

/** One goroutine that many wait for is no start-up, however few it is. */
function withQueue(cause: Judged, queue: Judged | undefined, { scene }: Context): Judged {
  if (queue === undefined || cause.verdict !== 'expected') return cause;
  const { place } = queue.growth;
  const where = place.culprit === null ? '' : ` at ${shortPlace(scene, place.culprit)}`;
  const clues = [...cause.clues, clue(3, `${goroutines(place.delta)} more queue behind it${where}`)];
  const p = probability(cause.prior, clues);
  const judgement = judge(p);
  return {
    ...cause,
    clues,
    ...judgement,
    probability: p,
    pattern: shownPattern(cause.claim, judgement.verdict, cause.growth),
  };
}

/** An effect is no surer to be a leak than its cause. */
function underCause(effect: Judged, cause: Judged): Judged {
  const p = Math.min(effect.probability, cause.probability);
  return { ...effect, ...judge(p), probability: p, causedBy: cause };
}

/** Whoever waits for goroutines that grew with it, in a way that is expected, may wait for as long as they work. */
function besideChildren(scene: Scene, one: Judged, started: ReadonlyMap<string, readonly Judged[]>): Judged {
  if (one.verdict !== 'leak' || one.growth.place.state !== 'waitgroup') return one;
  const child = biggestChild(scene, one, started, () => true);
  if (child === null) return one;
  const said = `${goroutines(child.growth.place.delta)} that it started are there, and may be what it waits for`;
  const clues = [...one.clues, clue(-0.01, said)];
  return { ...one, ...judge(MOST_UNSETTLED), clues, probability: MOST_UNSETTLED };
}

/** Growths by the function that started their goroutines. */
function byParent(judged: readonly Judged[]): ReadonlyMap<string, Judged[]> {
  const started = new Map<string, Judged[]>();
  for (const one of judged) {
    const name = one.growth.signs.parents.name;
    if (name === null) continue;
    const known = started.get(name);
    if (known === undefined) started.set(name, [one]);
    else known.push(one);
  }
  return started;
}

function causeOf(
  context: Context,
  effect: Judged,
  judged: readonly Judged[],
  started: ReadonlyMap<string, readonly Judged[]>,
  judgedAt: (place: Place) => Judged | undefined,
): Judged | null {
  const { place } = effect.growth;
  const { scene } = context;
  if (WAITS_FOR_CHILDREN.has(place.state) || effect.pattern.id === 'semaphore') {
    const child = biggestChild(scene, effect, started, (one) => one.verdict !== 'expected');
    if (child !== null) return child;
  }
  if (place.state === 'waitgroup') return leaderOf(scene, effect, judged);
  const first = place.state === 'mutex' ? firstOfOnce(scene, effect, judged) : null;
  if (first !== null) return first;
  if (place.state !== 'mutex' && place.state !== 'rwmutex') return null;
  const holders = holdersFor(place, context).map(judgedAt);
  return biggest(holders.filter((one) => one !== undefined && one !== effect && mayCause(one)));
}

/** Growth that is expected causes nothing, unless all that excuses it is that it is few. */
function mayCause(one: Judged): boolean {
  return one.verdict !== 'expected' || (one.growth.place.delta <= FEW && one.claim.id !== 'pool-or-server');
}

const FEW = 3;

const WAITS_FOR_CHILDREN: ReadonlySet<Place['state']> = new Set(['waitgroup', 'chan-receive', 'select', 'semacquire']);

/** The biggest awaited growth that was started by a function on the effect's stack, or by the one that started it. */
function biggestChild(
  { diff, facts, traitsOf }: Scene,
  effect: Judged,
  started: ReadonlyMap<string, readonly Judged[]>,
  mayBe: (child: Judged) => boolean,
): Judged | null {
  const { place, signs } = effect.growth;
  const { stacks, frames } = diff.symbols;
  let best: Judged | null = null;
  const lookAt = (name: string): void => {
    for (const child of started.get(name) ?? []) {
      // They come by growth: none of the others is bigger.
      if (best !== null && child.growth.place.delta <= best.growth.place.delta) return;
      if (isAwaited(child, effect) && mayBe(child)) best = child;
    }
  };
  if (started.size === 0) return null;
  for (
    let stack: number = facts.culpritStack[place.row] ?? NONE;
    stack !== NONE;
    stack = stacks.parent[stack] ?? NONE
  ) {
    lookAt(traitsOf(frames.function[stacks.frame[stack] ?? 0] ?? functionIndex(0)).name);
  }
  if (place.state === 'waitgroup' && signs.parents.name !== null) lookAt(signs.parents.name);
  return best;
}

/** A child stuck in a send to its caller is no cause; one that waits as the caller does is its sibling. */
function isAwaited(child: Judged, effect: Judged): boolean {
  if (child === effect || child.growth.place.delta * 2 < effect.growth.place.delta) return false;
  const { state } = child.growth.place;
  if (effect.growth.place.state === 'waitgroup') return state !== 'waitgroup';
  if (effect.growth.place.state === 'select' || effect.growth.place.state === 'chan-receive') {
    return state !== 'chan-send' && state !== effect.growth.place.state;
  }
  return true;
}

/** Followers wait for the one goroutine that does the shared call. */
function leaderOf(scene: Scene, effect: Judged, judged: readonly Judged[]): Judged | null {
  if (!isShared(scene, effect)) return null;
  return biggest(
    judged.filter(
      (other) =>
        other !== effect && mayCause(other) && other.growth.place.state !== 'waitgroup' && isShared(scene, other),
    ),
  );
}

function isShared(scene: Scene, { growth: { place } }: Judged): boolean {
  return scene.innermost(place.row, isSingleflight) !== null;
}

/** All other callers of a sync.Once wait for the one that runs its function: the same code called it. */
function firstOfOnce(scene: Scene, effect: Judged, judged: readonly Judged[]): Judged | null {
  const caller = callerOfOnce(scene, effect);
  if (caller === null) return null;
  const running = (one: Judged) => one !== effect && one.growth.place.state !== 'mutex' && mayCause(one);
  return biggest(judged.filter((one) => running(one) && callerOfOnce(scene, one) === caller));
}

/** Name of the function that called sync.Once.Do on a growth's stack, or null. */
function callerOfOnce(scene: Scene, { growth: { place } }: Judged): string | null {
  if (scene.innermost(place.row, isOnce) === null) return null;
  const names = scene.namesOf(place.row);
  const depth = names.findIndex(isOnce);
  // doSlow is called by Do, and Do by the caller.
  return depth < 0 ? null : (names[depth + 2] ?? null);
}

function biggest(candidates: readonly (Judged | undefined)[]): Judged | null {
  let best: Judged | null = null;
  for (const one of candidates) {
    if (one === undefined) continue;
    if (best === null || one.growth.place.delta > best.growth.place.delta) best = one;
  }
  return best;
}

function leadsTo(from: Judged, to: Judged, causes: ReadonlyMap<Judged, Judged>): boolean {
  for (let one: Judged | undefined = from; one !== undefined; one = causes.get(one)) if (one === to) return true;
  return false;
}
