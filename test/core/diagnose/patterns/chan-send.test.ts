import { describe, expect, test } from 'vitest';
import { drawn, findingsOf, MAIN } from '../findings-of.ts';

const sender =
  '#{id} chan send | shop.(*Server).Quote.func1 shop/quote.go:42 < shop.(*Server).Quote shop/quote.go:40 in {parent}';

describe('chan-send', () => {
  test('senders whose starter has returned for every one are a leak', () => {
    const [first] = findingsOf(`${MAIN}\n${drawn(100, 5, sender)}`, `${MAIN}\n${drawn(100, 65, sender)}`);
    expect(first).toMatchObject({
      verdict: 'leak',
      pattern: 'chan-send',
      at: 'shop.(*Server).Quote.func1:42',
      before: 5,
      after: 65,
      survivors: 5,
      by: 'shop.(*Server).Quote',
    });
    expect(first?.confidence).toBeGreaterThanOrEqual(0.9);
    expect(first?.sentence).toContain('60 goroutines more than before are stuck sending on a channel at quote.go:42');
    expect(first?.memoryAtLeast).toBe(60 * 2048);
  });

  test('senders whose starters still collect are no leak', () => {
    const busy = '#{parent} chan receive | shop.(*Server).Quote shop/quote.go:50';
    const pair = `${drawn(100, 20, sender)}\n${drawn(100, 20, busy)}`;
    const sends = findingsOf(MAIN, `${MAIN}\n${pair}`).find((one) => one.at === 'shop.(*Server).Quote.func1:42');
    expect(sends?.verdict).not.toBe('leak');
    expect(sends?.counterEvidence.map((one) => one.text).join()).toContain('still running for every one');
  });
});
