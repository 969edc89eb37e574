import { describe, expect, it } from 'vitest';
import { diffSnapshots } from '../../../src/core/diff/diff-snapshots.ts';
import { rowIndex } from '../../../src/core/model/index-types.ts';
import { formatDiff } from '../../support/format-diff.ts';
import { snapshotFromText } from '../../support/snapshot-from-text.ts';

const rowsOf = (...texts: string[]) => formatDiff(diffSnapshots(texts.map((text) => snapshotFromText(text))).diff);

describe('diffSnapshots', () => {
  it('shows a snapshot alone as growth from nothing', () => {
    expect(rowsOf('3 select | main.main m.go:1 > main.work w.go:7')).toEqual([
      '0 → 3 +3 select none | main.main:1 > main.work:7',
    ]);
  });

  it('puts what grew most first, then what is most, then by text', () => {
    expect(
      rowsOf(
        `5 select | main.b
         5 select | main.a
         9 chan send | main.c`,
        `5 select | main.b
         5 select | main.a
         12 chan send | main.c
         1 chan send | main.d`,
      ),
    ).toEqual([
      '9 → 12 +3 chan send exact | main.c:1',
      '0 → 1 +1 chan send none | main.d:1',
      '5 → 5 0 select exact | main.a:1',
      '5 → 5 0 select exact | main.b:1',
    ]);
  });

  it('compares protobuf with debug=2: runtime frames and wrappers are no difference', () => {
    expect(
      rowsOf(
        '4 chan send | main.main.gowrap1 m.go:3 > main.work /src/w.go:7 > runtime.chansend1 > runtime.chansend > runtime.gopark',
        '6 chan send | main.work w.go:7',
      ),
    ).toEqual(['4 → 6 +2 chan send exact | main.work:7']);
  });

  it('keeps two lines of one function apart', () => {
    expect(rowsOf('1 select | main.f f.go:10\n 1 select | main.f f.go:12')).toHaveLength(2);
  });

  it('knows who stayed by id', () => {
    expect(
      rowsOf(
        `#1 select | main.main
         #20 chan send | main.work < main.main in 1
         #21 chan send | main.work < main.main in 1
         #22 chan send | main.work < main.main in 1`,
        `#1 select | main.main
         #20 chan send | main.work < main.main in 1
         #21 select | main.other < main.main in 1
         #40 chan send | main.work < main.main in 1
         #41 chan send | main.work < main.main in 1
         #42 chan send | main.work < main.main in 1`,
      ),
    ).toEqual([
      '3 → 4 +1 chan send exact s1 i0 o1 b3 g1 | main.work:1',
      '0 → 1 +1 select none s0 i1 o0 b0 g0 | main.other:1',
      '1 → 1 0 select exact s1 i0 o0 b0 g0 | main.main:1',
    ]);
  });

  it('leaves out the goroutine that writes the dump, and says so', () => {
    const { diff } = diffSnapshots([
      snapshotFromText('1 running, observer | main.dump'),
      snapshotFromText('1 running, observer | main.dump\n 2 select | main.f'),
    ]);
    expect(formatDiff(diff)).toEqual(['0 → 2 +2 select none | main.f:1']);
    expect(diff.totals).toMatchObject({ before: 0, after: 2, leftOut: { before: 1, after: 1 } });
  });
});

describe('a pair within a series', () => {
  const texts = ['1 select | main.a', '4 select | main.a\n 2 sleep | main.b', '9 select | main.a', '3 sleep | main.b'];
  const snapshots = texts.map((text) => snapshotFromText(text));

  it('is BEFORE and AFTER; every row still has all counts, in the order of time', () => {
    const { diff, order } = diffSnapshots(snapshots, { pair: [1, 2] });
    expect(formatDiff(diff)).toEqual([
      '4 → 9 +5 select exact [1 4 9 0] | main.a:1',
      '2 → 0 -2 sleep none [0 2 0 3] | main.b:1',
    ]);
    expect(order).toEqual([1, 0, 3, 2]);
  });

  it('tells what the two alone tell: who stayed, who started them, how long they wait', () => {
    const followed = [
      '#50 select, 2 minutes | main.a < main.main in 1',
      '#50 select, 3 minutes | main.a < main.main in 1\n#80 select | main.a < main.main in 1',
      '#50 select, 9 minutes | main.a < main.main in 1\n#90 select | main.a < main.serve in 1',
    ].map((text) => snapshotFromText(text));
    const [, second, third] = followed;
    if (second === undefined || third === undefined) throw new Error('there are three');
    const within = diffSnapshots(followed, { pair: [1, 2] }).diff;
    const alone = diffSnapshots([second, third]).diff;
    const { series: _, ...rows } = within.rows;
    const { series: __, ...rowsAlone } = alone.rows;
    expect(rows).toEqual(rowsAlone);
    expect(within.totals).toEqual(alone.totals);
    expect(within.waits).toEqual(alone.waits);
    expect(within.parts.length).toBe(alone.parts.length);
    expect(within.comparison).toEqual(alone.comparison);
  });

  it.each([[[2, 1]], [[0, 9]], [[-1, 2]], [[0.5, 2]]] as [[number, number]][])(
    '%j is none: first against last',
    (pair) => {
      const { diff } = diffSnapshots(snapshots, { pair });
      expect(diff.rows.before[rowIndex(0)]).toBe(diffSnapshots(snapshots).diff.rows.before[rowIndex(0)]);
    },
  );
});
