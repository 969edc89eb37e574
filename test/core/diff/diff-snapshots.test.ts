import { describe, expect, it } from 'vitest';
import { diffSnapshots } from '../../../src/core/diff/diff-snapshots.ts';
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
