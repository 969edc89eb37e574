import { clue } from '../clue.ts';
import { factsOf, type Pattern } from './pattern.ts';

/** A loop over a ticker: Stop does not close its channel, so the loop has no end. Only the source can tell. */
export const tickerNotStopped: Pattern = {
  id: 'ticker-not-stopped',
  title: 'Ticker loop without an end',
  isPatient: true,
  match(growth) {
    const { place } = growth;
    const facts = factsOf(growth);
    if (facts === null || facts.channel !== 'ticker') return null;
    if (place.state !== 'chan-receive' && place.state !== 'blocked') return null;
    return {
      fit: 0.9,
      prior: 0.5,
      clues: [
        clue(1.5, 'they wait for the next tick in a loop that nothing ends: Stop would not close the channel', {
          from: 'source',
          snippet: facts.snippet,
        }),
      ],
      because: 'the loop runs for as long as the ticker, and nothing else ends it',
    };
  },
  owner: {
    whoOwns: 'The function that made the ticker.',
    howStopped: 'Not at all: a ticker never closes its channel.',
    whoWaits: 'Nobody.',
  },
  remedy: {
    summary: 'Wait for the tick in a select beside ctx.Done(), and stop the ticker in a defer.',
    checklist: [
      'defer ticker.Stop() right after NewTicker.',
      'Stop ends the ticks and not the loop: the loop needs a context or a done channel of its own.',
      'One refresher for the process is enough: is it started once, or with every object?',
      'Close or Shutdown of the owner ends the loop and waits for it.',
    ],
    example: {
      before: `func (r *Rates) refresh() {
	ticker := time.NewTicker(time.Minute)
	for range ticker.C {
		r.load()
	}
}`,
      after: `func (r *Rates) refresh(ctx context.Context) {
	ticker := time.NewTicker(time.Minute)
	defer ticker.Stop()
	for {
		select {
		case <-ticker.C:
			r.load()
		case <-ctx.Done():
			return
		}
	}
}`,
    },
  },
  lesson: {
    what: 'A loop over ticker.C runs until the process ends: Stop ends the ticks but does not close the channel. Started with every session or every cache, such loops add up.',
    inDump: 'Plain "chan receive". Nothing in a dump says that the channel is a ticker\'s.',
    apart: 'Give --source_path: the line is read, and a range over a ticker is told from a range over a channel.',
  },
};
