import { at, NONE } from '../model/column.ts';
import { functionIndex, type RowIndex, rowIndex } from '../model/index-types.ts';
import { enclosingFunction } from './creator.ts';
import type { WaitMinutes } from './finding.ts';
import { type CreatorGrowth, creatorsOf, type Place } from './group.ts';
import type { People } from './people.ts';
import { frameAt, type RowView, type Scene } from './scene.ts';

/** What is known of who started the goroutines of a place, and whether that code still runs. */
export interface Parents {
  readonly creators: readonly CreatorGrowth[];
  /** Who started most of the growth; null where the dump does not tell. */
  readonly main: CreatorGrowth | null;
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
  /** How many of AFTER's goroutines are in the starting function now; null where its name is not known. */
  readonly inFlight: number | null;
}

/** What the dumps tell of a place, gathered once for all patterns. */
export interface Signs {
  readonly parents: Parents;
  readonly survivors: number | null;
  readonly born: number | null;
  readonly waits: WaitMinutes | null;
  readonly leakedProven: number;
  readonly flags: number;
  readonly atLeast: { readonly before: boolean; readonly after: boolean };
  /** Growth of all goroutines that run the same entry function, whatever they are at: 0 says they only moved. */
  readonly entryDelta: number;
  /** Name of the outermost function that is not a mere starter. */
  readonly entry: string;
  /** The culprit is the entry function itself: nothing of the program's own stands between. */
  readonly isFlat: boolean;
}

/** Counts by function over all of AFTER, made once per diagnosis. */
export interface Census {
  /** How many of AFTER's goroutines have the function on their stack. */
  readonly running: ReadonlyMap<string, number>;
  /** Growth of goroutines by entry function. */
  readonly entryDelta: ReadonlyMap<string, number>;
  /** The entry function that most of AFTER's own goroutines run, those of the program; null where there are none. */
  readonly busiest: { readonly entry: string; readonly after: number } | null;
  /** AFTER's HTTP/1 handlers at work, and how many of them have a client that is still connected. */
  readonly handlers: number;
  readonly clientsThere: number;
  /** AFTER's goroutines that read a connection for themselves, as those of a hijacked one (a WebSocket) do. */
  readonly otherReaders: number;
}

export function takeCensus(scene: Scene): Census {
  const { rows, symbols } = scene.diff;
  const { parent, frame } = symbols.stacks;
  const { function: functionOf } = symbols.frames;
  const { length } = symbols.functions;
  const running = new Float64Array(length);
  const grown = new Float64Array(length);
  const isEntry = new Uint8Array(length);
  const readsConnection = Uint8Array.from({ length }, (_, fn) => (CONNECTION_READ.has(nameOf(scene, fn)) ? 1 : 0));
  /** The row that a function was seen in last: recursion counts once. */
  const lastRow = new Int32Array(length).fill(NONE);
  let handlers = 0;
  let otherReaders = 0;
  for (const row of scene.rowsByStack) {
    const now = rows.after[row] ?? 0;
    const entry = scene.facts.entry[row] ?? NONE;
    if (entry !== NONE) {
      isEntry[entry] = 1;
      grown[entry] = (grown[entry] ?? 0) + now - (rows.before[row] ?? 0);
    }
    if (now === 0) continue;
    let reads = 0;
    for (let stack: number = rows.stack[row] ?? NONE; stack !== NONE; stack = parent[stack] ?? NONE) {
      const fn = functionOf[frame[stack] ?? 0] ?? 0;
      if (lastRow[fn] === row) continue;
      lastRow[fn] = row;
      running[fn] = (running[fn] ?? 0) + now;
      reads |= readsConnection[fn] ?? 0;
    }
    const job = entry === NONE ? '' : nameOf(scene, entry);
    if (job === HANDLER_LOOP && isHandler(scene, scene.view(rowIndex(row)))) handlers += now;
    if (reads === 1 && scene.facts.state[row] === 'io' && job !== CLIENT_WATCH && job !== HANDLER_LOOP) {
      otherReaders += now;
    }
  }
  const byName = sumsByName(scene, running, (fn) => lastRow[fn] !== NONE);
  return {
    running: byName,
    entryDelta: sumsByName(scene, grown, (fn) => isEntry[fn] === 1),
    busiest: busiestEntry(scene),
    handlers,
    clientsThere: byName.get(CLIENT_WATCH) ?? 0,
    otherReaders,
  };
}

function nameOf(scene: Scene, fn: number): string {
  return scene.traitsOf(functionIndex(fn)).name;
}

/** Several functions can have one name as it is shown. */
function sumsByName(scene: Scene, sums: Float64Array, isSeen: (fn: number) => boolean): ReadonlyMap<string, number> {
  const byName = new Map<string, number>();
  for (const [fn, sum] of sums.entries()) {
    if (isSeen(fn)) byName.set(nameOf(scene, fn), (byName.get(nameOf(scene, fn)) ?? 0) + sum);
  }
  return byName;
}

/** Whether code of the program runs in a row's goroutines, and is not itself suspended by what it iterates over. */
function isOwnWork(scene: Scene, row: RowIndex): boolean {
  const culprit = scene.facts.culprit[row] ?? NONE;
  return culprit !== NONE && scene.facts.state[row] !== 'coroutine' && scene.kind(culprit) === 'user';
}

function busiestEntry(scene: Scene): Census['busiest'] {
  const { rows } = scene.diff;
  const own = new Map<string, number>();
  for (let row = 0; row < rows.length; row++) {
    const entry = scene.facts.entry[row] ?? NONE;
    if (entry === NONE || !isOwnWork(scene, rowIndex(row))) continue;
    const name = nameOf(scene, entry);
    own.set(name, (own.get(name) ?? 0) + (rows.after[row] ?? 0));
  }
  let best: Census['busiest'] = null;
  for (const [entry, after] of own) if (after > (best?.after ?? 0)) best = { entry, after };
  return best;
}

/** While a handler runs and its client is there, net/http keeps one goroutine that watches the connection. */
const CLIENT_WATCH = 'net/http.(*connReader).backgroundRead';
const HANDLER_LOOP = 'net/http.(*conn).serve';
const HANDLER = 'net/http.serverHandler.ServeHTTP';

/** Whether the goroutines of a row are HTTP/1 handlers at work, the program's own or a library's. */
export function isHandler(scene: Scene, view: RowView): boolean {
  if (view.culprit < 0 || view.entry !== HANDLER_LOOP) return false;
  const isOwn = scene.kind(frameAt(view.frames, view.culprit)) === 'user';
  return isOwn || view.frames.some((frame) => scene.name(frame) === HANDLER);
}

const CONNECTION_READ: ReadonlySet<string> = new Set(['net.(*conn).Read', 'crypto/tls.(*Conn).Read']);

export function signsOf(
  { scene, census }: { readonly scene: Scene; readonly census: Census },
  people: People | null,
  place: Place,
  companions: readonly Place[],
): Signs {
  const { rows } = scene.diff;
  const all = [place, ...companions].flatMap((one) => one.rows);
  let flags = 0;
  for (const row of place.rows) flags |= rows.flags[row] ?? 0;
  let leakedProven = 0;
  let before = false;
  let after = false;
  let survivors = 0;
  let born = 0;
  for (const row of all) {
    leakedProven += rows.leakedProven[row] ?? 0;
    before ||= rows.beforeAtLeast[row] === 1;
    after ||= rows.afterAtLeast[row] === 1;
    if (rows.identity === null) continue;
    survivors += rows.identity.survivors[row] ?? 0;
    if (rows.identity.born !== null) born += at(rows.identity.born, row);
  }
  const { entry } = place.view;
  return {
    parents: parentsOf(scene, census, people, place),
    survivors: rows.identity === null ? null : survivors,
    born: rows.identity === null || rows.identity.born === null ? null : born,
    waits: waitsOf(scene, all),
    leakedProven,
    flags,
    atLeast: { before, after },
    entryDelta: census.entryDelta.get(entry) ?? place.delta,
    entry,
    isFlat: place.culprit !== null && scene.name(place.culprit) === entry,
  };
}

function parentsOf(scene: Scene, census: Census, people: People | null, place: Place): Parents {
  const creators = creatorsOf(scene, place);
  const main = creators.find((creator) => creator.frame !== null) ?? null;
  const name = parentName(scene, place, main);
  const { truncated } = scene.diff.completeness.after;
  const running = name === null ? null : (census.running.get(name) ?? 0);
  const inFlight = running === 0 && truncated ? null : running;
  if (people === null) {
    return {
      creators,
      main,
      name,
      distinct: null,
      known: 0,
      left: 0,
      atWork: 0,
      ended: 0,
      isAtOnce: false,
      byMain: 0,
      inFlight,
    };
  }
  const ids = new Set<number>();
  let known = 0;
  let left = 0;
  let byMain = 0;
  let ended = 0;
  let atWork = 0;
  const starters = new Map<RowIndex, StarterNow>();
  const starterIn = (row: RowIndex): StarterNow => {
    const known = starters.get(row) ?? starterNow(scene, row, name);
    starters.set(row, known);
    return known;
  };
  let first = Infinity;
  let last = 0;
  const tell = (id: number, own: number): void => {
    if (id === 0) return;
    ids.add(id);
    first = Math.min(first, own);
    last = Math.max(last, own);
    const row = people.rowOfId(id);
    // Behind the cut of a file the starter may still be there.
    if (row === null && truncated) return;
    known++;
    if (id === 1) byMain++;
    const now = row === null ? GONE : starterIn(row);
    if (row === null) ended++;
    if (!now.isThere) left++;
    if (now.isAtWork) atWork++;
  };
  for (const row of place.rows) people.eachStarter(row, tell);
  const isAtOnce = known > 0 && last - first < known * CLOSE;
  const distinct = known === 0 ? null : ids.size;
  return { creators, main, name, distinct, known, left, atWork, ended, isAtOnce, byMain, inFlight };
}

/** What a goroutine that started another one does now: whether it is in the starting function, or in any own code. */
interface StarterNow {
  readonly isThere: boolean;
  readonly isAtWork: boolean;
}

const GONE: StarterNow = { isThere: false, isAtWork: false };

function starterNow(scene: Scene, row: RowIndex, name: string | null): StarterNow {
  return { isThere: name !== null && isIn(scene, row, name), isAtWork: isOwnWork(scene, row) };
}

/** Each processor hands out ids of its own few, so even those of one loop have gaps between them. */
const CLOSE = 3;

/** The direct creator; where that only starts goroutines for others, the function that the goroutine's closure is in. */
function parentName(scene: Scene, place: Place, main: CreatorGrowth | null): string | null {
  const direct = main?.chain[0] ?? null;
  if (direct !== null && !scene.traits(direct).isPoorCreator) return scene.name(direct);
  return enclosingOf(scene, place.view) ?? (main?.frame ? scene.name(main.frame) : null);
}

/** The function around the closure that the goroutine was started with, or null. */
function enclosingOf(scene: Scene, view: RowView): string | null {
  for (let depth = view.frames.length - 1; depth >= 0; depth--) {
    const { name, kind } = scene.traits(frameAt(view.frames, depth));
    if (kind === 'user') return enclosingFunction(name);
  }
  return null;
}

function isIn(scene: Scene, row: RowIndex, name: string): boolean {
  return scene.view(row).frames.some((frame) => scene.name(frame) === name);
}

/** Minutes over all rows of a place; null where the format prints none at all. */
function waitsOf(scene: Scene, rows: readonly RowIndex[]): WaitMinutes | null {
  const { waits } = scene.diff;
  const entries: { minutes: number; count: number }[] = [];
  let known = 0;
  let unknown = 0;
  for (const row of rows) {
    for (let i = waits.start[row] ?? 0; i < (waits.start[row + 1] ?? 0); i++) {
      const minutes = at(waits.minutes, i);
      const count = at(waits.count, i);
      if (minutes === NONE) unknown += count;
      else {
        known += count;
        entries.push({ minutes, count });
      }
    }
  }
  if (known + unknown === 0) return null;
  entries.sort((a, b) => a.minutes - b.minutes);
  let median = 0;
  let seen = 0;
  for (const entry of entries) {
    seen += entry.count;
    if (seen * 2 >= known) {
      median = entry.minutes;
      break;
    }
  }
  return { min: entries[0]?.minutes ?? 0, median, max: entries.at(-1)?.minutes ?? 0, unknown };
}
