import { clue } from '../clue.ts';
import { isSlotQueue, slotQueue } from '../libraries/waits.ts';
import { factsOf, type Growth, type Pattern } from './pattern.ts';

/** A queue for slots that are not given back. */
export const semaphore: Pattern = {
  id: 'semaphore',
  title: 'Queue for slots that are lost',
  isPatient: true,
  match(growth, context) {
    const { place } = growth;
    // The library frame, inside of the culprit, that hands out slots.
    const queue = context.scene.innermost(place.row, isSlotQueue, place.culpritDepth);
    if (queue !== null) {
      const what = slotQueue(context.scene.name(queue)) ?? '';
      return {
        fit: 0.85,
        prior: 0,
        clues: [clue(0.1, `they queue in ${what}`, { frame: queue })],
        because: BECAUSE,
      };
    }
    const waits =
      place.state === 'chan-send' ||
      place.state === 'chan-receive' ||
      place.state === 'select' ||
      place.state === 'blocked';
    const channel = slotChannel(growth);
    if (waits && channel !== null) {
      const said = clue(0.1, `the channel ${channel} is named for slots`, { from: 'source' });
      return { fit: 0.8, prior: 0, clues: [said], because: BECAUSE };
    }
    if (!waits || place.culprit === null || !context.scene.answers(place.culprit, isNamedForSlots)) return null;
    return {
      fit: 0.62,
      prior: 0,
      clues: [clue(0.1, 'the function is named for taking a slot')],
      because: BECAUSE,
    };
  },
  owner: {
    whoOwns: 'Whoever holds a slot.',
    howStopped: 'By a slot that is given back, or by a context, if acquiring takes one.',
    whoWaits: 'All of these.',
  },
  remedy: {
    summary: 'Give the slot back in a defer right after it is taken, and take it with a context.',
    checklist: [
      'Is there a return or a panic between acquiring and releasing?',
      'Do the holders end? If they are stuck, they are the cause and this is their queue.',
      'Acquire with a context, so that a caller can give up.',
      'For database/sql: is every Rows, Stmt and Tx closed? Is MaxOpenConns above what one request needs?',
    ],
    example: {
      before: `func (d *Downloads) Get(url string) error {
	d.slots <- struct{}{}
	data, err := fetch(url)
	if err != nil {
		return err // the slot is lost
	}
	<-d.slots
	return d.save(data)
}`,
      after: `func (d *Downloads) Get(ctx context.Context, url string) error {
	select {
	case d.slots <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	defer func() { <-d.slots }()
	data, err := fetch(ctx, url)
	if err != nil {
		return err
	}
	return d.save(data)
}`,
    },
  },
  lesson: {
    what: 'A bound on concurrency is a set of slots. A holder that never returns, or returns without releasing, takes a slot with it; when all are gone, everybody queues.',
    inDump:
      '"chan send" below errgroup.(*Group).Go or on a slot channel, "select" below semaphore.(*Weighted).Acquire, "select" below database/sql.(*DB).conn.',
    apart: 'A queue behind slow holders moves: its ids change from dump to dump. Behind lost slots nothing moves.',
  },
};

const BECAUSE = 'the slots are all taken and none is given back';

/** The channel that the source waits on, if its name says that it holds slots. */
function slotChannel(growth: Growth): string | null {
  const wait = factsOf(growth)?.wait;
  if (wait === undefined || (wait.kind !== 'send' && wait.kind !== 'receive')) return null;
  return isNamedForSlots(wait.channel) ? wait.channel : null;
}

function isNamedForSlots(name: string): boolean {
  return NAMED_FOR_SLOTS.test(lastWord(name));
}

const NAMED_FOR_SLOTS =
  /^(acquire|take|get|reserve|enter|wait)?(slot|token|permit|semaphore|sem|acquire|limit|limiter|throttle)s?$/i;

function lastWord(name: string): string {
  const bare = name.replace(/(\.func\d+|\.\d+)+$/, '');
  return bare.slice(bare.lastIndexOf('.') + 1);
}
