import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { alignFile, type PlaceLines } from '../../../src/core/diff/line-alignment.ts';

/** Pairs of each place as text: "10→12 20→22". */
function aligned(...places: [before: number[], after: number[]][]): string[] {
  return alignFile(places.map(([before, after]): PlaceLines => ({ before, after }))).pairs.map((pairs) =>
    pairs.map(([from, to]) => `${from}→${to}`).join(' '),
  );
}

describe('alignFile', () => {
  it('pairs what stands still', () => {
    expect(
      aligned([
        [10, 20],
        [10, 20],
      ]),
    ).toEqual(['10→10 20→20']);
  });

  it('follows one insertion above', () => {
    expect(
      aligned(
        [[10], [10]],
        [
          [20, 24],
          [23, 27],
        ],
        [[40], [43]],
      ),
    ).toEqual(['10→10', '20→23 24→27', '40→43']);
  });

  it('follows insertions inside a function, as far as its neighbours moved', () => {
    expect(
      aligned(
        [[70], [76]],
        [
          [78, 84],
          [84, 93],
        ],
        [[100], [109]],
      ),
    ).toEqual(['70→76', '78→84 84→93', '100→109']);
  });

  it('pairs the closures of a function when one is inserted before them', () => {
    expect(
      aligned([
        [10, 20, 30],
        [5, 12, 22, 32],
      ]),
    ).toEqual(['10→12 20→22 30→32']);
  });

  it('lets neighbours decide between two readings', () => {
    expect(aligned([[10], [15, 25]], [[40], [45]])).toEqual(['10→15', '40→45']);
    expect(aligned([[10], [15, 25]])).toEqual(['']);
  });

  it('does not move lines between lines that stand still', () => {
    expect(aligned([[10], [15]], [[40], [40]])).toEqual(['', '40→40']);
    expect(
      aligned(
        [
          [10, 20],
          [20, 30],
        ],
        [[40], [40]],
      ),
    ).toEqual(['20→20', '40→40']);
  });

  it('drops what crosses most others', () => {
    expect(aligned([[10], [90]], [[20], [25]], [[30], [36]])).toEqual(['', '20→25', '30→36']);
  });

  it('knows which lines stand still', () => {
    const { stands } = alignFile([
      { before: [40], after: [40] },
      { before: [60], after: [65] },
    ]);
    expect([10, 40, 50, 70].map(stands)).toEqual([true, false, false, false]);
  });

  it('mirrors when the sides are swapped', () => {
    const places: [number[], number[]][] = [
      [
        [10, 20],
        [13, 26],
      ],
      [[30], [31, 36]],
      [[50], [56]],
    ];
    const swapped = places.map(([before, after]): [number[], number[]] => [after, before]);
    const turned = aligned(...swapped).map((pairs) => pairs.replace(/(\d+)→(\d+)/g, '$2→$1'));
    expect(turned).toEqual(aligned(...places));
  });
});

test('where both sides stand at the same lines, each is its own counterpart, and all above the last one stand still', () => {
  // What frameCorrespondence takes for granted of files that it does not align.
  const lines = fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(fc.array(lines, { minLength: 1, maxLength: 5 }), (functions) => {
      const sorted = functions.map((of) => [...of].sort((a, b) => a - b));
      const { pairs, stands } = alignFile(sorted.map((of): PlaceLines => ({ before: of, after: of })));
      expect(pairs).toEqual(sorted.map((of) => of.map((line) => [line, line])));
      const last = Math.max(...sorted.flat());
      for (let line = 0; line <= 70; line++) expect(stands(line)).toBe(line < last);
    }),
  );
});
