import { holderClue } from '../lock-holder.ts';
import type { Pattern } from './pattern.ts';

/** Readers or writers queue behind a read-write mutex. */
export const rwmutex: Pattern = {
  id: 'rwmutex',
  title: 'Queue behind a read-write mutex',
  isPatient: false,
  match({ place }, context) {
    if (place.state !== 'rwmutex') return null;
    return {
      fit: 0.8,
      prior: 0,
      clues: holderClue(place, context),
      because: 'whoever holds the lock does not give it back',
    };
  },
  owner: {
    whoOwns: 'The goroutine that holds the lock, as a reader or as the writer.',
    howStopped: 'By RUnlock or Unlock. Neither Lock takes a context.',
    whoWaits: 'All of these.',
  },
  remedy: {
    summary: 'Give every RLock its RUnlock in a defer, and never take the lock twice in one call chain.',
    checklist: [
      'One reader that never gives back holds off the writer, and the waiting writer holds off all new readers.',
      'RLock within RLock blocks for good as soon as a writer comes between.',
      'RLock goes with RUnlock, Lock with Unlock.',
      'Copy what is needed under the lock, then work without it.',
    ],
    example: {
      before: `func (t *Table) Sum() int {
	t.mu.RLock()
	defer t.mu.RUnlock()
	total := 0
	for _, id := range t.ids {
		total += t.Value(id) // takes RLock again: stuck once a writer waits
	}
	return total
}`,
      after: `func (t *Table) Sum() int {
	t.mu.RLock()
	defer t.mu.RUnlock()
	total := 0
	for _, id := range t.ids {
		total += t.values[id]
	}
	return total
}`,
    },
  },
  lesson: {
    what: 'A reader or the writer holds the lock for good. A writer that waits for one reader makes every later reader wait too, so the queue is made of readers while the fault is one.',
    inDump:
      '"sync.RWMutex.RLock" or "sync.RWMutex.Lock" since Go 1.20, "semacquire" before. A second writer shows "sync.Mutex.Lock" below RWMutex.Lock.',
    apart: 'Contention passes; a queue behind a lost lock only grows.',
  },
};
