import { describe, expect, test } from 'vitest';
import { findingsOf } from '../findings-of.ts';

const facts = { format: 'pprof' } as const;
const line = (n: number) =>
  `${n} coroutine | iter.Pull[...].func1 /usr/local/go/src/iter/iter.go:301 > pages.Numbers.func1 pages/pages.go:10 > iter.Pull[...].func1.1 /usr/local/go/src/iter/iter.go:287`;

describe('iterator-not-stopped', () => {
  test('suspended iterators that add up', () => {
    expect(findingsOf(line(9), line(74), { facts })[0]).toMatchObject({
      verdict: 'leak',
      pattern: 'iterator-not-stopped',
      at: 'pages.Numbers.func1:10',
    });
  });

  test('one pull in progress is not called a leak', () => {
    expect(findingsOf(line(1), line(2), { facts })[0]?.verdict).not.toBe('leak');
  });
});
