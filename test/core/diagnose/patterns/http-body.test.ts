import { describe, expect, test } from 'vitest';
import { findingsOf } from '../findings-of.ts';

const facts = { format: 'pprof' } as const;
const SERVER = '/usr/local/go/src/net/http/transport.go';
const connection = (
  n: number,
  state: string,
  line: number,
) => `${n} ${state} | net/http.(*persistConn).readLoop ${SERVER}:${line}
  ${n} select | net/http.(*persistConn).writeLoop ${SERVER}:2652`;

describe('http-body', () => {
  test('connections that wait for their body to be closed are one finding, counted as connections', () => {
    const found = findingsOf(connection(8, 'select', 2450), connection(78, 'select', 2450), { facts });
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({
      verdict: 'leak',
      pattern: 'http-body',
      at: 'net/http.(*persistConn).readLoop:2450',
      before: 16,
      after: 156,
      instances: { count: 70, goroutinesEach: 2, noun: 'client connection' },
    });
  });

  test('idle connections are expected', () => {
    const [first] = findingsOf(connection(4, 'IO wait', 2330), connection(48, 'IO wait', 2330), { facts });
    expect(first).toMatchObject({ verdict: 'expected', pattern: 'pool-or-server', instances: { count: 44 } });
  });
});
