import { describe, expect, test } from 'vitest';
import { findingsOf } from '../findings-of.ts';

const facts = { format: 'pprof' } as const;

describe('rwmutex', () => {
  test('readers behind a writer that hangs', () => {
    const line = (n: number) =>
      `${n} sync.RWMutex.RLock | price.(*Cache).Get price/cache.go:15 > sync.(*RWMutex).RLock sync/rwmutex.go:1`;
    expect(findingsOf(line(9), line(77), { facts })[0]).toMatchObject({
      pattern: 'rwmutex',
      at: 'price.(*Cache).Get:15',
    });
  });

  test('the second writer shows Mutex.Lock and is told by its frames', () => {
    const line = (n: number) =>
      `${n} sync.Mutex.Lock | price.(*Cache).Set price/cache.go:25 > sync.(*RWMutex).Lock sync/rwmutex.go:1 > sync.(*Mutex).Lock sync/mutex.go:1`;
    expect(findingsOf(line(1), line(30), { facts })[0]?.pattern).toBe('rwmutex');
  });

  test('no growth, no finding', () => {
    const line =
      '9 sync.RWMutex.RLock | price.(*Cache).Get price/cache.go:15 > sync.(*RWMutex).RLock sync/rwmutex.go:1';
    expect(findingsOf(line, line, { facts })).toEqual([]);
  });
});
