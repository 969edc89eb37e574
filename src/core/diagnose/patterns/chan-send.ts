import { clue } from '../clue.ts';
import { enclosingFunction } from '../creator.ts';
import { factsOf, type Growth, type Match, type Pattern } from './pattern.ts';

/** A goroutine offers a value that nobody takes any more. */
export const chanSend: Pattern = {
  id: 'chan-send',
  title: 'Blocked channel send',
  isPatient: false,
  match(growth) {
    if (growth.place.state === 'chan-send') return blockedSend(growth, 0.6);
    if (growth.place.state === 'blocked' && factsOf(growth)?.wait.kind === 'send') return blockedSend(growth, 0.6);
    if (growth.place.state === 'blocked' && looksLikeOneAnswer(growth)) return blockedSend(growth, 0.35);
    return null;
  },
  owner: {
    whoOwns: 'The function that made the channel and started the sender.',
    howStopped: 'By receiving its value. Once that function returns early there is no other way.',
    whoWaits: 'The receiver did, until it gave up.',
  },
  remedy: {
    summary: 'Give the channel room for the one value, make(chan T, 1), or send in a select with ctx.Done().',
    checklist: [
      'On every path out of the receiving function: who takes the value that is still to come?',
      'A channel for exactly one result has capacity 1, so that the send ends even when nobody listens.',
      'The work itself gets the context of the caller, not context.Background(), and stops when it is cancelled.',
      'Where the caller waits for the result anyway, call the function directly and start no goroutine.',
      'There is a test of the timeout and of the cancellation, with goleak.',
    ],
    example: {
      before: `func (s *Shop) Quote(ctx context.Context, item string) (Price, error) {
	answer := make(chan Price)
	go func() {
		answer <- s.ask(context.Background(), item) // stuck once Quote has returned
	}()
	select {
	case price := <-answer:
		return price, nil
	case <-ctx.Done():
		return Price{}, ctx.Err()
	}
}`,
      after: `func (s *Shop) Quote(ctx context.Context, item string) (Price, error) {
	answer := make(chan Price, 1) // room for the one value: the send never waits
	go func() {
		answer <- s.ask(ctx, item)
	}()
	select {
	case price := <-answer:
		return price, nil
	case <-ctx.Done():
		return Price{}, ctx.Err()
	}
}`,
    },
  },
  lesson: {
    what: 'A send on a channel without room waits for a receiver. When the receiver has left by another way (a timeout, a cancelled request, an early return on an error), the sender waits for ever and keeps all it refers to alive.',
    inDump:
      'Many goroutines in "chan send" at one line, usually in a closure or a method that a request handler started; the starter is no longer there.',
    apart:
      'A producer that a slow consumer holds back also stands in "chan send", but its starter is alive, its number is bounded, and other goroutines take its place between two dumps.',
  },
};

function blockedSend(growth: Growth, fit: number): Match {
  const { parents } = growth.signs;
  const gone = parents.known > 0 ? parents.left === parents.known : parents.isNowhere;
  const source = factsOf(growth)?.channel === 'unbuffered';
  return {
    fit,
    prior: 0.6,
    clues: source
      ? [
          clue(1, 'the channel is made without room, so each send needs a receiver', {
            from: 'source',
            snippet: factsOf(growth)?.snippet ?? null,
          }),
        ]
      : [],
    because: gone && parents.name !== null ? 'nobody receives any more' : 'nobody receives',
  };
}

/** A closure parked in its last step, whose enclosing function is over: most such goroutines hand back one answer. */
function looksLikeOneAnswer(growth: Growth): boolean {
  return growth.signs.isFlat && enclosingFunction(growth.signs.entry) !== null;
}
