import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shareInWords, wilson } from './wilson.ts';

const shares = fc
  .tuple(fc.nat(500), fc.nat(500))
  .filter(([right, wrong]) => right + wrong > 0)
  .map(([right, wrong]) => ({ right, of: right + wrong }));

describe('wilson', () => {
  it('gives the interval of the textbook', () => {
    const { low, high } = wilson({ right: 8, of: 10 });
    expect(low).toBeCloseTo(0.4902, 4);
    expect(high).toBeCloseTo(0.9433, 4);
  });

  it('knows nothing of what was not asked', () => {
    expect(wilson({ right: 0, of: 0 })).toEqual({ low: 0, high: 1 });
  });

  it('never claims certainty from a perfect score', () => {
    expect(wilson({ right: 75, of: 75 }).low).toBeCloseTo(0.9513, 4);
  });

  it('holds the share itself and stays within 0…1', () => {
    fc.assert(
      fc.property(shares, (share) => {
        const { low, high } = wilson(share);
        const p = share.right / share.of;
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        expect(low).toBeLessThanOrEqual(p + 1e-9);
        expect(high).toBeGreaterThanOrEqual(p - 1e-9);
      }),
    );
  });

  it('is the same seen from the other side: of what is wrong', () => {
    fc.assert(
      fc.property(shares, ({ right, of }) => {
        expect(wilson({ right, of }).low).toBeCloseTo(1 - wilson({ right: of - right, of }).high, 9);
      }),
    );
  });

  it('narrows as more is asked', () => {
    const width = (times: number) => {
      const { low, high } = wilson({ right: 9 * times, of: 10 * times });
      return high - low;
    };
    expect(width(10)).toBeLessThan(width(1));
    expect(width(100)).toBeLessThan(width(10));
  });
});

describe('shareInWords', () => {
  it('says right of asked, the share and its interval in percent', () => {
    expect(shareInWords({ right: 61, of: 62 })).toBe('61/62 = 98.4 % (91.4–99.7)');
  });

  it('is a dash where nothing was asked', () => {
    expect(shareInWords({ right: 0, of: 0 })).toBe('–');
  });
});
