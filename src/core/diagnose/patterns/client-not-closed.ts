import { clue } from '../clue.ts';
import { libraryOf } from '../libraries/library-name.ts';
import { many } from '../words.ts';
import type { Pattern } from './pattern.ts';

/** A client of a library made again and again and never closed. */
export const clientNotClosed: Pattern = {
  id: 'client-not-closed',
  title: 'Client that is not closed',
  isPatient: true,
  match({ family, place, companions }, { scene }) {
    if (place.culprit === null) return null;
    if (family?.pattern === 'client-not-closed') {
      return {
        fit: 0.9,
        prior: 0,
        clues: [
          clue(
            0.3,
            `these are the goroutines of ${family.library}: ${many(place.delta, family.noun)} more than before`,
          ),
        ],
        because: `each ${family.noun} keeps its goroutines until it is closed`,
      };
    }
    if (scene.kind(place.culprit) !== 'vendor') return null;
    const library = libraryOf(scene.name(place.culprit));
    const alike = companions.length > 0;
    return {
      fit: alike ? 0.75 : 0.62,
      prior: 0,
      clues: alike
        ? [
            clue(
              0.3,
              `${companions.length + 1} stacks of ${library} grew by the same number, as the goroutines of one client do`,
            ),
          ]
        : [
            clue(
              0.1,
              `no code of the program is on the stack: ${library} started them for something that it was asked for`,
            ),
          ],
      because: 'each client keeps its goroutines until it is closed',
    };
  },
  owner: {
    whoOwns: 'The code that made the client.',
    howStopped: 'By its Close (Stop, Disconnect, Shutdown).',
    whoWaits: 'Close itself, in most libraries.',
  },
  remedy: {
    summary: 'Make the client once and share it, or close it in a defer right after it is made.',
    checklist: [
      'Is the client made inside a handler or a loop? Make it in main and pass it on.',
      'Is it closed on every path, also when the first call fails?',
      'Most clients are safe for use by many goroutines, and pool their connections.',
      'Does the library have a goroutine that nothing ends (some loggers and caches do)? Then one for the process.',
    ],
    example: {
      before: `func notify(ctx context.Context, to string) error {
	conn, err := grpc.NewClient(to, creds) // one for every message
	if err != nil {
		return err
	}
	_, err = pb.NewMailClient(conn).Send(ctx, &pb.Mail{})
	return err
}`,
      after: `type Mailer struct{ conn *grpc.ClientConn } // made once, in main

func (m *Mailer) Notify(ctx context.Context) error {
	_, err := pb.NewMailClient(m.conn).Send(ctx, &pb.Mail{})
	return err
}

func (m *Mailer) Close() error { return m.conn.Close() }`,
    },
  },
  lesson: {
    what: 'Clients of databases, brokers and RPC systems run goroutines of their own: readers, writers, keep-alives. Each client that is made and not closed leaves all of them.',
    inDump:
      "Several stacks of one library that grew by the same number, or by small multiples of it; mostly none of the program's own code.",
    apart:
      'A pool that opens connections under load grows too, up to its bound. Ask whether the number of clients should grow at all.',
  },
};
