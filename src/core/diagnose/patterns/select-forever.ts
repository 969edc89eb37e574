import { clue } from '../clue.ts';
import type { Pattern } from './pattern.ts';

/** select {} in a goroutine: it blocks for good. */
export const selectForever: Pattern = {
  id: 'select-forever',
  title: 'Select without cases',
  isPatient: false,
  match({ place }) {
    if (place.state !== 'select-forever') return null;
    const few = place.after <= 1;
    return {
      fit: 0.95,
      prior: few ? -2.5 : 3,
      clues: few
        ? [clue(-1.5, 'there is one only, as where main blocks on purpose')]
        : [clue(2, 'a select without cases never ends')],
      because: 'a select without cases never ends',
    };
  },
  owner: {
    whoOwns: 'The code that started it.',
    howStopped: 'It cannot be stopped.',
    whoWaits: 'Nobody.',
  },
  remedy: {
    summary: 'Wait for ctx.Done() in place of select {}.',
    checklist: [
      'Is this to keep the goroutine alive? Then wait for the signal that ends it.',
      'select {} belongs into main at most.',
      'Whatever the goroutine set up is given back in a defer after the wait.',
    ],
    example: {
      before: `go func() {
	unregister := bus.Subscribe(topic, handle)
	defer unregister() // never reached
	select {}
}()`,
      after: `go func() {
	unregister := bus.Subscribe(topic, handle)
	defer unregister()
	<-ctx.Done()
}()`,
    },
  },
  lesson: {
    what: 'select {} blocks for good. In main it keeps a program running; in any other goroutine it is a leak as soon as the goroutine is started more than once.',
    inDump: '"select (no cases)". In a protobuf profile the leaf is runtime.block.',
    apart: 'Certain, even without growth, unless it is the one in main.',
  },
};
