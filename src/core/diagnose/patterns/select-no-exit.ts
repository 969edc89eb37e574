import { type Clue, clue } from '../clue.ts';
import type { SourceFacts } from '../source-reader.ts';
import { factsOf, type Pattern } from './pattern.ts';

/** A select none of whose cases will come true, and no case to leave by. */
export const selectNoExit: Pattern = {
  id: 'select-no-exit',
  title: 'Select without a way out',
  isPatient: true,
  match(growth) {
    const { place, signs } = growth;
    const facts = factsOf(growth);
    const told = facts?.wait.kind === 'select';
    if (place.state !== 'select' && !(place.state === 'blocked' && told)) return null;
    const direct = place.culpritDepth === 0;
    return {
      fit: told ? 0.7 : direct ? 0.5 : 0.3,
      prior: 0,
      clues: fromSource(facts),
      because: signs.parents.name === null ? 'none of its cases comes true' : 'none of its cases comes true any more',
    };
  },
  owner: {
    whoOwns: 'The function that started it and holds the other ends of its channels.',
    howStopped: 'By one of its cases. A case on ctx.Done() is the one that always can.',
    whoWaits: 'The owner, after it has cancelled the context.',
  },
  remedy: {
    summary: 'Add a case <-ctx.Done() that returns, and cancel that context when the owner is done.',
    checklist: [
      'Every select in a loop has a case that leaves: ctx.Done(), a done channel, or a closed input.',
      'Who cancels? Is cancel called on every path, in a defer?',
      'A time.After case bounds one wait and does not end a loop.',
      'The owner waits until the goroutine has returned.',
    ],
    example: {
      before: `func (w *Watch) run() {
	for {
		select {
		case event := <-w.events:
			w.apply(event)
		case err := <-w.errs:
			w.report(err)
		}
	}
}`,
      after: `func (w *Watch) run(ctx context.Context) {
	for {
		select {
		case event := <-w.events:
			w.apply(event)
		case err := <-w.errs:
			w.report(err)
		case <-ctx.Done():
			return
		}
	}
}`,
    },
  },
  lesson: {
    what: 'A select waits until one of its cases can go on. When all other ends of its channels are gone and there is no default, no timer and no ctx.Done(), it waits for ever.',
    inDump: 'Goroutines in "select" at one line, the function itself or one that a request started.',
    apart:
      'Without the source a dump does not tell which cases there are. Idle workers stand in a select too; they are bounded and started by one owner.',
  },
};

function fromSource(facts: SourceFacts | null): Clue[] {
  if (facts === null || facts.wait.kind !== 'select') return [];
  const { hasDefault, hasExit, hasTimeout, cases } = facts.wait;
  const about = { from: 'source', snippet: facts.snippet } as const;
  if (hasExit) return [clue(-0.5, 'one case waits for a signal to stop; nobody has given it', about)];
  if (hasTimeout) return [clue(-0.7, 'one case is a timer, so the wait is bounded', about)];
  if (hasDefault) return [clue(-1, 'it has a default case and never waits', about)];
  return [clue(1.1, `none of its ${cases} cases is a context, a timer or a default`, about)];
}
