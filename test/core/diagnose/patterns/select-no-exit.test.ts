import { describe, expect, test } from 'vitest';
import { drawn, findingsOf, MAIN } from '../findings-of.ts';
import { sourceThatSays } from '../source-that-says.ts';

const watcher = '#{id} select | watch.Notify.func1 watch/watch.go:22 < watch.Notify watch/watch.go:20 in {parent}';

describe('select-no-exit', () => {
  test('selects that requests started and that stay', () => {
    const [first] = findingsOf(`${MAIN}\n${drawn(100, 6, watcher)}`, `${MAIN}\n${drawn(100, 66, watcher)}`);
    expect(first).toMatchObject({ verdict: 'suspect', pattern: 'select-no-exit', at: 'watch.Notify.func1:22' });
    expect(first?.counterEvidence.map((one) => one.text).join()).toContain('that lives on');
  });

  test('a select that the source shows to have no way out is a leak', () => {
    const wait = { kind: 'select', cases: 2, hasDefault: false, hasExit: false, hasTimeout: false } as const;
    const sources = sourceThatSays({ wait });
    const [first] = findingsOf(`${MAIN}\n${drawn(100, 6, watcher)}`, `${MAIN}\n${drawn(100, 66, watcher)}`, {
      sources,
    });
    expect(first).toMatchObject({ verdict: 'leak', pattern: 'select-no-exit' });
  });

  test('a pool that one goroutine started up to its bound is not called a leak', () => {
    const worker = '#{id} select | pool.(*Pool).run pool/pool.go:85 < pool.(*Pool).grow pool/pool.go:60 in 7';
    const [first] = findingsOf(`${MAIN}\n${drawn(100, 4, worker)}`, `${MAIN}\n${drawn(100, 32, worker)}`);
    expect(first?.verdict).not.toBe('leak');
  });

  test('handlers whose client is connected are expected, those whose client has left are not', () => {
    const handler = '40 select | net/http.(*conn).serve net/http/server.go:1 > poll.(*Server).Wait poll/poll.go:14';
    const watch = '40 IO wait | net/http.(*connReader).backgroundRead net/http/server.go:702';
    const start = '1 running | main.main main.go:1';
    const facts = { format: 'pprof' } as const;
    const there = findingsOf(start, `${handler}\n${watch}`, { facts });
    const gone = findingsOf(start, handler, { facts });
    expect(there.map((one) => one.verdict)).toEqual(['expected', 'expected']);
    expect(there.find((one) => one.at.startsWith('poll'))?.counterEvidence[0]?.text).toContain(
      '40 of 40 HTTP handlers',
    );
    expect(gone[0]).toMatchObject({ at: 'poll.(*Server).Wait:14' });
    expect(gone[0]?.verdict).not.toBe('expected');
  });
});
