import { SampleFlag } from '../../model/snapshot.ts';
import { factsOf, type Pattern } from './pattern.ts';

/** A goroutine waits for a value that nobody will send. */
export const chanReceive: Pattern = {
  id: 'chan-receive',
  title: 'Blocked channel receive',
  isPatient: true,
  match(growth) {
    const { place, signs } = growth;
    const facts = factsOf(growth);
    const told = facts?.wait.kind === 'receive';
    if (place.state !== 'chan-receive' && !(place.state === 'blocked' && told)) return null;
    if ((signs.flags & SampleFlag.ReceiveOk) !== 0 && !told) return null;
    return { fit: told ? 0.7 : 0.5, prior: 0, clues: [], because: 'nobody sends on the channel or closes it' };
  },
  owner: {
    whoOwns: 'Whoever is to send the value, or to close the channel.',
    howStopped: 'By a value or by close. There is no other way out of a plain receive.',
    whoWaits: 'Nobody: that is why it is not missed.',
  },
  remedy: {
    summary: 'Close the channel on every path of the sender, or receive in a select with ctx.Done().',
    checklist: [
      'Who sends, and is there a path on which it returns without having sent?',
      'The sending side owns the channel and closes it, in a defer right after it is made.',
      'A receive that can wait for long stands in a select beside ctx.Done().',
      'The receiver copes with the zero value that a closed channel gives.',
    ],
    example: {
      before: `func (d *Desk) Await(id string) {
	decided := d.open(id) // chan Decision
	go func() {
		d.apply(id, <-decided) // stuck when the case is withdrawn
	}()
}`,
      after: `func (d *Desk) Await(ctx context.Context, id string) {
	decided := d.open(id)
	go func() {
		select {
		case decision := <-decided:
			d.apply(id, decision)
		case <-ctx.Done(): // the case was withdrawn
		}
	}()
}`,
    },
  },
  lesson: {
    what: 'A receive waits for a sender. When the sender returns without sending and without closing the channel, the receiver waits for ever.',
    inDump:
      'Goroutines in "chan receive" at one line; in a protobuf profile the leaf is runtime.chanrecv1. The function that should send is on no stack of the later snapshot.',
    apart:
      'A worker that waits for its next job looks the same. Workers are started once and their number is bounded; leaked receivers are started one by one and their number grows with the load.',
  },
};
