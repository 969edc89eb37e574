import { describe, expect, test } from 'vitest';
import { findingsOf } from '../findings-of.ts';

const facts = { format: 'pprof' } as const;
const line = (n: number) =>
  `${n} select | context.(*cancelCtx).propagateCancel.func2 /usr/local/go/src/context/context.go:523`;

describe('context-not-cancelled', () => {
  test('watchers of derived contexts that add up', () => {
    expect(findingsOf(line(10), line(98), { facts })[0]).toMatchObject({
      verdict: 'suspect',
      pattern: 'context-not-cancelled',
      before: 10,
      after: 98,
    });
  });

  test('two more for requests in flight are not called a leak', () => {
    expect(findingsOf(line(10), line(12), { facts })[0]?.verdict).not.toBe('leak');
  });
});
