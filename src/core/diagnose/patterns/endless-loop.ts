import { clue } from '../clue.ts';
import { factsOf, type Growth, type Pattern } from './pattern.ts';

/** A loop that works and sleeps for ever. */
export const endlessLoop: Pattern = {
  id: 'endless-loop',
  title: 'Loop without an end',
  isPatient: true,
  match(growth) {
    const { place } = growth;
    const facts = factsOf(growth);
    if (place.state !== 'sleep' && place.state !== 'running') return null;
    const told = facts?.inEndlessLoop === true;
    const clues = told
      ? [clue(1.1, 'the loop around it has no condition and no way out', { from: 'source', snippet: facts.snippet })]
      : [];
    if (place.state === 'running') {
      return { fit: 0.4, prior: -1, clues, because: 'they keep running in one function' };
    }
    return {
      fit: told ? 0.75 : startedOneByOne(growth) ? 0.45 : 0.6,
      prior: place.before === 0 ? -0.5 : 0,
      clues,
      because: 'the loop has nothing that ends it',
    };
  },
  owner: {
    whoOwns: 'The function that started the loop.',
    howStopped: 'Not at all, as long as the loop watches no signal.',
    whoWaits: 'Nobody.',
  },
  remedy: {
    summary: 'Let the loop wait in a select on a timer and on ctx.Done(), in place of time.Sleep.',
    checklist: [
      'for { … time.Sleep(d) } has no way out: use a ticker and a context.',
      'Is the loop started once for the process, or with every object or request?',
      'Retries have a limit and a context.',
      'Close of the owner cancels the context and waits for the loop.',
    ],
    example: {
      before: `func (p *Probe) Start() {
	go func() {
		for {
			p.ping()
			time.Sleep(5 * time.Second)
		}
	}()
}`,
      after: `func (p *Probe) Start(ctx context.Context) {
	go func() {
		ticker := time.NewTicker(5 * time.Second)
		defer ticker.Stop()
		for {
			p.ping()
			select {
			case <-ticker.C:
			case <-ctx.Done():
				return
			}
		}
	}()
}`,
    },
  },
  lesson: {
    what: 'for { work(); time.Sleep(d) } never returns. One such loop for the process may be meant; one for every session is a leak that also burns CPU.',
    inDump:
      '"sleep" with the loop\'s function right below time.Sleep; the same ids are there in every dump. Loops without a sleep show as "runnable" or "running" at changing lines of one function.',
    apart: 'A bounded retry sleeps too, and ends. Loops survive from dump to dump.',
  },
};

/** As requests start their work: each by another goroutine, or by what is named for handling requests. */
function startedOneByOne({ signs: { parents } }: Growth): boolean {
  if (parents.distinct !== null) return parents.distinct >= 3 && parents.distinct * 3 >= parents.known;
  return parents.name !== null && REQUEST_HANDLER.test(parents.name);
}

/** Words that functions which serve one request have in their names. */
const REQUEST_HANDLER = /(handle|handler|serve|servehttp|request|endpoint)\w*$/i;
