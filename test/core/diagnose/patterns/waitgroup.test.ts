import { describe, expect, test } from 'vitest';
import { findingsOf } from '../findings-of.ts';

const facts = { format: 'pprof' } as const;

describe('waitgroup', () => {
  test('a counter that never comes down', () => {
    const line = (n: number) =>
      `${n} sync.WaitGroup.Wait | export.(*Exporter).Run export/run.go:25 > sync.(*WaitGroup).Wait sync/waitgroup.go:1`;
    const [first] = findingsOf(line(5), line(36), { facts });
    expect(first).toMatchObject({
      pattern: 'waitgroup',
      at: 'export.(*Exporter).Run:25',
      before: 5,
      after: 36,
      causedBy: null,
    });
    expect(first?.verdict).not.toBe('expected');
  });

  test('before Go 1.24 the state is semacquire', () => {
    const line = (n: number) =>
      `${n} semacquire | export.Run export/run.go:25 > sync.(*WaitGroup).Wait sync/waitgroup.go:1 > sync.runtime_Semacquire runtime/sema.go:1`;
    expect(findingsOf(line(5), line(36), { facts })[0]?.pattern).toBe('waitgroup');
  });

  test('workers that grew too are the cause and come first', () => {
    const stuck = (
      n: number,
    ) => `${n} sync.WaitGroup.Wait | export.All export/run.go:42 > sync.(*WaitGroup).Wait sync/waitgroup.go:1
      ${n} chan receive | export.All.func1 export/run.go:39 > bank.Wait bank/bank.go:3`;
    const [first, second] = findingsOf(stuck(3), stuck(43), { facts });
    expect(first).toMatchObject({ at: 'bank.Wait:3' });
    expect(second).toMatchObject({ at: 'export.All:42', pattern: 'waitgroup', causedBy: first?.id });
    expect(second?.confidence).toBeLessThanOrEqual(first?.confidence ?? 0);
  });

  test('a wait for work in flight is not called a leak', () => {
    const wait = '20 sync.WaitGroup.Wait | export.All export/run.go:42 > sync.(*WaitGroup).Wait sync/waitgroup.go:1';
    const child = '20 sleep | export.All.func1 export/run.go:39 > time.Sleep runtime/time.go:1';
    for (const finding of findingsOf('1 running | main.main main.go:1', `${wait}\n${child}`, { facts }))
      expect(finding.verdict).not.toBe('leak');
  });
});
