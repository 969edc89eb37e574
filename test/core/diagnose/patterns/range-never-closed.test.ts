import { describe, expect, test } from 'vitest';
import { findingsOf } from '../findings-of.ts';

describe('range-never-closed', () => {
  test('protobuf tells the form with two results', () => {
    const loop = '30 chan receive, receiveok | load.Import.func1 load/import.go:13';
    const [first] = findingsOf('3 chan receive, receiveok | load.Import.func1 load/import.go:13', loop, {
      facts: { format: 'pprof' },
    });
    expect(first).toMatchObject({ pattern: 'range-never-closed', at: 'load.Import.func1:13', before: 3, after: 30 });
    expect(first?.verdict).not.toBe('expected');
  });

  test('workers that only stand at another line of one function have moved', () => {
    const idle = '20 chan receive, receiveok | load.(*Pool).work load/pool.go:13';
    const busy = '20 IO wait | load.(*Pool).work load/pool.go:15 > net.(*conn).Read net/net.go:3';
    const [first] = findingsOf(busy, idle, { facts: { format: 'pprof' } });
    expect(first?.verdict).toBe('expected');
    expect(first?.counterEvidence.map((one) => one.text).join()).toContain('only stand at another line');
  });
});
