import { describe, expect, test } from 'vitest';
import { diagnose } from '../../../src/core/diagnose/diagnose.ts';
import { PATTERN_IDS } from '../../../src/core/diagnose/finding.ts';
import { patternIndexPage, patternPage } from '../../../src/core/diagnose/pattern-page.ts';
import { PATTERNS } from '../../../src/core/diagnose/patterns/index.ts';
import { diffSnapshots } from '../../../src/core/diff/diff-snapshots.ts';
import { snapshotFromText } from '../../support/snapshot-from-text.ts';
import { drawn, findingsOf, MAIN } from './findings-of.ts';
import { sourceThatSays } from './source-that-says.ts';

const pprof = { format: 'pprof' } as const;

describe('one cause, one finding', () => {
  test('several creators and label sets of one line', () => {
    const after = `20 chan send {tenant: a} | shop.confirm shop/order.go:36 < shop.Place shop/order.go:9
      15 chan send {tenant: b} | shop.confirm shop/order.go:36 < shop.Place shop/order.go:9
      30 chan send {tenant: b} | shop.confirm shop/order.go:36 < shop.Import shop/order.go:19`;
    const found = findingsOf('1 running | main.main main.go:1', after, { facts: pprof });
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ at: 'shop.confirm:36', before: 0, after: 65, by: 'shop.Place' });
    expect(found[0]?.labels).toEqual([
      {
        key: 'tenant',
        values: [
          { value: 'b', before: 0, after: 45 },
          { value: 'a', before: 0, after: 20 },
        ],
      },
    ]);
  });

  test('instantiations of one generic', () => {
    const after = `20 chan send | feed.(*Feed[go.shape.int]).send feed/feed.go:17
      21 chan send | feed.(*Feed[go.shape.string]).send feed/feed.go:17`;
    const found = findingsOf('1 running | main.main main.go:1', after, { facts: pprof });
    expect(found.map((one) => one.after)).toEqual([41]);
    expect(found[0]?.sentence).toContain('feed.(*Feed[...]).send');
  });

  test('ways to one line differ, the line does not', () => {
    const after = `20 chan send | shop.A shop/a.go:1 > shop.put shop/put.go:5
      21 chan send | shop.B shop/b.go:1 > shop.put shop/put.go:5`;
    expect(findingsOf('1 running | main.main main.go:1', after, { facts: pprof }).map((one) => one.after)).toEqual([
      41,
    ]);
  });
});

describe('culprit', () => {
  test.each([
    [
      'own code before a library',
      'shop.Sync shop/sync.go:4 > github.com/x/y.Wait /go/pkg/mod/github.com/x/y@v1.2.3/y.go:9',
      'shop.Sync:4',
    ],
    [
      'a library before the standard library',
      'github.com/x/y.(*C).loop /go/pkg/mod/github.com/x/y@v1.2.3/y.go:9 > net.(*conn).Read /usr/local/go/src/net/net.go:1',
      'github.com/x/y.(*C).loop:9',
    ],
    [
      'the job of a goroutine of the standard library',
      'net/http.(*persistConn).readLoop /usr/local/go/src/net/http/transport.go:7 > bufio.(*Reader).Peek /usr/local/go/src/bufio/bufio.go:1',
      'net/http.(*persistConn).readLoop:7',
    ],
    [
      'not the starter',
      'sync.(*WaitGroup).Go.func1 /usr/local/go/src/sync/waitgroup.go:2 > shop.work shop/work.go:3',
      'shop.work:3',
    ],
  ])('%s', (_, frames, at) => {
    const line = (n: number) => `${n} select | ${frames}`;
    expect(findingsOf(line(2), line(60), { facts: pprof })[0]?.at).toBe(at);
  });
});

describe('ranking and rows', () => {
  test('a small leak beside much that is expected comes first', () => {
    const idle = (n: number) =>
      `${n} IO wait | net/http.(*conn).serve /usr/local/go/src/net/http/server.go:2103 > bufio.(*Reader).Peek /usr/local/go/src/bufio/bufio.go:1`;
    const leak = (n: number) => `${n} chan send | shop.Warm.func1 shop/warm.go:17`;
    const found = findingsOf(`${idle(20)}\n${leak(3)}`, `${idle(500)}\n${leak(15)}`, { facts: pprof });
    expect(found.map((one) => one.at)).toEqual(['shop.Warm.func1:17', 'net/http.(*conn).serve:2103']);
    expect(found.map((one) => one.rank)).toEqual([1, 2]);
  });

  test('a falling total hides no leak', () => {
    const conn = (n: number) => `${n} IO wait | net/http.(*conn).serve /usr/local/go/src/net/http/server.go:2103`;
    const leak = (n: number) => `${n} chan send | shop.Warm.func1 shop/warm.go:17`;
    const found = findingsOf(`${conn(300)}\n${leak(13)}`, `${conn(70)}\n${leak(60)}`, { facts: pprof });
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ at: 'shop.Warm.func1:17', before: 13, after: 60 });
  });

  test('churn and repaired leaks are no findings', () => {
    const worker = '#{id} chan send | shop.Warm.func1 shop/warm.go:17 < shop.Warm shop/warm.go:15 in {parent}';
    expect(findingsOf(`${MAIN}\n${drawn(100, 60, worker)}`, `${MAIN}\n${drawn(500, 60, worker)}`)).toEqual([]);
    expect(findingsOf(`${MAIN}\n${drawn(100, 60, worker)}`, `${MAIN}\n${drawn(100, 20, worker)}`)).toEqual([]);
  });

  test('min_delta leaves out what grew by less', () => {
    const line = (n: number) => `${n} chan send | shop.Warm.func1 shop/warm.go:17`;
    expect(findingsOf(line(3), line(15), { facts: pprof, minDelta: 13 })).toEqual([]);
    expect(findingsOf(line(3), line(15), { facts: pprof, minDelta: 12 })).toHaveLength(1);
  });

  test('ids are stable and differ', () => {
    const lines = (n: number) => `${n} chan send | shop.a shop/a.go:17\n${n} chan send | shop.b shop/b.go:17`;
    const ids = () => findingsOf(lines(3), lines(15), { facts: pprof }).map((one) => one.id);
    expect(ids()).toEqual(ids());
    expect(new Set(ids()).size).toBe(2);
  });
});

describe('what the inputs are', () => {
  const line = (n: number) => `${n} chan send | shop.a.func1 shop/a.go:17`;

  test('one snapshot alone claims no growth', () => {
    const input = diffSnapshots([snapshotFromText(line(60), pprof)]);
    const [first] = diagnose(input, { minDelta: 1, suppressions: [], sources: null });
    expect(first?.verdict).not.toBe('leak');
    expect(first?.counterEvidence.map((one) => one.text).join()).toContain('alone cannot tell');
    expect(first?.nextCapture).toContain('Take a second one');
  });

  test('a cut BEFORE speaks against growth', () => {
    const input = diffSnapshots([
      snapshotFromText(line(6), { ...pprof, truncated: true }),
      snapshotFromText(line(60), pprof),
    ]);
    const [first] = diagnose(input, { minDelta: 1, suppressions: [], sources: null });
    expect(first?.counterEvidence.map((one) => one.text).join()).toContain('is cut off');
  });

  test('a series tells its course', () => {
    const of = (counts: number[]) =>
      diagnose(diffSnapshots(counts.map((n) => snapshotFromText(line(n), pprof))), {
        minDelta: 1,
        suppressions: [],
        sources: null,
      })[0];
    expect(of([5, 20, 40, 60])?.series).toMatchObject({ values: [5, 20, 40, 60], trend: 'rising' });
    expect(of([5, 60, 10, 60])?.series?.trend).toBe('sawtooth');
    const rising = of([5, 20, 40, 60])?.confidence ?? 0;
    expect(rising).toBeGreaterThan(of([5, 60, 10, 60])?.confidence ?? 1);
  });

  test("the runtime's own proof is a leak whatever it looks like", () => {
    const proven = (n: number) => `${n} chan receive, leaked | shop.a.func1 shop/a.go:17`;
    const [first] = findingsOf(proven(1), proven(3), { facts: pprof });
    expect(first).toMatchObject({ verdict: 'leak', leakedProven: 3 });
    expect(first?.evidence[0]).toMatchObject({ from: 'runtime' });
  });

  test('what is proved needs no growth to be told, what is not needs some', () => {
    const stands = (flag: string) => findingsOf(`3 chan receive${flag} | shop.a`, `3 chan receive${flag} | shop.a`);
    expect(stands(', leaked')).toMatchObject([{ verdict: 'leak', leakedProven: 3, before: 3, after: 3 }]);
    expect(stands('')).toEqual([]);
  });
});

describe('source', () => {
  const line = (n: number) => `${n} chan send | shop.a.func1 shop/a.go:17`;

  test('a line that cannot be in the state is said and not used', () => {
    const [first] = findingsOf(line(3), line(40), {
      facts: pprof,
      sources: sourceThatSays({ wait: { kind: 'receive', channel: 'jobs' }, channel: 'ticker' }),
    });
    expect(first?.pattern).toBe('chan-send');
    expect(first?.counterEvidence.map((one) => one.text).join()).toContain('the source was not used: the dump says');
  });

  test('the snippet is shown once', () => {
    const [first] = findingsOf(line(3), line(40), {
      facts: pprof,
      sources: sourceThatSays({ wait: { kind: 'send', channel: 'c' }, channel: 'unbuffered' }),
    });
    expect(first?.evidence.filter((one) => one.snippet !== null)).toHaveLength(1);
    expect(first?.evidence.some((one) => one.text.includes('needs a receiver'))).toBe(true);
  });
});

describe('the catalogue', () => {
  test('has every pattern of the contract once', () => {
    expect(PATTERNS.map((pattern) => pattern.id).sort()).toEqual([...PATTERN_IDS].sort());
  });

  test.each(PATTERNS.map((pattern) => [pattern.id, pattern] as const))(
    'docs/patterns/%s.md is up to date',
    async (id, pattern) => {
      await expect(patternPage(pattern)).toMatchFileSnapshot(`../../../docs/patterns/${id}.md`);
    },
  );

  test('docs/patterns/README.md is up to date', async () => {
    await expect(patternIndexPage(PATTERNS)).toMatchFileSnapshot('../../../docs/patterns/README.md');
  });
});
