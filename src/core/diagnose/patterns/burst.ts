import { clue } from '../clue.ts';
import type { Pattern } from './pattern.ts';

/** Goroutines that are just at work. */
export const burst: Pattern = {
  id: 'burst',
  title: 'Work in progress',
  isPatient: true,
  match({ place, signs }) {
    if (place.state === 'not-started') {
      return { fit: 0.9, prior: -2, clues: [clue(-1, 'they have been started and have not run yet')], because: '' };
    }
    if (place.state !== 'running') return null;
    const young = signs.survivors === null ? place.before === 0 : signs.survivors === 0;
    return {
      fit: young ? 0.5 : 0.3,
      prior: -1,
      clues: [
        clue(young ? -1 : -0.5, young ? 'they run, and none of them was there before' : 'they run and are not parked'),
      ],
      because: 'they are at work',
    };
  },
  owner: {
    whoOwns: 'The work that is in progress.',
    howStopped: 'By finishing.',
    whoWaits: 'Whoever asked for the work.',
  },
  remedy: {
    summary: 'Take a third snapshot when the load is over: a burst is gone then.',
    checklist: [
      'Do the same ids show up in the next snapshot?',
      'Is the number bounded? An unbounded burst is the next incident.',
      'Is a retry in progress, and has it a limit?',
    ],
    example: null,
  },
  lesson: {
    what: 'A snapshot under load catches requests in flight, retries and fan-outs. They are many for a moment.',
    inDump: '"running", "runnable", short sleeps; no wait minutes; no id that was there before.',
    apart: 'A leak is still there when the load is over.',
  },
};
