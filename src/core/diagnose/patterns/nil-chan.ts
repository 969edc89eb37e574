import { clue } from '../clue.ts';
import type { Pattern } from './pattern.ts';

/** A send or receive on a nil channel: it can never go on. */
export const nilChan: Pattern = {
  id: 'nil-chan',
  title: 'Nil channel',
  isPatient: false,
  match({ place }) {
    if (place.state !== 'nil-send' && place.state !== 'nil-receive') return null;
    // One alone may wait on purpose, as for the Done of a context that has no end.
    const alone = place.after <= 1;
    return {
      fit: 0.95,
      prior: alone ? 0.5 : 3,
      clues: [clue(alone ? 1 : 2, 'the channel is nil: the runtime says so, and nothing can ever wake them')],
      because: 'the channel was never made, so nothing can ever wake them',
    };
  },
  owner: {
    whoOwns: 'The code that should have made the channel.',
    howStopped: 'It cannot be stopped: no send, receive or close reaches a nil channel.',
    whoWaits: 'Nobody.',
  },
  remedy: {
    summary: 'Make the channel before any goroutine uses it, in the constructor.',
    checklist: [
      'Is there a way to have the struct without its constructor?',
      'Is the field set after the goroutine was started?',
      'A nil channel is right only as a case of a select that is switched off.',
      'Two select cases of which one is nil are fine; a plain send or receive is not.',
    ],
    example: {
      before: `type Feed struct{ events chan Event }

func (f *Feed) Follow() {
	go func() {
		for event := range f.events { // nil when Feed was written as a literal
			show(event)
		}
	}()
}`,
      after: `type Feed struct{ events chan Event }

func NewFeed() *Feed { return &Feed{events: make(chan Event, 16)} }

func (f *Feed) Follow(ctx context.Context) {
	go func() {
		for {
			select {
			case event := <-f.events:
				show(event)
			case <-ctx.Done():
				return
			}
		}
	}()
}`,
    },
  },
  lesson: {
    what: 'A send to or a receive from a nil channel blocks for ever. It happens when a struct is used without its constructor, or before a field is set.',
    inDump:
      '"chan receive (nil chan)" or "chan send (nil chan)". A protobuf profile tells it by the line inside the runtime; debug=1 does not tell it.',
    apart: 'Certain, even without growth. A select over nil channels only is shown as an ordinary "select".',
  },
};
