import { describe, expect, test } from 'vitest';
import { findingsOf } from '../findings-of.ts';
import { sourceThatSays } from '../source-that-says.ts';

const loop = '30 chan receive, receiveok | rates.(*Rates).refresh rates/rates.go:7';
const facts = { format: 'pprof' } as const;

describe('ticker-not-stopped', () => {
  test('only the source tells a ticker', () => {
    const [blind] = findingsOf('2 chan receive, receiveok | rates.(*Rates).refresh rates/rates.go:7', loop, { facts });
    const [seeing] = findingsOf('2 chan receive, receiveok | rates.(*Rates).refresh rates/rates.go:7', loop, {
      facts,
      sources: sourceThatSays({ wait: { kind: 'range', channel: 'ticker.C' }, channel: 'ticker' }),
    });
    expect(blind?.pattern).toBe('range-never-closed');
    expect(seeing?.pattern).toBe('ticker-not-stopped');
  });

  test('a range over a plain channel stays what it is', () => {
    const [first] = findingsOf('2 chan receive, receiveok | rates.(*Rates).refresh rates/rates.go:7', loop, {
      facts,
      sources: sourceThatSays({ wait: { kind: 'range', channel: 'jobs' }, channel: 'unbuffered' }),
    });
    expect(first?.pattern).toBe('range-never-closed');
  });
});
