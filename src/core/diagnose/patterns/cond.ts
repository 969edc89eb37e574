import type { Pattern } from './pattern.ts';

/** Waiters on a condition that nobody signals. */
export const cond: Pattern = {
  id: 'cond',
  title: 'Condition that is never signalled',
  isPatient: true,
  match({ place }) {
    if (place.state !== 'cond') return null;
    return { fit: 0.8, prior: 0, clues: [], because: 'nobody signals the condition' };
  },
  owner: {
    whoOwns: 'Whoever changes what the condition is about.',
    howStopped: 'By Signal or Broadcast. Cond.Wait takes no context.',
    whoWaits: 'These.',
  },
  remedy: {
    summary:
      'Broadcast on every path that changes the state, the closing one too, or use a channel in place of the Cond.',
    checklist: [
      'Every change of what is waited for is followed by Signal or Broadcast, early returns too.',
      'Close sets a flag, broadcasts, and the loop around Wait looks at the flag.',
      'Signal wakes one only: with several kinds of waiters use Broadcast.',
      'context.AfterFunc can broadcast when a context is cancelled.',
    ],
    example: {
      before: `func (q *Queue) Take() Job {
	q.mu.Lock()
	defer q.mu.Unlock()
	for len(q.jobs) == 0 {
		q.filled.Wait() // Close does not wake it
	}
	return q.pop()
}`,
      after: `func (q *Queue) Take() (Job, bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	for len(q.jobs) == 0 && !q.closed {
		q.filled.Wait()
	}
	if q.closed {
		return Job{}, false
	}
	return q.pop(), true
}

func (q *Queue) Close() {
	q.mu.Lock()
	q.closed = true
	q.mu.Unlock()
	q.filled.Broadcast()
}`,
    },
  },
  lesson: {
    what: 'Cond.Wait returns only after Signal or Broadcast. A path that changes the state and does not signal leaves the waiters asleep.',
    inDump: '"sync.Cond.Wait" at one line.',
    apart:
      'Workers idle on a condition are bounded; leaked waiters grow. Pipes of net and of some HTTP/2 code wait on a Cond too: there the user frame is further out.',
  },
};
