import { holderClue } from '../lock-holder.ts';
import type { Pattern } from './pattern.ts';

/** A queue behind a mutex that nobody gives back. */
export const mutex: Pattern = {
  id: 'mutex',
  title: 'Queue behind a mutex',
  isPatient: false,
  match({ place }, context) {
    if (place.state !== 'mutex' && place.state !== 'semacquire') return null;
    return {
      fit: 0.7,
      prior: 0,
      clues: holderClue(place, context),
      because: 'whoever holds the mutex does not give it back',
    };
  },
  owner: {
    whoOwns: 'The goroutine that holds the mutex.',
    howStopped: 'By Unlock. Lock takes no context.',
    whoWaits: 'All of these.',
  },
  remedy: {
    summary: 'Unlock in a defer right after Lock, and hold the mutex over no I/O, send or callback.',
    checklist: [
      'Find the holder: a method of the same type, parked in another state, the oldest of all.',
      'Is there a return between Lock and Unlock?',
      'Is something awaited while the mutex is held: the network, a channel, another mutex?',
      'Does a method that holds the mutex call one that takes it again?',
    ],
    example: {
      before: `func (c *Cache) Get(key string) (Item, error) {
	c.mu.Lock()
	item, ok := c.items[key]
	if !ok {
		return Item{}, ErrMissing // still locked
	}
	c.mu.Unlock()
	return item, nil
}`,
      after: `func (c *Cache) Get(key string) (Item, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	item, ok := c.items[key]
	if !ok {
		return Item{}, ErrMissing
	}
	return item, nil
}`,
    },
  },
  lesson: {
    what: 'A goroutine holds a mutex and does not give it back: a return without Unlock, a wait under the lock, or two locks taken in two orders. All later ones queue up behind it.',
    inDump: '"sync.Mutex.Lock" since Go 1.20, "semacquire" before, with sync.(*Mutex).Lock on the stack.',
    apart:
      'Contention passes: the waiters change from dump to dump. A queue behind a lost lock only grows, and none of it leaves.',
  },
};
