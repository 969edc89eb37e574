import { describe, expect, test } from 'vitest';
import { findingsOf } from '../findings-of.ts';

const facts = { format: 'pprof' } as const;
const NATS = '/go/pkg/mod/github.com/nats-io/nats.go@v1.55.0/nats.go';
const client = (n: number) => `${n} IO wait | github.com/nats-io/nats%2ego.(*Conn).readLoop ${NATS}:3766
  ${n} chan receive | github.com/nats-io/nats%2ego.(*Conn).flusher ${NATS}:4245`;

describe('client-not-closed', () => {
  test("one library client's goroutines are one finding, counted as clients", () => {
    const found = findingsOf(client(3), client(25), { facts });
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({
      pattern: 'client-not-closed',
      at: 'github.com/nats-io/nats%2ego.(*Conn).readLoop:3766',
      instances: { count: 22, goroutinesEach: 2, noun: 'NATS connection' },
    });
  });

  test('the code that waits for the client leads', () => {
    const used = (n: number) => `${client(n)}\n${n} chan receive, receiveok | cache.Listen.func1 cache/cache.go:18`;
    const found = findingsOf(used(3), used(25), { facts });
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ pattern: 'client-not-closed', at: 'cache.Listen.func1:18' });
  });

  test('stacks of a library nobody described that grew alike are one client', () => {
    const other = (
      n: number,
    ) => `${n} select | example.org/bus.(*Client).read /go/pkg/mod/example.org/bus@v1.0.0/bus.go:3
      ${n} select | example.org/bus.(*Client).ping /go/pkg/mod/example.org/bus@v1.0.0/bus.go:9`;
    const found = findingsOf(other(2), other(32), { facts });
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ pattern: 'client-not-closed', instances: { count: 30, goroutinesEach: 2 } });
  });

  test('a package that programs can import names the finding, before an internal one that serves it', () => {
    const other = (
      n: number,
    ) => `${n} chan receive | github.com/acme/log/internal/ring.NewWaiter.func1 /go/pkg/mod/github.com/acme/log@v1.0.0/internal/ring/w.go:4
      ${n} select | github.com/acme/log.(*Writer).poll /go/pkg/mod/github.com/acme/log@v1.0.0/log.go:96`;
    const found = findingsOf(other(2), other(32), { facts });
    expect(found.map(({ at }) => at)).toEqual(['github.com/acme/log.(*Writer).poll:96']);
  });

  test('what grew by a multiple, and stood at it before, belongs to the client too', () => {
    const other = (n: number) => `${3 * n} select | example.org/bus.work /go/pkg/mod/example.org/bus@v1.0.0/bus.go:3
      ${n} IO wait | example.org/bus.(*Client).read /go/pkg/mod/example.org/bus@v1.0.0/bus.go:9`;
    const found = findingsOf(other(2), other(12), { facts });
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({
      at: 'example.org/bus.(*Client).read:9',
      instances: { count: 10, goroutinesEach: 4, noun: 'client' },
    });
  });

  test('goroutines of a known client that no table names are its own', () => {
    const more = (n: number) => `${client(n)}\n${2 * n} select | github.com/nats-io/nats%2ego.(*Conn).watch ${NATS}:99`;
    const found = findingsOf(more(3), more(25), { facts });
    expect(found.map((one) => [one.instances?.count, one.instances?.goroutinesEach])).toEqual([[22, 4]]);
  });

  test('what grew at another pace is something else', () => {
    const other = (
      n: number,
      m: number,
    ) => `${n} select | example.org/bus.work /go/pkg/mod/example.org/bus@v1.0.0/bus.go:3
      ${m} select | example.org/bus.(*Client).read /go/pkg/mod/example.org/bus@v1.0.0/bus.go:9`;
    expect(findingsOf(other(2, 5), other(12, 35), { facts })).toHaveLength(2);
  });

  test('one client for the process is expected', () => {
    expect(findingsOf('1 running | main.main main.go:1', client(1), { facts })[0]?.verdict).toBe('expected');
  });
});
