import type { Pattern } from './pattern.ts';

/** A Wait whose counter never comes down to zero. */
export const waitgroup: Pattern = {
  id: 'waitgroup',
  title: 'WaitGroup that is never done',
  isPatient: false,
  match({ place }) {
    if (place.state !== 'waitgroup') return null;
    return { fit: 0.8, prior: 0.6, clues: [], because: 'the counter does not come down to zero' };
  },
  owner: {
    whoOwns: 'The function that waits.',
    howStopped: 'By the last Done. Wait itself takes no context.',
    whoWaits: 'It is the one that waits; its own caller waits for it.',
  },
  remedy: {
    summary: 'Call Done in a defer in each goroutine (or use wg.Go), and add exactly as many as are started.',
    checklist: [
      'Add stands before the go statement, with the number that is really started.',
      'Done stands in a defer, so that a return or a panic counts down too.',
      'Is there a path between Add and go that returns or continues?',
      'Do the goroutines waited for end? If they are stuck, they are the cause.',
      'wg.Go (Go 1.25) or errgroup counts by itself.',
    ],
    example: {
      before: `for _, part := range parts {
	wg.Add(1)
	if part.Empty() {
		continue // added, never done
	}
	go func() {
		defer wg.Done()
		upload(part)
	}()
}
wg.Wait()`,
      after: `for _, part := range parts {
	if part.Empty() {
		continue
	}
	wg.Go(func() { upload(part) }) // counts up and down by itself
}
wg.Wait()`,
    },
  },
  lesson: {
    what: 'Wait returns when the counter is zero. One Add too many, or one goroutine that never calls Done, and it waits for ever.',
    inDump: '"sync.WaitGroup.Wait" since Go 1.24, "semacquire" before, with sync.(*WaitGroup).Wait on the stack.',
    apart:
      'When the goroutines that are waited for grew too, they are the cause and this is the effect: mend them first. errgroup.Wait and callers that share one singleflight call end here too.',
  },
};
