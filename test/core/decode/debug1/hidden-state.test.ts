import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { decode } from '../../../../src/core/decode/decode.ts';
import { at } from '../../../../src/core/model/column.ts';
import { sampleIndex } from '../../../../src/core/model/index-types.ts';
import { SampleFlag, type Snapshot } from '../../../../src/core/model/snapshot.ts';
import { framesOf, functionName, lineOf } from '../../../../src/core/model/stack-frames.ts';

/** A table whose park returns to 0x1000, as the goroutine that waits for the network shows. */
const table = (records: string) => `goroutine profile: total 99
1 @ 0x1000 0x2000 0x3001 0x9000
#	0x3000	internal/poll.runtime_pollWait+0x84	/go/src/runtime/netpoll.go:351

${records}`;

const one = (addresses: string, leaf: string) =>
  `1 @ 0x1000 ${addresses} 0x5001 0x9000\n#\t0x5000\t${leaf}+0x1\t/app/a.go:7\n\n`;

describe('states of debug=1 that only addresses tell', () => {
  test('a send, a receive and a range of Go 1.26', () => {
    const states = statesOf(
      read(
        table(
          one('0x41fbc 0x41bb7', 'app.send') +
            one('0x41fae 0x41ad2', 'app.receive') +
            one('0x41fae 0x41af2', 'app.loop'),
        ),
      ),
    );
    expect(states.get('app.send:7')).toBe('chan send');
    expect(states.get('app.receive:7')).toBe('chan receive');
    expect(states.get('app.loop:7')).toBe('chan receive ok');
  });

  test('a nil channel', () => {
    expect(statesOf(read(table(one('0x41115 0x41000', 'app.send')))).get('app.send:7')).toBe('chan send (nil chan)');
  });

  test('distances of no Go version that is known tell nothing', () => {
    expect(statesOf(read(table(one('0x41777 0x41000', 'app.send')))).get('app.send:7')).toBe('');
  });

  test('a select in the standard library names the place where selects park', () => {
    const states = statesOf(
      read(table(one('0x46800', 'net/http.(*persistConn).writeLoop') + one('0x46800', 'app.run'))),
    );
    expect(states.get('app.run:7')).toBe('select');
  });

  test('the place before it is that of a select without cases', () => {
    const states = statesOf(
      read(table(one('0x46800', 'net/http.(*persistConn).writeLoop') + one('0x46100', 'app.run'))),
    );
    expect(states.get('app.run:7')).toBe('select (no cases)');
  });

  test('one place with one function may be either', () => {
    expect(statesOf(read(table(one('0x46800', 'app.run')))).get('app.run:7')).toBe('');
  });

  test('goroutines that do not return through the park are at work', () => {
    const running = '1 @ 0x7777 0x46800 0x5001 0x9000\n#\t0x5000\tapp.busy+0x1\t/app/a.go:7\n';
    expect(statesOf(read(table(running))).get('app.busy:7')).toBe('runnable');
  });
});

const CORPUS = new URL('../../../corpus/tuning/', import.meta.url);

test('no state is told that debug=2 of the same moment does not have', () => {
  let judged = 0;
  for (const id of readdirSync(CORPUS).filter((_, i) => i % 8 === 0)) {
    const told = statesOf(read(readFileSync(new URL(`${id}/after.debug1.txt.gz`, CORPUS))));
    const truth = placesOf(read(readFileSync(new URL(`${id}/after.debug2.txt.gz`, CORPUS))));
    for (const [place, state] of told) {
      const known = truth.get(place);
      if (!/^(chan|select)/.test(state) || known === undefined) continue;
      judged++;
      expect([...known], `${id}: ${place}`).toContain(state.replace(' ok', ''));
    }
  }
  expect(judged).toBeGreaterThan(20);
});

function read(input: string | Uint8Array): Snapshot {
  const result = decode(typeof input === 'string' ? new TextEncoder().encode(input) : input);
  if (!result.ok || result.decoded.kind !== 'snapshot') throw new Error('not a snapshot');
  return result.decoded.snapshot;
}

/** State by the innermost frame; "chan receive ok" for the form with two results. */
function statesOf(snapshot: Snapshot): Map<string, string> {
  return new Map([...placesOf(snapshot)].map(([place, states]) => [place, [...states].join(' or ')]));
}

function placesOf({ samples, symbols }: Snapshot): Map<string, Set<string>> {
  const places = new Map<string, Set<string>>();
  for (let row = 0; row < samples.length; row++) {
    const [leaf] = framesOf(symbols, at(samples.stack, sampleIndex(row)));
    if (leaf === undefined) continue;
    const place = `${functionName(symbols, leaf)}:${lineOf(symbols, leaf)}`;
    const ok = (at(samples.flags, sampleIndex(row)) & SampleFlag.ReceiveOk) !== 0 ? ' ok' : '';
    const states = places.get(place) ?? new Set<string>();
    states.add(`${symbols.strings[at(samples.state, sampleIndex(row))]}${ok}`);
    places.set(place, states);
  }
  return places;
}
