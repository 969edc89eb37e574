import { clue } from '../clue.ts';
import { factsOf, type Growth, type Pattern } from './pattern.ts';

/** Work that a request started and left behind: it goes on although nobody wants its result. */
export const orphanedWork: Pattern = {
  id: 'orphaned-work',
  title: 'Work that outlives its request',
  isPatient: true,
  match(growth) {
    const { place, signs } = growth;
    const facts = factsOf(growth);
    const working = place.state === 'sleep' || place.state === 'io' || place.state === 'syscall';
    const inCall =
      (place.state === 'select' || place.state === 'chan-receive' || place.state === 'cond') && place.culpritDepth > 0;
    if (!working && !inCall) return null;
    const background = facts?.ignoresContext ?? null;
    const clues = background
      ? [
          clue(1.1, `the work is given ${background.text}, so nothing can cancel it`, {
            from: 'source',
            snippet: facts?.snippet ?? null,
          }),
        ]
      : [];
    if (!startedAndLeft(growth)) return background ? { fit: 0.6, prior: 0, clues, because: BECAUSE } : null;
    const fit = place.state === 'sleep' ? 0.5 : inCall ? 0.55 : 0.5;
    return {
      fit: background ? 0.7 : fit,
      prior: signs.parents.byMain === signs.parents.known ? -0.5 : 0,
      clues,
      because: BECAUSE,
    };
  },
  owner: {
    whoOwns: 'The function that started the work and returned.',
    howStopped: 'By the context of the request, if the work were given it.',
    whoWaits: 'Nobody since that function returned.',
  },
  remedy: {
    summary: 'Give the work the context of its caller, and stop it when that is cancelled.',
    checklist: [
      'Is context.Background() or context.TODO() used where a caller has a context?',
      'Do all calls below take that context: HTTP, SQL, gRPC, and sleeps as a timer in a select?',
      'Work that shall outlive its request goes to a worker with an owner and a bound.',
      'context.WithoutCancel keeps values and drops the end: give such a context a timeout.',
    ],
    example: {
      before: `func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	done := make(chan Report, 1)
	go func() {
		done <- h.build(context.Background()) // goes on when the client has left
	}()
	select {
	case report := <-done:
		report.WriteTo(w)
	case <-r.Context().Done():
	}
}`,
      after: `func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	done := make(chan Report, 1)
	go func() {
		done <- h.build(r.Context()) // stops with the request
	}()
	select {
	case report := <-done:
		report.WriteTo(w)
	case <-r.Context().Done():
	}
}`,
    },
  },
  lesson: {
    what: 'A request starts work in a goroutine and goes away. The work was given no context, or one that nobody cancels, and runs on: it sleeps, retries, or waits for a slow service.',
    inDump:
      'Goroutines in "sleep", "IO wait" or "select" inside a library call, below a function that a request handler started; the handler is on no stack any more.',
    apart:
      'Each such goroutine may end by itself one day; it is a leak when they come faster than they end. Often the same function shows up a second time in "chan send", where the finished ones are stuck.',
  },
};

const BECAUSE = 'the request that wanted the work is over, and the work goes on';

/** The starter is known and has gone on without waiting. */
function startedAndLeft({ signs: { parents } }: Growth): boolean {
  if (parents.known > 0) return parents.left > parents.known / 2 && parents.byMain < parents.known;
  return parents.isNowhere;
}
