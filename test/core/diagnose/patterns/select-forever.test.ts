import { describe, expect, test } from 'vitest';
import { findingsOf } from '../findings-of.ts';

describe('select-forever', () => {
  test('goroutines in select {} never end', () => {
    const [first] = findingsOf(
      '3 select (no cases) | plugin.Run plugin/run.go:9',
      '28 select (no cases) | plugin.Run plugin/run.go:9',
      { facts: { format: 'pprof' } },
    );
    expect(first).toMatchObject({ verdict: 'leak', pattern: 'select-forever', before: 3, after: 28 });
  });

  test('main that blocks on purpose is not a leak', () => {
    const line = '1 select (no cases) | main.main main.go:9';
    expect(findingsOf(line, line, { facts: { format: 'pprof' } })[0]?.verdict).toBe('expected');
  });
});
