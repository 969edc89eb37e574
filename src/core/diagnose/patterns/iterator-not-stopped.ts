import { clue } from '../clue.ts';
import { inUseOr } from '../in-use.ts';
import type { Pattern } from './pattern.ts';

/** iter.Pull without stop leaves the iterator suspended. */
export const iteratorNotStopped: Pattern = {
  id: 'iterator-not-stopped',
  title: 'Pulled iterator that is not stopped',
  isPatient: false,
  match(growth, context) {
    if (growth.place.state !== 'coroutine') return null;
    return {
      fit: 0.9,
      prior: 1.2,
      clues: inUseOr(
        growth,
        context,
        clue(1.2, 'they are suspended inside an iterator that iter.Pull drives, until next or stop is called'),
      ),
      because: 'neither next nor stop is called any more',
    };
  },
  owner: {
    whoOwns: 'The code that called iter.Pull.',
    howStopped: 'By stop(), or by calling next until the sequence ends.',
    whoWaits: 'stop does, until the iterator has cleaned up.',
  },
  remedy: {
    summary: 'defer stop() right after iter.Pull.',
    checklist: [
      'iter.Pull returns next and stop: is stop thrown away?',
      'stop may be called more than once, and after the end.',
      'A plain for range over the sequence needs no stop.',
      'A struct that keeps next keeps stop too, and calls it in Close.',
    ],
    example: {
      before: `next, _ := iter.Pull(tree.All())
first, ok := next()
return first, ok // the iterator stays suspended`,
      after: `next, stop := iter.Pull(tree.All())
defer stop()
first, ok := next()
return first, ok`,
    },
  },
  lesson: {
    what: 'iter.Pull runs the iterator on a coroutine that is suspended between values. If the sequence is not read to its end and stop is not called, it stays suspended.',
    inDump: '"coroutine", with iter.Pull on the stack; the innermost frame of the program is inside the iterator.',
    apart: 'One for each pull in progress is expected; they do not add up.',
  },
};
