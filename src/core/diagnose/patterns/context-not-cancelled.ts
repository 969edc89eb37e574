import { clue } from '../clue.ts';
import { many } from '../words.ts';
import type { Pattern } from './pattern.ts';

/** A derived context that nobody cancels keeps a goroutine that watches its parent. */
export const contextNotCancelled: Pattern = {
  id: 'context-not-cancelled',
  title: 'Context that is never cancelled',
  isPatient: true,
  match({ family, place }) {
    if (family?.pattern !== 'context-not-cancelled') return null;
    return {
      fit: 0.9,
      prior: 0,
      clues: [clue(0.3, `each stands for one ${family.noun} that is still open: ${many(place.delta, family.noun)}`)],
      because: 'whoever derived the context has not called its cancel function',
    };
  },
  owner: {
    whoOwns: 'The code that called context.WithCancel, WithTimeout or WithDeadline.',
    howStopped: 'By cancel(), or when the parent context ends.',
    whoWaits: 'Nobody.',
  },
  remedy: {
    summary: 'defer cancel() right where the context is derived.',
    checklist: [
      'go vet (lostcancel) finds cancel functions that are thrown away.',
      'A context kept in a struct is cancelled in its Close.',
      'A timeout frees the context only when it has run out: cancel it earlier.',
      'The watching goroutine exists only for parents of another type than the standard one: is a custom context needed?',
    ],
    example: {
      before: `func (s *Session) Open(parent context.Context) {
	ctx, _ := context.WithCancel(parent)
	s.ctx = ctx
}`,
      after: `func (s *Session) Open(parent context.Context) {
	s.ctx, s.cancel = context.WithCancel(parent)
}

func (s *Session) Close() { s.cancel() }`,
    },
  },
  lesson: {
    what: 'A context derived from a parent of a foreign type costs a goroutine that waits for either of the two to end. If cancel is never called and the parent lives long, it stays.',
    inDump:
      '"select" in context.(*cancelCtx).propagateCancel.func2, with none of the program\'s own code. The creator is context itself; only ancestors (GODEBUG=tracebackancestors=N) tell who derived it.',
    apart: 'One for each request in flight is expected; the number comes down with the load.',
  },
};
