import { NONE } from '../model/column.ts';
import { functionIndex } from '../model/index-types.ts';
import { type Clue, clue } from './clue.ts';
import type { FunctionTraits } from './function-traits.ts';
import { type Place, type Places, shortPlace } from './group.ts';
import type { Context } from './patterns/pattern.ts';
import type { Scene } from './scene.ts';
import { PLAIN_WORDS, STATE_CLASSES } from './state-class.ts';
import { goroutines } from './words.ts';

/** Where a method of a type is on the stack of goroutines that do not wait for a lock themselves, by the type. */
export type PossibleHolders = (type: string) => readonly Place[];

/** Looks through the places once, when it is first asked. */
export function possibleHolders(scene: Scene, places: Places): PossibleHolders {
  let byType: Map<string, Place[]> | null = null;
  return (type) => {
    byType ??= placesByReceiver(scene, places);
    return byType.get(type) ?? [];
  };
}

function placesByReceiver({ diff, traitsOf }: Scene, places: Places): Map<string, Place[]> {
  const { rows, symbols } = diff;
  const { parent, frame } = symbols.stacks;
  const byType = new Map<string, Place[]>();
  const listOf = (fn: number): Place[] | null => {
    const type = receiver(traitsOf(functionIndex(fn)));
    if (type === null) return null;
    const list = byType.get(type) ?? [];
    byType.set(type, list);
    return list;
  };
  /** By function: the list of its receiver's type. */
  const lists: (Place[] | null | undefined)[] = [];
  for (const number of places.order) {
    const state = STATE_CLASSES[places.state[number] ?? 0];
    if (places.after[number] === 0 || state === undefined || WAIT_THEMSELVES.has(state)) continue;
    for (
      let stack: number = rows.stack[places.row[number] ?? 0] ?? NONE;
      stack !== NONE;
      stack = parent[stack] ?? NONE
    ) {
      const fn = symbols.frames.function[frame[stack] ?? 0] ?? 0;
      let list = lists[fn];
      if (list === undefined) {
        list = listOf(fn);
        lists[fn] = list;
      }
      if (list === null) continue;
      const place = places.place(number);
      if (list[list.length - 1] !== place) list.push(place);
    }
  }
  return byType;
}

const WAIT_THEMSELVES: ReadonlySet<Place['state']> = new Set(['mutex', 'rwmutex', 'running']);

/** "ledger.(*Book).Post.func1" → "ledger.(*Book)"; null for functions without a receiver. */
function receiver({ name, enclosing }: FunctionTraits): string | null {
  const bare = enclosing ?? name;
  const close = bare.lastIndexOf(').');
  return close < 0 ? null : bare.slice(0, close + 1);
}

/** The places where the lock may be held that the goroutines of a place wait for. */
export function holdersFor(waiters: Place, { scene, holders }: Context): readonly Place[] {
  const type = waiters.culprit === null ? null : receiver(scene.traits(waiters.culprit));
  return type === null ? [] : holders(type).filter((place) => place !== waiters);
}

/** Who may hold the lock that the goroutines of a place wait for, in AFTER; of several the one with fewest goroutines. */
export function holderClue(waiters: Place, context: Context): Clue[] {
  let holder: Place | null = null;
  for (const place of holdersFor(waiters, context)) if (holder === null || place.after < holder.after) holder = place;
  if (holder === null || holder.culprit === null) return [];
  const { scene } = context;
  const is = holder.after === 1 ? 'is' : 'are';
  const where = `${shortPlace(scene, holder.culprit)} in ${scene.name(holder.culprit)}`;
  const text = `${goroutines(holder.after)} ${is} ${PLAIN_WORDS[holder.state]} at ${where}, of the same type: that may hold the lock`;
  return [clue(0.8, text, { frame: holder.culprit })];
}
