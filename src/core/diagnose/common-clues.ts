import { isHandler } from './census.ts';
import { type Clue, clue } from './clue.ts';
import { type Place, rowsOf, shortPlace } from './group.ts';
import type { Context, Growth } from './patterns/pattern.ts';
import { sourceClues } from './read-source.ts';
import { seriesOf } from './series.ts';
import { answersToStarter, isAtWork, isRest, needsPartner } from './state-class.ts';
import { count, goroutines } from './words.ts';

/** Reasons that hold for growth of any kind: how much, how long, who stayed, who started it and is gone. */
export function commonClues(growth: Growth, context: Context): Clue[] {
  const clues = [
    ...amount(growth, context),
    course(growth, context),
    proof(growth),
    stayed(growth),
    waited(growth, context),
    ...starters(growth, context),
    movement(growth, context),
    clients(growth, context),
    ...sourceClues(growth.source),
  ];
  return clues.filter((one) => one !== null);
}

function amount({ place, signs }: Growth, { scene }: Context): Clue[] {
  const { before, after, delta } = place;
  if (scene.input.snapshots.length === 1) return standing(after);
  const clues = signs.atLeast.before
    ? [clue(-2, 'the snapshot before is cut off: how many stood there then is not known')]
    : [];
  if (delta <= 0) return clues;
  const least = signs.atLeast.after && !signs.atLeast.before ? 'at least ' : '';
  const stand = after === 1 ? 'stands' : 'stand';
  const grew =
    before === 0
      ? `${goroutines(after)} ${stand} there now, ${signs.atLeast.before ? 'none was seen there' : 'none did'} before`
      : `grew by ${least}${count(delta)}, from ${count(before)} to ${least}${count(after)}`;
  if (delta === 1 && isRest(place.state)) return [...clues, clue(-2.5, `${grew}: a single one may be a start-up`)];
  if (delta <= 3)
    return [...clues, clue(isRest(place.state) && before >= MANY_TIMES * delta ? -1.5 : -1.1, `${grew}: that is few`)];
  const weight = delta >= 500 ? 1.5 : delta >= 50 ? 1 : delta >= 10 ? 0.5 : 0.2;
  return [...clues, clue(before === 0 ? weight - 0.4 : weight, grew, { isSoft: true })];
}

/** A few more beside so many times as many are nothing. */
const MANY_TIMES = 4;

/** One snapshot alone tells how many there are and not whether they become more. */
function standing(after: number): Clue[] {
  const weight = after >= 500 ? 0 : after >= 50 ? -0.5 : after >= 10 ? -1.5 : -3;
  const stand = after === 1 ? 'stands' : 'stand';
  return [
    clue(weight, `${goroutines(after)} ${stand} at one line; a snapshot alone cannot tell whether they become more`),
  ];
}

function proof({ signs }: Growth): Clue | null {
  if (signs.leakedProven === 0) return null;
  return clue(6, `the Go runtime itself has proved ${goroutines(signs.leakedProven)} of them leaked`, {
    from: 'runtime',
  });
}

/** How it went over a series of snapshots. */
function course({ place, companions }: Growth, { scene }: Context): Clue | null {
  if (scene.diff.rows.series === null) return null;
  const series = seriesOf(scene.input, rowsOf(place, companions));
  if (series === null) return null;
  const values = series.values.map(count).join(', ');
  switch (series.trend) {
    case 'rising':
      return clue(0.8, `they rise from snapshot to snapshot: ${values}`);
    case 'plateau':
      return clue(-0.8, `they have stopped rising: ${values}`);
    case 'sawtooth':
      return clue(-1.2, `they rise and fall: ${values}`);
    case 'falling':
      return clue(-2, `they fall: ${values}`);
  }
}

function stayed({ place, signs }: Growth): Clue | null {
  if (signs.survivors === null || place.before === 0 || !needsPartner(place.state)) return null;
  if (signs.survivors === place.before) {
    const all = signs.survivors === 1 ? 'the one' : `all ${count(signs.survivors)}`;
    return clue(0.7, `${all} that stood there before ${signs.survivors === 1 ? 'has' : 'have'} not moved since`, {
      isSoft: true,
    });
  }
  if (signs.survivors === 0 && place.before >= 3 && !signs.atLeast.after) {
    const passes = LOCKS.has(place.state) ? -3 : -1.5;
    return clue(passes, `none of the ${count(place.before)} that stood there before is still there: they come and go`);
  }
  return null;
}

/** Queues for a lock pass when its holder goes on; a changed queue is contention. */
const LOCKS: ReadonlySet<Place['state']> = new Set(['mutex', 'rwmutex', 'semacquire']);

function waited({ place, signs }: Growth, { scene }: Context): Clue | null {
  const { waits } = signs;
  if (waits === null || waits.max === 0) return null;
  // A library's goroutine that waits for the network is at rest, however long.
  if (place.state === 'io' && (place.culprit === null || scene.kind(place.culprit) !== 'user')) return null;
  const longest = waits.max > waits.median ? `, the longest for ${waits.max} min or more` : '';
  return clue(waits.median >= 2 ? 0.7 : 0.3, `half of them have waited for ${waits.median} min or more${longest}`, {
    isSoft: true,
  });
}

/** As many workers as a processor has cores, or fewer, are a pool. */
const POOL_SIZE = 8;

function starters({ place, signs }: Growth, { scene }: Context): Clue[] {
  const { parents } = signs;
  const frame = parents.main?.frame ?? null;
  const clues: Clue[] = [];
  const alone = parents.distinct === 1 && parents.known >= 4;
  // A library's own go statement is in a function that always returns at once.
  const isOwn = frame === null || scene.kind(frame) === 'user';
  if (parents.name !== null && isOwn && answersToStarter(place.state) && !alone) {
    const name = `${parents.name}${frame === null ? '' : ` (${shortPlace(scene, frame)})`}`;
    if (parents.known > 0 && parents.left === parents.known) {
      clues.push(clue(1, `${name} started them and has returned for every one`, { frame, isSoft: true }));
    } else if (parents.known > 0 && parents.left === 0) {
      clues.push(clue(-1.1, `${name}, which started them, is still running for every one`, { frame }));
    } else if (parents.known === 0 && parents.isNowhere) {
      clues.push(clue(0.7, `no goroutine is in ${name} any more, which started them`, { frame, isSoft: true }));
    }
  }
  if (parents.name !== null && isAtWork(place.state) && parents.known > 0 && parents.left === 0 && !alone) {
    clues.push(clue(-1, `${parents.name}, which started them, has not returned: it may wait for them`, { frame }));
  }
  if (alone) {
    const idle = signs.isFlat && place.culpritDepth === 0 && isRest(place.state);
    const atOnce = place.before === 0 && parents.isAtOnce && parents.ended === 0;
    if (idle && atOnce && place.after <= POOL_SIZE) {
      clues.push(clue(-1.5, 'one goroutine started them all at once, as a pool is started'));
    } else {
      clues.push(clue(-0.6, 'one goroutine started them all, as a pool is started'));
    }
  } else if (parents.distinct !== null && parents.distinct >= 3 && parents.distinct * 3 >= parents.known) {
    const starters = count(parents.distinct);
    clues.push(
      clue(0.8, `they were started by ${starters} different goroutines: one by one, as requests are`, { isSoft: true }),
    );
  }
  return clues;
}

function movement({ place, signs }: Growth, { scene }: Context): Clue | null {
  // A connection that had been idle and has a request at work now did not just move.
  if (isHandler(scene, place.row)) return null;
  if (place.delta < 2 || signs.entry === '' || signs.entryDelta > place.delta / 4) return null;
  const said =
    signs.entryDelta === 0
      ? `there are as many goroutines of ${signs.entry} as before: they only stand at another line`
      : `goroutines of ${signs.entry} grew by ${count(signs.entryDelta)} in all: most of these only stand at another line`;
  // Where nobody stands at rest, the same goroutines may have come to be stuck.
  return clue(isRest(place.state) ? -3 : -1, said);
}

/** How a handler reads what its client sends. */
const readsRequest = (name: string): boolean => name === 'net/http.(*body).Read';

/** Handlers whose client is still connected are serving it; those whose client has left serve nobody. */
function clients({ place }: Growth, { scene, census }: Context): Clue | null {
  if (!isHandler(scene, place.row) || census.serving.handlers === 0) return null;
  if (scene.innermost(place.row, readsRequest) !== null) return clue(-1.1, 'they read what their client still sends');
  const { handlers, clientsThere, otherReaders } = census.serving;
  const said = `${count(clientsThere)} of ${count(handlers)} HTTP handlers at work have a client that is still connected`;
  // A client may well be there and wait for a handler that is stuck.
  if (clientsThere >= handlers * 0.9) return clue(isRest(place.state) ? -2.5 : -0.9, said);
  // A request whose body is not read to its end has no watch of net/http's either.
  // A hijacked connection has no watch of net/http's but a reader of its own: then nothing is known of the client.
  return clientsThere + otherReaders <= handlers * 0.5 ? clue(1, said) : null;
}
