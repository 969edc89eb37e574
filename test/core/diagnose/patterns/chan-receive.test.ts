import { describe, expect, test } from 'vitest';
import { drawn, findingsOf, MAIN } from '../findings-of.ts';

const receiver =
  '#{id} chan receive | desk.(*Desk).Await.func1 desk/desk.go:21 < desk.(*Desk).Await desk/desk.go:20 in {parent}';

describe('chan-receive', () => {
  test('receivers that add up one by one', () => {
    const [first] = findingsOf(`${MAIN}\n${drawn(100, 4, receiver)}`, `${MAIN}\n${drawn(100, 44, receiver)}`);
    expect(first).toMatchObject({
      verdict: 'suspect',
      pattern: 'chan-receive',
      at: 'desk.(*Desk).Await.func1:21',
      before: 4,
      after: 44,
    });
  });

  test('a few workers that one owner started are expected', () => {
    const worker = '#{id} chan receive | desk.(*Pool).work desk/pool.go:9 < desk.NewPool desk/pool.go:4 in 1';
    const [first] = findingsOf(MAIN, `${MAIN}\n${drawn(100, 8, worker)}`);
    expect(first).toMatchObject({ verdict: 'expected', pattern: 'pool-or-server', after: 8 });
    expect(first?.counterEvidence.map((one) => one.text).join()).toContain('one goroutine started them all');
  });
});
