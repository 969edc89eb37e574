import { describe, expect, test } from 'vitest';
import { findingsOf } from '../findings-of.ts';

const facts = { format: 'pprof' } as const;
const SERVER = '/usr/local/go/src/net/http/transport.go';

describe('io-no-deadline', () => {
  test('a read below own code', () => {
    const line = (n: number) =>
      `${n} IO wait | geo.Lookup geo/geo.go:20 > net.(*conn).Read net/net.go:1 > internal/poll.runtime_pollWait runtime/netpoll.go:1`;
    expect(findingsOf(line(7), line(70), { facts })[0]).toMatchObject({
      pattern: 'io-no-deadline',
      at: 'geo.Lookup:20',
      before: 7,
      after: 70,
    });
  });

  test('a request without a timeout is one finding with the connection below it', () => {
    const call = (
      n: number,
    ) => `${n} select | shop.(*Client).Sync shop/client.go:42 > net/http.(*Client).Do ${SERVER}:9 > net/http.(*persistConn).roundTrip ${SERVER}:2800
      ${n} IO wait | net/http.(*persistConn).readLoop ${SERVER}:2330 > bufio.(*Reader).Peek /usr/local/go/src/bufio/bufio.go:1
      ${n} select | net/http.(*persistConn).writeLoop ${SERVER}:2652`;
    const found = findingsOf(call(5), call(42), { facts });
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({
      pattern: 'io-no-deadline',
      at: 'shop.(*Client).Sync:42',
      instances: { count: 37, goroutinesEach: 3 },
    });
  });

  test('one reader and one writer for each open connection are expected', () => {
    const pair = (n: number) => `${n} IO wait | live.(*Hub).read live/live.go:34 > net.(*conn).Read net/net.go:1
      ${n} chan receive | live.write live/live.go:41`;
    const found = findingsOf(pair(15), pair(65), { facts });
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ verdict: 'expected', pattern: 'pool-or-server' });
  });
});
