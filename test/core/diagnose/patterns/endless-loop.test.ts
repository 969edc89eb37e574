import { describe, expect, test } from 'vitest';
import { drawn, findingsOf, MAIN } from '../findings-of.ts';
import { sourceThatSays } from '../source-that-says.ts';

const loop =
  '#{id} sleep | probe.(*Probe).Start.func1 probe/probe.go:8 > time.Sleep runtime/time.go:1 < probe.(*Probe).Start probe/probe.go:4 in 7';

describe('endless-loop', () => {
  test('sleepers that one owner keeps starting', () => {
    const [first] = findingsOf(`${MAIN}\n${drawn(100, 9, loop)}`, `${MAIN}\n${drawn(100, 90, loop)}`);
    expect(first).toMatchObject({ pattern: 'endless-loop', at: 'probe.(*Probe).Start.func1:8', before: 9, after: 90 });
    expect(first?.verdict).not.toBe('expected');
  });

  test('the source tells a loop that nothing leaves', () => {
    const [first] = findingsOf(drawn(100, 9, loop), drawn(100, 90, loop), {
      sources: sourceThatSays({ inEndlessLoop: true }),
    });
    expect(first?.evidence.some((one) => one.from === 'source')).toBe(true);
  });

  test('goroutines at work are a burst', () => {
    const [first] = findingsOf(
      '1 sleep | main.main main.go:1',
      '14 runnable | price.(*Board).Recompute price/board.go:57',
      { facts: { format: 'pprof' } },
    );
    expect(first).toMatchObject({ verdict: 'expected', pattern: 'burst' });
  });
});
