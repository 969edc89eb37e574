import { describe, expect, it } from 'vitest';
import { placeOf, type Viewport, visibleNodes } from '../../../src/core/flame/layout.ts';
import { nodeName } from '../../../src/core/flame/node-name.ts';
import { diffOf } from '../../support/diff-of.ts';
import { treeOf } from '../../support/tree-of.ts';

const diff = diffOf(`
  m.main;m.a;m.x [select] 0 → 50
  m.main;m.a;m.y [select] 0 → 10
  m.main;m.b [select] 0 → 30
  m.main;m.c;m.z [select] 0 → 10
`);
const tree = treeOf(diff);
const whole: Viewport = {
  x0: 0,
  x1: 1,
  firstDepth: 0,
  lastDepth: 99,
  width: 100,
  minWidth: 1,
  limit: 2000,
  always: null,
};
const named = (name: string) =>
  visibleNodes(tree, whole).find(({ node }) => nodeName(diff.symbols, tree, node) === name)?.node ?? null;

const seen = (view: Partial<Viewport>): string[] =>
  visibleNodes(tree, { ...whole, ...view })
    .map(({ node }) => nodeName(diff.symbols, tree, node))
    .filter((name) => name.startsWith('m.'));

describe('the layout', () => {
  it('lays children side by side from the left edge of their parent', () => {
    const boxes = visibleNodes(tree, { ...whole, lastDepth: 3 }).map(
      ({ node, x0, x1 }) => `${nodeName(diff.symbols, tree, node)} ${x0.toFixed(2)}–${x1.toFixed(2)}`,
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

  it('is the same for one node as for all', () => {
    for (const placed of visibleNodes(tree, whole)) {
      const alone = placeOf(tree, placed.node);
      expect(alone.x0).toBeCloseTo(placed.x0, 12);
      expect(alone.x1).toBeCloseTo(placed.x1, 12);
    }
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
    const nodes = visibleNodes(tree, { ...whole, limit: 6 });
    expect(nodes.length).toBeLessThanOrEqual(6);
    expect(nodes.map(({ node }) => nodeName(diff.symbols, tree, node))).toContain('m.x');
  });

  it('has nothing to show of an empty tree but its root', () => {
    expect(visibleNodes(treeOf(diffOf('')), whole)).toEqual([]);
  });

  it('keeps one node however narrow it is, in its place', () => {
    const narrow = { minWidth: 20, always: named('m.z') };
    expect(seen(narrow)).toEqual(['m.main', 'm.a', 'm.x', 'm.b', 'm.c', 'm.z']);
    const z = visibleNodes(tree, { ...whole, ...narrow }).find(({ node }) => node === narrow.always);
    expect([z?.x0, z?.x1].map((x) => x?.toFixed(2))).toEqual(['0.90', '1.00']);
  });
});
