import { clue } from '../clue.ts';
import { isRemoteCall } from '../libraries/waits.ts';
import type { Pattern } from './pattern.ts';

/** A read, write or dial without a deadline: the other side decides when it ends. */
export const ioNoDeadline: Pattern = {
  id: 'io-no-deadline',
  title: 'I/O without a deadline',
  isPatient: true,
  match({ place, signs }, { scene }) {
    if (place.culprit === null) return null;
    const own = scene.kind(place.culprit) === 'user';
    if (place.state === 'io') {
      if (scene.innermost(place.row, isAccept, 6) !== null) return null;
      return {
        fit: own ? 0.52 : 0.3,
        prior: own ? 0 : -0.5,
        clues: own ? [] : [clue(-0.5, 'no code of the program is on the stack')],
        because: 'the other side does not answer, and nothing bounds the wait',
      };
    }
    if (!own || (place.state !== 'select' && place.state !== 'chan-receive')) return null;
    if (scene.innermost(place.row, isRemoteCall, place.culpritDepth) === null) return null;
    return {
      fit: signs.parents.known > 0 && signs.parents.left === signs.parents.known ? 0.54 : 0.6,
      prior: 0,
      clues: [],
      because: 'the other side does not answer, and the call has no timeout',
    };
  },
  owner: {
    whoOwns: 'The function that reads, writes or makes the request.',
    howStopped: 'By the other side, by a deadline, or by closing the connection.',
    whoWaits: 'Its caller.',
  },
  remedy: {
    summary: 'Set a deadline: http.Client.Timeout or a context on the request, SetReadDeadline on a connection.',
    checklist: [
      'http.DefaultClient has no timeout. Is it used?',
      'Does each request carry a context with a timeout?',
      "Connections of one's own: SetDeadline before each exchange, keep-alive probes for silent ends.",
      'Servers: ReadHeaderTimeout, ReadTimeout, IdleTimeout.',
    ],
    example: {
      before: `func (c *Client) Get(url string) (*Doc, error) {
	resp, err := http.Get(url) // waits for as long as the server is silent
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return parse(resp.Body)
}`,
      after: `func (c *Client) Get(ctx context.Context, url string) (*Doc, error) {
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return nil, err
	}
	resp, err := c.http.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return parse(resp.Body)
}`,
    },
  },
  lesson: {
    what: 'Without a deadline a read waits for as long as the other side is silent. A dead peer, a proxy that swallows, a server that hangs: each leaves a goroutine.',
    inDump:
      '"IO wait" in a Read below the program\'s own code; or "select" in net/http.(*persistConn).roundTrip, whose readLoop stands in "IO wait".',
    apart:
      'A server that waits for the next request of a kept-alive client is expected, and so is one reader for each open connection.',
  },
};

function isAccept(name: string): boolean {
  return name.endsWith('.Accept') || name.endsWith('.accept');
}
