import { describe, expect, test } from 'vitest';
import { findingsOf } from '../findings-of.ts';

const facts = { format: 'pprof' } as const;
const line = (n: number) => `${n} sync.Cond.Wait | mail.(*Box).Take mail/box.go:34 > sync.(*Cond).Wait sync/cond.go:1`;

describe('cond', () => {
  test('waiters that nobody wakes', () => {
    expect(findingsOf(line(6), line(60), { facts })[0]).toMatchObject({
      pattern: 'cond',
      at: 'mail.(*Box).Take:34',
      before: 6,
      after: 60,
    });
  });

  test('a few more idle workers beside many are expected, as many more again are not', () => {
    expect(findingsOf(line(16), line(19), { facts })[0]?.verdict).toBe('expected');
    expect(findingsOf(line(4), line(7), { facts })[0]?.verdict).toBe('suspect');
  });
});
