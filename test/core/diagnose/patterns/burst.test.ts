import { describe, expect, test } from 'vitest';
import { drawn, findingsOf, MAIN } from '../findings-of.ts';

const facts = { format: 'pprof' } as const;

describe('burst', () => {
  test('goroutines that have not run yet', () => {
    const found = findingsOf('1 running | main.main main.go:1', '30 runnable | .', { facts });
    expect(found[0]).toMatchObject({ verdict: 'expected', pattern: 'burst', culprit: null });
  });

  test('without ids, what ran there before may be running still', () => {
    const busy = (n: number) => `${n} runnable | spin.Watch spin/watch.go:8`;
    expect(findingsOf(busy(1), busy(4), { facts })[0]).toMatchObject({ verdict: 'suspect', pattern: 'endless-loop' });
  });

  test('work that stays the same from dump to dump is no burst', () => {
    const busy = '#{id} runnable | spin.Watch spin/watch.go:8 < spin.Start spin/watch.go:3 in {parent}';
    const [first] = findingsOf(`${MAIN}\n${drawn(100, 6, busy)}`, `${MAIN}\n${drawn(100, 30, busy)}`);
    expect(first).toMatchObject({ pattern: 'endless-loop' });
    expect(first?.verdict).not.toBe('leak');
  });
});
