import type { Judged } from './assemble.ts';
import { judge } from './clue.ts';
import { enclosingFunction } from './creator.ts';
import type { Place } from './group.ts';
import { isSingleflight } from './libraries/waits.ts';
import type { Scene } from './scene.ts';

/**
 * Finds for each growth that only waits for others the growth that it waits for: the workers of a WaitGroup, the
 * leader of a singleflight call, the children that a caller waits for, the holder of a lock. No growth is its own
 * cause, by any number of steps.
 */
export function withCauses(scene: Scene, judged: readonly Judged[]): Judged[] {
  const causes = new Map<Judged, Judged>();
  const started = byParent(judged);
  for (const effect of judged) {
    const cause = causeOf(scene, effect, judged, started);
    if (cause !== null && !leadsTo(cause, effect, causes)) causes.set(effect, cause);
  }
  const linked = new Map<Judged, Judged>();
  const link = (one: Judged): Judged => {
    const known = linked.get(one);
    if (known !== undefined) return known;
    const cause = causes.get(one);
    const result = cause === undefined ? one : underCause(one, link(cause));
    linked.set(one, result);
    return result;
  };
  return judged.map(link);
}

/** An effect is no surer to be a leak than its cause. */
function underCause(effect: Judged, cause: Judged): Judged {
  const p = Math.min(effect.probability, cause.probability);
  return { ...effect, ...judge(p), probability: p, causedBy: cause };
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
  scene: Scene,
  effect: Judged,
  judged: readonly Judged[],
  started: ReadonlyMap<string, readonly Judged[]>,
): Judged | null {
  const { place } = effect.growth;
  const waits = WAITS_FOR_CHILDREN.has(place.state) || effect.pattern.id === 'semaphore';
  if (waits) {
    const child = biggest(children(scene, effect, started));
    if (child !== null) return child;
  }
  if (place.state === 'waitgroup') return leaderOf(scene, effect, judged);
  if (place.state === 'mutex' || place.state === 'rwmutex') return holderOf(scene, effect, judged);
  return null;
}

const WAITS_FOR_CHILDREN: ReadonlySet<Place['state']> = new Set(['waitgroup', 'chan-receive', 'select', 'semacquire']);

/** Growths whose goroutines were started by a function on the effect's stack, or by the one that started the effect. */
function children(scene: Scene, effect: Judged, started: ReadonlyMap<string, readonly Judged[]>): Judged[] {
  const { place, signs } = effect.growth;
  const names = new Set(scene.namesOf(place.view).filter((_, depth) => depth >= place.view.culprit));
  if (place.state === 'waitgroup' && signs.parents.name !== null) names.add(signs.parents.name);
  const found: Judged[] = [];
  for (const name of names) {
    for (const child of started.get(name) ?? []) if (isAwaited(child, effect)) found.push(child);
  }
  return found;
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
  if (!scene.namesOf(effect.growth.place.view).some(isSingleflight)) return null;
  return biggest(
    judged.filter(
      (other) =>
        other !== effect &&
        other.growth.place.state !== 'waitgroup' &&
        scene.namesOf(other.growth.place.view).some(isSingleflight),
    ),
  );
}

/** A method of the same type, parked in something else than the lock. */
function holderOf(scene: Scene, effect: Judged, judged: readonly Judged[]): Judged | null {
  return biggest(judged.filter((other) => other !== effect && mayHold(scene, other.growth.place, effect.growth.place)));
}

/** Whether a place is one where the lock that `waiter` waits for may be held. */
export function mayHold(scene: Scene, place: Place, waiter: Place): boolean {
  if (place.state === 'mutex' || place.state === 'rwmutex' || place.state === 'running' || waiter.culprit === null)
    return false;
  const type = receiver(scene.name(waiter.culprit));
  if (type === null) return false;
  return place.view.frames.some((frame) => receiver(scene.name(frame)) === type);
}

/** "ledger.(*Book).Post.func1" → "ledger.(*Book)"; null for functions without a receiver. */
export function receiver(name: string): string | null {
  const bare = enclosingFunction(name) ?? name;
  const close = bare.lastIndexOf(').');
  return close < 0 ? null : bare.slice(0, close + 1);
}

function biggest(candidates: readonly Judged[]): Judged | null {
  let best: Judged | null = null;
  for (const one of candidates) {
    if (one.verdict === 'expected') continue;
    if (best === null || one.growth.place.delta > best.growth.place.delta) best = one;
  }
  return best;
}

function leadsTo(from: Judged, to: Judged, causes: ReadonlyMap<Judged, Judged>): boolean {
  for (let one: Judged | undefined = from; one !== undefined; one = causes.get(one)) if (one === to) return true;
  return false;
}
