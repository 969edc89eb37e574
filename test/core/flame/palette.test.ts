import { describe, expect, it } from 'vitest';
import {
  COLOUR_SCHEMES,
  changeKind,
  familiesOf,
  PAINTS,
  painter,
  STATE_FAMILIES,
} from '../../../src/core/flame/palette.ts';
import { flameNode } from '../../../src/core/model/index-types.ts';
import { diffOf } from '../../support/diff-of.ts';
import { treeOf } from '../../support/tree-of.ts';

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((from) => {
    const share = Number.parseInt(hex.slice(from, from + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

describe('palette', () => {
  it('can be read on every fill', () => {
    for (const theme of Object.values(PAINTS)) {
      const paints = [theme.change, theme.classic, theme.state, theme.library].flatMap((group) => Object.values(group));
      for (const paint of [...paints, ...theme.packages]) {
        expect(contrast(paint.fill, paint.ink), paint.fill).toBeGreaterThanOrEqual(4.5);
      }
    }
  });

  it('tells new and shrank by a hatch too', () => {
    for (const theme of Object.values(PAINTS)) {
      expect(theme.change.new.hatch).toBe('rising');
      expect(theme.change.gone.hatch).toBe('falling');
      expect(theme.change['grew-4'].hatch).toBeNull();
    }
  });

  it.each([
    [5, 5, 'same'],
    [0, 3, 'new'],
    [4, 0, 'gone'],
    [10, 11, 'grew-1'],
    [10, 20, 'grew-2'],
    [10, 99, 'grew-3'],
    [1, 10, 'grew-4'],
    [10, 6, 'shrank-1'],
    [10, 4, 'shrank-2'],
  ] as const)('%i → %i is %s', (before, after, kind) => {
    expect(changeKind(before, after)).toBe(kind);
  });

  it('colours a box by state where all below it wait for one thing, and paints every node', () => {
    const diff = diffOf(`
      m.main;m.a [chan send] 0 → 4
      m.main;m.b [sync.Mutex.Lock] 0 → 2
      m.main;m.b [semacquire] 0 → 1
    `);
    const tree = treeOf(diff);
    const families = Array.from(familiesOf(diff, tree), (family) => STATE_FAMILIES[family]);
    expect(families).toEqual(['several', 'several', 'send', 'send', 'lock', 'lock', 'lock']);
    for (const scheme of COLOUR_SCHEMES) {
      const paint = painter(diff, tree, scheme, 'light', 'safe');
      for (let n = 0; n < tree.length; n++) expect(paint(flameNode(n)).fill).toMatch(/^#/);
    }
  });
});
