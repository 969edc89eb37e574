import { describe, expect, test } from 'vitest';
import { findingsOf } from '../findings-of.ts';

const facts = { format: 'pprof' } as const;
const HTTP = '/usr/local/go/src/net/http/server.go';

describe('pool-or-server', () => {
  test('kept-alive connections, however many', () => {
    const line = (n: number) =>
      `${n} IO wait | net/http.(*conn).serve ${HTTP}:2103 > bufio.(*Reader).Peek /usr/local/go/src/bufio/bufio.go:1`;
    const [first] = findingsOf(line(20), line(900), { facts });
    expect(first).toMatchObject({ verdict: 'expected', pattern: 'pool-or-server' });
    expect(first?.counterEvidence[0]?.text).toContain('waiting for its next request');
  });

  test('a handler stuck on a connection is not at rest', () => {
    const line = (n: number) => `${n} chan receive | net/http.(*conn).serve ${HTTP}:2103 > shop.Wait shop/wait.go:3`;
    expect(findingsOf(line(2), line(60), { facts })[0]).toMatchObject({ at: 'shop.Wait:3', verdict: 'suspect' });
  });
});
