import { SampleFlag } from '../../model/snapshot.ts';
import { factsOf, type Pattern } from './pattern.ts';

/** A loop over a channel that nobody closes. */
export const rangeNeverClosed: Pattern = {
  id: 'range-never-closed',
  title: 'Channel loop that is never closed',
  isPatient: true,
  match(growth) {
    const { place, signs } = growth;
    const facts = factsOf(growth);
    const told = facts?.wait.kind === 'range' && facts.channel !== 'ticker';
    if (place.state !== 'chan-receive' && !(place.state === 'blocked' && told)) return null;
    if (told) return { fit: 0.75, prior: 0, clues: [], because: BECAUSE };
    if ((signs.flags & SampleFlag.ReceiveOk) === 0) return null;
    return { fit: 0.6, prior: 0, clues: [], because: BECAUSE };
  },
  owner: {
    whoOwns: 'The side that sends: only it knows when there will be no more.',
    howStopped: 'By closing the channel. A range over a channel has no other end.',
    whoWaits: 'Whoever needs the last value to be handled, if anybody does.',
  },
  remedy: {
    summary: 'Close the channel where the last value has been sent, in a defer, so that early returns close it too.',
    checklist: [
      'One side owns the channel, the sending one, and closes it exactly once.',
      'Does an early return or an error skip the close? Put it in a defer.',
      'A worker that lives as long as the process watches ctx.Done() as well.',
      'The owner waits for the worker after the close, with a WaitGroup.',
    ],
    example: {
      before: `func Load(files []string) error {
	lines := make(chan string)
	go func() {
		for line := range lines {
			index(line)
		}
	}()
	for _, file := range files {
		if err := read(file, lines); err != nil {
			return err // the loop above waits for ever
		}
	}
	close(lines)
	return nil
}`,
      after: `func Load(files []string) error {
	lines := make(chan string)
	defer close(lines) // on every way out
	go func() {
		for line := range lines {
			index(line)
		}
	}()
	for _, file := range files {
		if err := read(file, lines); err != nil {
			return err
		}
	}
	return nil
}`,
    },
  },
  lesson: {
    what: 'A for range over a channel ends when the channel is closed and only then. If the owner returns without closing it, the loop waits for ever for one more value.',
    inDump:
      'Goroutines in "chan receive"; in a protobuf profile the leaf is runtime.chanrecv2, which a plain receive does not use. In debug=2 it cannot be told from a plain receive.',
    apart:
      'Stable workers range over their queue too: their number does not grow. A range over a ticker looks the same in every dump; only the source tells.',
  },
};

const BECAUSE = 'the channel they range over is never closed';
