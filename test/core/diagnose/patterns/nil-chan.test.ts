import { describe, expect, test } from 'vitest';
import { findingsOf } from '../findings-of.ts';

describe('nil-chan', () => {
  test('is certain, even for few and without growth', () => {
    const line = '2 chan receive (nil chan) | feed.(*Feed).Follow.func1 feed/feed.go:19';
    const [first] = findingsOf(line, line, { facts: { format: 'pprof' } });
    expect(first).toMatchObject({ verdict: 'leak', pattern: 'nil-chan', before: 2, after: 2 });
  });

  test('one alone may wait for the end of a context that has none', () => {
    const line = '1 chan receive (nil chan) | feed.(*Feed).Run feed/feed.go:30';
    const [first] = findingsOf(line, line, { facts: { format: 'pprof' } });
    expect(first).toMatchObject({ verdict: 'suspect', pattern: 'nil-chan' });
  });

  test('a select with a case switched off by nil is not one', () => {
    const [first] = findingsOf('1 running | main.main main.go:1', '2 select | feed.Merge feed/feed.go:37', {
      facts: { format: 'pprof' },
    });
    expect(first).toMatchObject({ verdict: 'suspect', pattern: 'select-no-exit' });
  });
});
