import { describe, expect, test } from 'vitest';
import { findingsOf } from '../findings-of.ts';

describe('unknown', () => {
  test('a state that debug=1 hides is told as such', () => {
    const [first] = findingsOf(
      '2 - | shop.(*Client).doRequest shop/client.go:52',
      '40 - | shop.(*Client).doRequest shop/client.go:52',
      { facts: { format: 'debug1' } },
    );
    expect(first).toMatchObject({ at: 'shop.(*Client).doRequest:52', before: 2, after: 40 });
    expect(first?.state).toContain('this format does not tell which');
    expect(first?.nextCapture).toContain('debug=2');
  });

  test('nothing grew, nothing is said', () => {
    const line = '40 - | shop.(*Client).doRequest shop/client.go:52';
    expect(findingsOf(line, line, { facts: { format: 'debug1' } })).toEqual([]);
  });
});
