import { describe, expect, test } from 'vitest';
import { drawn, findingsOf, MAIN } from './findings-of.ts';

const sender = '#{id} chan send | shop.(*Queue).Put shop/queue.go:12 < shop.Place shop/order.go:40 in {parent}';
const waiting = sender.replace('chan send', 'chan send, 3 minutes');

describe('what stays is told from what is only slow', () => {
  test('senders that were not there before may wait for a slow receiver', () => {
    const [first] = findingsOf(MAIN, `${MAIN}\n${drawn(100, 40, sender)}`);
    expect(first).toMatchObject({ verdict: 'suspect', pattern: 'chan-send' });
    expect(first?.counterEvidence.map((one) => one.text).join()).toContain('nothing shows yet that they stay');
  });

  test.each([
    ['minutes', MAIN, drawn(100, 40, waiting)],
    ['that those of before have not moved', `${MAIN}\n${drawn(100, 5, sender)}`, drawn(100, 45, sender)],
    ['hundreds of them', MAIN, drawn(100, 700, sender)],
  ])('%s settle it', (_, before, after) => {
    const [first] = findingsOf(before, `${MAIN}\n${after}`);
    expect(first).toMatchObject({ verdict: 'leak', pattern: 'chan-send' });
    expect(first?.counterEvidence.map((one) => one.text).join()).not.toContain('nothing shows yet');
  });
});

test('a queue for a lock that its holder may give back is a suspect, however long it waits', () => {
  const queue = `#{id} sync.Mutex.Lock, 4 minutes | ledger.(*Book).Post ledger/book.go:15 > sync.(*Mutex).Lock sync/mutex.go:1 < ledger.Serve ledger/serve.go:3 in {parent}`;
  const holder = (state: string) => `#50 ${state} | ledger.(*Book).Export ledger/book.go:40`;
  const verdict = (state: string) =>
    findingsOf(`${MAIN}\n${holder(state)}`, `${MAIN}\n${holder(state)}\n${drawn(100, 60, queue)}`).find(
      (one) => one.pattern === 'mutex',
    )?.verdict;
  expect(verdict('chan send')).toBe('leak');
  expect(verdict('IO wait')).toBe('suspect');
});

test('whoever waits for a WaitGroup of goroutines that are there is a suspect', () => {
  const waiter = `#{id} sync.WaitGroup.Wait, 3 minutes | ward.Round ward/round.go:9 > sync.(*WaitGroup).Wait sync/waitgroup.go:1 < ward.Start ward/round.go:2 in {parent}`;
  const child = '#{id} running | ward.visit ward/round.go:20 < ward.Round ward/round.go:7 in {parent}';
  const verdict = (children: string) =>
    findingsOf(MAIN, `${MAIN}\n${drawn(100, 30, waiter)}\n${children}`).find((one) => one.pattern === 'waitgroup')
      ?.verdict;
  expect(verdict('')).toBe('leak');
  expect(verdict(drawn(500, 30, child))).toBe('suspect');
});

describe('few, and still named', () => {
  test('a single goroutine that is stuck in a send is a suspect', () => {
    const [first] = findingsOf(MAIN, `${MAIN}\n${drawn(100, 1, sender)}`);
    expect(first).toMatchObject({ verdict: 'suspect', before: 0, after: 1 });
  });

  test('a single goroutine that rests at the top of its loop is a start-up', () => {
    const [first] = findingsOf(MAIN, `${MAIN}\n#100 select | shop.refresh shop/rates.go:9 < main.main main.go:5 in 1`);
    expect(first?.verdict).toBe('expected');
  });

  test('handlers that are stuck in a lock are named, although their clients wait for them', () => {
    const handler = `#{id} sync.Mutex.Lock | net/http.(*conn).serve net/http/server.go:1 > net/http.serverHandler.ServeHTTP net/http/server.go:2 > shop.(*Book).Add shop/book.go:7 > sync.(*Mutex).Lock sync/mutex.go:1 < net/http.(*Server).Serve net/http/server.go:9 in 1`;
    const client = `#{id} IO wait | net/http.(*connReader).backgroundRead net/http/server.go:3 < net/http.(*connReader).startBackgroundRead net/http/server.go:4 in {parent}`;
    const after = `${MAIN}\n${drawn(100, 20, handler)}\n${drawn(200, 20, client)}`;
    expect(findingsOf(MAIN, after).find((one) => one.at === 'shop.(*Book).Add:7')?.verdict).toBe('suspect');
  });
});

test('handlers that read what their clients send have them still', () => {
  const upload = (n: number) =>
    `${n} IO wait | net/http.(*conn).serve net/http/server.go:1 > shop.Upload shop/up.go:7 > net/http.(*body).Read net/http/transfer.go:2`;
  const [first] = findingsOf(upload(2), upload(60), { facts: { format: 'pprof' } });
  expect(first).toMatchObject({ verdict: 'suspect', at: 'shop.Upload:7' });
  expect(first?.counterEvidence[0]?.text).toBe('they read what their client still sends');
});

test('actors that were there before and got stuck in a send have not just moved', () => {
  const actor = (line: number) => `actors.(*Room).run rooms/room.go:${line} < actors.Open rooms/room.go:2 in 7`;
  const [first] = findingsOf(
    `${MAIN}\n${drawn(100, 8, `#{id} select | ${actor(9)}`)}`,
    `${MAIN}\n${drawn(100, 8, `#{id} chan send | ${actor(14)}`)}`,
  );
  expect(first).toMatchObject({ verdict: 'suspect', pattern: 'chan-send', at: 'actors.(*Room).run:14' });
  expect(first?.counterEvidence.map((one) => one.text).join()).toContain('only stand at another line');
});

describe('started by one goroutine', () => {
  const idle = '#{id} select | shop.(*Desk).serve shop/desk.go:9 < shop.(*Hub).run shop/hub.go:5 in 7';
  const hub = '#7 select | shop.(*Hub).run shop/hub.go:4';

  test('at once: a pool', () => {
    expect(findingsOf(`${MAIN}\n${hub}`, `${MAIN}\n${hub}\n${drawn(100, 6, idle)}`)[0]?.verdict).toBe('expected');
  });

  test('one by one: not to be told from a leak', () => {
    const apart = Array.from({ length: 6 }, (_, nth) => drawn(100 + nth * 50, 1, idle)).join('\n');
    expect(findingsOf(`${MAIN}\n${hub}`, `${MAIN}\n${hub}\n${apart}`)[0]?.verdict).toBe('suspect');
  });
});

describe('things that may be in use', () => {
  const SQL = '/usr/local/go/src/database/sql/sql.go';
  const rows = `#{id} select | database/sql.(*Rows).awaitDone ${SQL}:1 < database/sql.(*Rows).initContextClose ${SQL}:2 in {parent}`;
  const reader = '#{parent} sleep | shop.export shop/export.go:9 < main.main main.go:5 in 1';

  test('whoever opened them has gone: a leak', () => {
    const [first] = findingsOf(MAIN, `${MAIN}\n${drawn(100, 30, rows)}`);
    expect(first).toMatchObject({ verdict: 'leak', pattern: 'rows-not-closed' });
  });

  test('whoever opened each is at work: not called one', () => {
    const found = findingsOf(MAIN, `${MAIN}\n${drawn(100, 30, rows)}\n${drawn(100, 30, reader)}`);
    const open = found.find((one) => one.pattern === 'rows-not-closed');
    expect(open?.verdict).toBe('suspect');
    expect(open?.counterEvidence[0]?.text).toBe('the goroutine that opened it is still at work for 30 of 30');
  });

  test('without ids: as many more of the program are at work', () => {
    const after = `30 select | database/sql.(*Rows).awaitDone ${SQL}:1
      30 sleep | shop.export shop/export.go:9`;
    const found = findingsOf('1 running | main.main main.go:1', after, { facts: { format: 'pprof' } });
    expect(found.find((one) => one.pattern === 'rows-not-closed')?.verdict).not.toBe('leak');
  });
});

test('callers of one sync.Once wait for the one that runs its function', () => {
  const once = 'shop.config shop/config.go:5 > sync.(*Once).Do sync/once.go:1 > sync.(*Once).doSlow sync/once.go:2';
  const first = `#90 chan receive | ${once} > shop.load shop/config.go:20`;
  const others = `#{id} sync.Mutex.Lock | ${once} > sync.(*Mutex).Lock sync/mutex.go:1`;
  const found = findingsOf(MAIN, `${MAIN}\n${first}\n${drawn(100, 9, others)}`);
  expect(found.map((one) => [one.at, one.verdict === 'expected'])).toEqual([
    ['shop.load:20', false],
    ['shop.config:5', false],
  ]);
  expect(found[1]?.causedBy).toBe(found[0]?.id);
});
