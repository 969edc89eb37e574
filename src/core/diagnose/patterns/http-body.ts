import { clue } from '../clue.ts';
import { inUseOr } from '../in-use.ts';
import { count } from '../words.ts';
import type { Pattern } from './pattern.ts';

/** A response whose body nobody closed keeps its connection busy. */
export const httpBody: Pattern = {
  id: 'http-body',
  title: 'Response body not closed',
  isPatient: false,
  match(growth, context) {
    const { family, place } = growth;
    if (family?.pattern !== 'http-body' || place.culprit === null) return null;
    if (place.state !== 'select' && place.state !== 'cond' && place.state !== 'blocked') return null;
    return {
      fit: 0.9,
      prior: 1.2,
      clues: inUseOr(
        growth,
        context,
        clue(
          1.2,
          `${count(place.delta)} more ${context.scene.name(place.culprit)} wait for a caller to read or close the body`,
          { frame: place.culprit },
        ),
      ),
      because: 'whoever got the response has not closed its body, so the connection is never free again',
    };
  },
  owner: {
    whoOwns: 'The code that made the request and got the response.',
    howStopped: 'By resp.Body.Close(), or by cancelling the context of the request.',
    whoWaits: 'The transport, for the connection to come back.',
  },
  remedy: {
    summary: 'defer resp.Body.Close() right after the error check, on every path, also where the body is not read.',
    checklist: [
      'Is the body closed when the status is not 200, and when decoding fails?',
      'Read the body to its end (io.Copy to io.Discard) so that the connection can be used again.',
      'Whoever returns a *http.Response hands over the duty to close it: say so, or return the data.',
      'bodyclose of golangci-lint finds most places.',
    ],
    example: {
      before: `resp, err := client.Do(req)
if err != nil {
	return nil, err
}
if resp.StatusCode != http.StatusOK {
	return nil, fmt.Errorf("status %s", resp.Status) // the body stays open
}
defer resp.Body.Close()
return io.ReadAll(resp.Body)`,
      after: `resp, err := client.Do(req)
if err != nil {
	return nil, err
}
defer resp.Body.Close()
if resp.StatusCode != http.StatusOK {
	return nil, fmt.Errorf("status %s", resp.Status)
}
return io.ReadAll(resp.Body)`,
    },
  },
  lesson: {
    what: 'A client connection belongs to its response until the body is read to the end or closed. Until then the transport keeps two goroutines for it, and opens a new connection for the next request.',
    inDump:
      'net/http.(*persistConn).readLoop in "select" with a writeLoop each, and none of the program\'s own code. Over HTTP/2 one clientStream.doRequest for each response.',
    apart:
      'readLoop in "IO wait" under Peek is an idle connection or one that waits for its answer: no body leak. writeLoop looks the same in both.',
  },
};
