import { describe, expect, it } from 'vitest';
import { buildFlameTree } from '../../../src/core/flame/build.ts';
import { layoutFlame, type Viewport, visibleNodes } from '../../../src/core/flame/layout.ts';
import { nodeName } from '../../../src/core/flame/node-name.ts';
import { at } from '../../../src/core/model/column.ts';
import { diffOf } from '../../support/diff-of.ts';

const diff = diffOf(`
  m.main;m.a;m.x [select] 0 → 50
  m.main;m.a;m.y [select] 0 → 10
  m.main;m.b [select] 0 → 30
  m.main;m.c;m.z [select] 0 → 10
`);
const tree = buildFlameTree(diff, { mode: 'growth', root: { kind: 'entry' }, collapseRecursion: false, filters: null });
const layout = layoutFlame(tree);
const whole: Viewport = { x0: 0, x1: 1, firstDepth: 0, lastDepth: 99, width: 100, minWidth: 1, limit: 2000 };

const seen = (view: Partial<Viewport>): string[] =>
  visibleNodes(tree, layout, { ...whole, ...view })
    .map((node) => nodeName(diff.symbols, tree, node))
    .filter((name) => name.startsWith('m.'));

describe('layoutFlame', () => {
  it('lays children side by side from the left edge of their parent', () => {
    const boxes = visibleNodes(tree, layout, { ...whole, lastDepth: 3 }).map(
      (node) =>
        `${nodeName(diff.symbols, tree, node)} ${at(layout.x0, node).toFixed(2)}–${at(layout.x1, node).toFixed(2)}`,
    );
    expect(boxes.filter((box) => box.startsWith('m.'))).toEqual([
      'm.main 0.00–1.00',
      'm.a 0.00–0.60',
      'm.x 0.00–0.50',
      'm.y 0.50–0.60',
      'm.b 0.60–0.90',
      'm.c 0.90–1.00',
      'm.z 0.90–1.00',
    ]);
  });
});

describe('visibleNodes', () => {
  it('leaves out what is too narrow, with all below it', () => {
    expect(seen({ minWidth: 20 })).toEqual(['m.main', 'm.a', 'm.x', 'm.b']);
  });

  it('leaves out what lies beside or below the view', () => {
    expect(seen({ x0: 0.55, x1: 0.85 })).toEqual(['m.main', 'm.a', 'm.y', 'm.b']);
    expect(seen({ lastDepth: 2 })).toEqual(['m.main', 'm.a', 'm.b', 'm.c']);
    expect(seen({ firstDepth: 3 })).toEqual(['m.x', 'm.y', 'm.z']);
  });

  it('shows narrow boxes once they are zoomed', () => {
    expect(seen({ minWidth: 20, x0: 0.9, x1: 1 })).toEqual(['m.main', 'm.c', 'm.z']);
  });

  it('keeps the widest where there are more than the limit', () => {
    const nodes = visibleNodes(tree, layout, { ...whole, limit: 6 });
    expect(nodes.length).toBeLessThanOrEqual(6);
    expect(nodes.map((node) => nodeName(diff.symbols, tree, node))).toContain('m.x');
  });

  it('has nothing to show of an empty tree but its root', () => {
    const none = buildFlameTree(diffOf(''), {
      mode: 'growth',
      root: { kind: 'entry' },
      collapseRecursion: false,
      filters: null,
    });
    expect(none.length).toBe(1);
    expect(visibleNodes(none, layoutFlame(none), whole)).toEqual([]);
  });
});
