import { describe, expect, test } from 'vitest';
import { findingsOf } from '../findings-of.ts';

const facts = { format: 'pprof' } as const;
const line = (n: number) => `${n} select | database/sql.(*Rows).awaitDone /usr/local/go/src/database/sql/sql.go:1`;

describe('rows-not-closed', () => {
  test('result sets that stay open', () => {
    expect(findingsOf(line(2), line(40), { facts })[0]).toMatchObject({
      verdict: 'leak',
      pattern: 'rows-not-closed',
      before: 2,
      after: 40,
    });
  });

  test('one query in progress is not called a leak', () => {
    expect(findingsOf(line(2), line(3), { facts })[0]?.verdict).not.toBe('leak');
  });
});
