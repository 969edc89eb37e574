import { NONE, type None } from '../model/column.ts';
import { FRAME_KINDS } from '../model/frame-kind.ts';
import { type FunctionIndex, functionIndex, type RowIndex } from '../model/index-types.ts';
import { type Census, isOwnWork } from './census.ts';
import type { Starter } from './creator.ts';
import type { Place } from './group.ts';
import { mainStarter } from './main-starter.ts';
import type { People } from './people.ts';
import type { Scene } from './scene.ts';

/** What is known of who started the goroutines of a place, and whether that code still runs. */
export interface Parents {
  /** Who started most of the growth; null where the dump does not tell. */
  readonly main: Starter | null;
  /** Name of the function that started them: from "created by", else from the name of a closure; null if neither. */
  readonly name: string | null;
  /** How many different goroutines started AFTER's, and for how many of them that is known. */
  readonly distinct: number | null;
  readonly known: number;
  /** Of the known: those whose starter has ended, or has left the function that started them. */
  readonly left: number;
  /** Of the known: those whose starter is there and in the program's own code. */
  readonly atWork: number;
  /** Of the known: those whose starter is there no more. */
  readonly ended: number;
  /** Their ids follow one another closely: they were started in one go. */
  readonly isAtOnce: boolean;
  /** Of the known: those whose starter is goroutine 1. */
  readonly byMain: number;
  /** The starting function is known, and none of AFTER's goroutines is in it. */
  readonly isNowhere: boolean;
}

export function parentsOf(scene: Scene, census: Census, people: People | null, place: Place): Parents {
  const main = mainStarter(scene, place);
  const name = parentName(scene, place, main);
  const { truncated } = scene.diff.completeness.after;
  const isNowhere = name !== null && !truncated && !census.isRunning(name);
  let known = 0;
  let left = 0;
  let byMain = 0;
  let ended = 0;
  let atWork = 0;
  let first = Number.POSITIVE_INFINITY;
  let last = 0;
  if (people !== null) {
    const { id: ids, creatorId } = people.table;
    const { start, goroutine } = people.byRow;
    const starting = name === null ? NONE : scene.functionNamed(name);
    // One that starts many does so in a row: where it is now is looked up once.
    let seen: RowIndex | None = NONE;
    let isThere = false;
    for (const row of place.rows) {
      const end = start[row + 1] ?? 0;
      for (let i = start[row] ?? 0; i < end; i++) {
        const g = goroutine[i] ?? 0;
        const starter = creatorId[g] ?? 0;
        if (starter === 0) continue;
        const id = ids[g] ?? 0;
        if (id < first) first = id;
        if (id > last) last = id;
        const now = people.rowOfId(starter);
        // Behind the cut of a file the starter may still be there.
        if (now === NONE && truncated) continue;
        known++;
        if (starter === 1) byMain++;
        if (now === NONE) {
          ended++;
          left++;
          continue;
        }
        if (now !== seen) {
          seen = now;
          isThere = isIn(scene, now, starting);
        }
        if (!isThere) left++;
        if (isOwnWork(scene, now)) atWork++;
      }
    }
  }
  const distinct = people === null || known === 0 ? null : people.distinctStarters(place.rows);
  const isAtOnce = known > 0 && last - first < known * CLOSE;
  return { main, name, distinct, known, left, atWork, ended, isAtOnce, byMain, isNowhere };
}

/** Each processor hands out ids of its own few, so even those of one loop have gaps between them. */
const CLOSE = 3;

/** The direct creator; where that only starts goroutines for others, the function that the goroutine's closure is in. */
function parentName(scene: Scene, place: Place, main: Starter | null): string | null {
  const direct = main?.chain[0] ?? null;
  if (direct !== null && !scene.traits(direct).isPoorCreator) return scene.name(direct);
  return enclosingOf(scene, place.row) ?? (main?.frame ? scene.name(main.frame) : null);
}

/** The function around the closure that a row's goroutines were started with, or null. */
function enclosingOf({ diff, traitsOf }: Scene, row: RowIndex): string | null {
  const { kinds, symbols } = diff;
  const { parent, frame } = symbols.stacks;
  const { function: functionOf } = symbols.frames;
  let outermost: FunctionIndex | null = null;
  for (let stack: number = diff.rows.stack[row] ?? NONE; stack !== NONE; stack = parent[stack] ?? NONE) {
    const fn = functionOf[frame[stack] ?? 0] ?? functionIndex(0);
    if (kinds[fn] === USER) outermost = fn;
  }
  return outermost === null ? null : traitsOf(outermost).enclosing;
}

const USER = FRAME_KINDS.indexOf('user');

/** Whether a function is on the stack of a row, under any number that it has. */
function isIn({ diff, namesake }: Scene, row: RowIndex, first: number): boolean {
  if (first === NONE) return false;
  const { parent, frame } = diff.symbols.stacks;
  const { function: functionOf } = diff.symbols.frames;
  for (let stack: number = diff.rows.stack[row] ?? NONE; stack !== NONE; stack = parent[stack] ?? NONE) {
    if (namesake[functionOf[frame[stack] ?? 0] ?? 0] === first) return true;
  }
  return false;
}
