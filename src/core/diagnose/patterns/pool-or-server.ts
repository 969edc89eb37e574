import { clue } from '../clue.ts';
import { serverShape } from '../libraries/servers.ts';
import type { Context, Growth, Match, Pattern } from './pattern.ts';

/** Growth that a healthy server or pool shows: it waits for work at the top of its loop. */
export const poolOrServer: Pattern = {
  id: 'pool-or-server',
  title: 'Pool or server at rest',
  isPatient: false,
  match(growth, context) {
    const what = idleServer(growth, context) ?? idleClient(growth) ?? openConnection(growth, context);
    if (what === null) return isListener(growth, context) ? LISTENER : null;
    return { fit: 0.92, prior: -2, clues: [clue(-1, `each is ${what}`)], because: what };
  },
  owner: {
    whoOwns: 'The server, the pool or the transport.',
    howStopped: 'By its Shutdown, Close or idle timeout.',
    whoWaits: 'Shutdown does.',
  },
  remedy: {
    summary: 'Nothing to mend, as long as the number stays within its bound.',
    checklist: [
      'Is there a bound: MaxIdleConns, IdleTimeout, the size of the pool?',
      'Does the number come down when the load does?',
      'Does Shutdown or Close end them, and is it called?',
    ],
    example: null,
  },
  lesson: {
    what: 'Servers, pools and transports keep goroutines that wait for work: kept-alive connections, idle workers, watchers of connected clients. Their number follows the load up to a bound.',
    inDump:
      'Idle at the top of their loop: net/http.(*conn).serve under Peek, persistConn.readLoop in "IO wait", workers in one select or receive.',
    apart: 'Leaked goroutines are stuck in the middle of something, are started one by one, and grow without a bound.',
  },
};

/** Waits in Accept, whoever calls it. */
function isListener({ place }: Growth, { scene }: Context): boolean {
  return place.state === 'io' && scene.innermost(place.row, isAccept, 8) !== null;
}

function isAccept(name: string): boolean {
  return /\.[Aa]ccept\w*$/.test(name);
}

const LISTENER: Match = {
  fit: 0.85,
  prior: -1.5,
  clues: [clue(-0.5, 'each is a listener that waits for connections')],
  because: 'a listener waits until it is closed',
};

function idleServer({ place, family }: Growth, { scene }: Context): string | null {
  if (place.culprit === null || scene.kind(place.culprit) === 'user' || family !== null) return null;
  const frames = scene.frames(place.row);
  const root = frames.at(-1) ?? place.culprit;
  // Few functions are a server's: no name of the others is looked at.
  if (!scene.traits(place.culprit).isOwner && !scene.traits(root).isOwner) return null;
  const names = scene.namesOf(place.row);
  return serverShape(scene.name(place.culprit), names) ?? serverShape(scene.name(root), names);
}

function idleClient({ family, place }: Growth): string | null {
  if (family?.id !== 'http1-client-connection' || place.state !== 'io') return null;
  return 'a client connection kept for the next request, or waiting for its answer';
}

/** A reader of the program's own with as many writers: both ends of a connection are looked after. */
function openConnection({ place, companions, family }: Growth, { scene }: Context): string | null {
  if (place.culprit === null || scene.kind(place.culprit) !== 'user') return null;
  const paired = place.state === 'io' && family === null && companions.length === 1 && companions[0]?.state !== 'io';
  return paired ? 'the reader of an open connection, with a writer of its own' : null;
}
