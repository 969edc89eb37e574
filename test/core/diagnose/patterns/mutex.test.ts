import { describe, expect, test } from 'vitest';
import { drawn, findingsOf, MAIN } from '../findings-of.ts';

const queue =
  '#{id} sync.Mutex.Lock | ledger.(*Book).Post ledger/book.go:15 > sync.(*Mutex).Lock sync/mutex.go:1 < ledger.Serve ledger/serve.go:3 in {parent}';

describe('mutex', () => {
  test('a queue that only grows', () => {
    const holder = '#50 chan send | ledger.(*Book).Post ledger/book.go:17 > ledger.(*Book).audit ledger/book.go:30';
    const [first] = findingsOf(
      `${MAIN}\n${holder}\n${drawn(100, 10, queue)}`,
      `${MAIN}\n${holder}\n${drawn(100, 90, queue)}`,
    );
    expect(first).toMatchObject({ pattern: 'mutex', at: 'ledger.(*Book).Post:15', before: 10, after: 90 });
    expect(first?.evidence.map((one) => one.text).join()).toContain('may hold');
  });

  test('contention passes: none of the waiters is the same', () => {
    const [first] = findingsOf(`${MAIN}\n${drawn(100, 10, queue)}`, `${MAIN}\n${drawn(500, 16, queue)}`);
    expect(first?.verdict).not.toBe('leak');
  });
});
