import { describe, expect, test } from 'vitest';
import { findingsOf } from '../findings-of.ts';

const facts = { format: 'pprof' } as const;

describe('semaphore', () => {
  test.each([
    [
      'chan send',
      'golang.org/x/sync/errgroup.(*Group).Go',
      '/go/pkg/mod/golang.org/x/sync@v0.9.0/errgroup/errgroup.go',
    ],
    [
      'select',
      'golang.org/x/sync/semaphore.(*Weighted).Acquire',
      '/go/pkg/mod/golang.org/x/sync@v0.9.0/semaphore/semaphore.go',
    ],
    ['select', 'database/sql.(*DB).conn', '/usr/local/go/src/database/sql/sql.go'],
    ['chan receive', 'example.org/bus.(*ConnPool).Acquire', '/go/pkg/mod/example.org/bus@v1.0.0/pool.go'],
  ])('a queue: %s in %s', (state, queue, file) => {
    const line = (n: number) => `${n} ${state} | stock.Reserve stock/stock.go:30 > ${queue} ${file}:1`;
    expect(findingsOf(line(4), line(44), { facts })[0]).toMatchObject({ pattern: 'semaphore', at: 'stock.Reserve:30' });
  });

  test('work behind errgroup.Go is not a queue for it', () => {
    const line = (n: number) =>
      `${n} chan send | golang.org/x/sync/errgroup.(*Group).Go.func1 /go/pkg/mod/golang.org/x/sync@v0.9.0/errgroup/errgroup.go:1 > stock.Ask stock/stock.go:8`;
    expect(findingsOf(line(4), line(44), { facts })[0]).toMatchObject({ pattern: 'chan-send', at: 'stock.Ask:8' });
  });
});
