import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Diff } from '../../../src/core/diff/diff.ts';
import { buildFlameTrie } from '../../../src/core/flame/build.ts';
import { type Viewport, visibleNodes } from '../../../src/core/flame/layout.ts';
import { nodeName } from '../../../src/core/flame/node-name.ts';
import { type FlameTree, weigh } from '../../../src/core/flame/tree.ts';
import { type WideMode, WideNodes } from '../../../src/core/flame/wide-nodes.ts';
import { wideTrie } from '../../../src/core/flame/wide-trie.ts';
import { at } from '../../../src/core/model/column.ts';
import { diffOf } from '../../support/diff-of.ts';
import { drawTree } from './draw-tree.ts';

const ALL: Viewport = {
  x0: 0,
  x1: 1,
  firstDepth: 0,
  lastDepth: 200,
  width: 100,
  minWidth: 0,
  limit: 1000,
  always: null,
};

describe('wideTrie', () => {
  it('has only what is wide, and counts the rest where its path leaves that', () => {
    const diff = diffOf(`
      http.serve:9;shop.Checkout:40;shop.send:7 [chan send] 1 → 9
      http.serve:9;shop.Checkout:41;shop.send:8 [select] 2 → 2
      http.serve:9;shop.Checkout:41;shop.log:3 [select] 2 → 3
      http.serve:9;shop.Browse:12;shop.send:7 [chan send] 5 → 4
      main.main:5 [sleep] 1 → 1
    `);
    const trie = wideTrie(diff, new WideNodes(diff, 'growth', { ...ALL, minWidth: 12 }));
    expect(drawTree(diff.symbols, weigh(trie, 'growth'))).toEqual([
      'all 9 (11 → 19)',
      '  http.serve 9 (10 → 18)',
      '    shop.Checkout 9 (5 → 14)',
      '      shop.send 8 (3 → 11)',
      '        chan send shop.go:7 8 (1 → 9)',
    ]);
  });

  it('knows from what width on all boxes find room', () => {
    const diff = diffOf(['a.f', 'b.f', 'c.f', 'd.f'].map((name, i) => `${name}:1 [select] 0 → ${5 - i}`).join('\n'));
    const wide = new WideNodes(diff, 'growth', { ...ALL, minWidth: 10, limit: 3 });
    expect([wide.minWidth, wide.length]).toEqual([22.5, 5]);
    expect(
      drawTree(diff.symbols, weigh(wideTrie(diff, wide), 'growth')).filter((line) => /^ {2}\S/.test(line)),
    ).toEqual(['  a.f 5 (0 → 5)', '  b.f 4 (0 → 4)']);
  });

  it('draws what the whole tree draws', () => {
    const row = fc.record({
      path: fc.array(fc.constantFrom('a.f:1', 'a.f:2', 'b.g:1', 'c/d.h:3'), { maxLength: 6 }),
      state: fc.constantFrom('select', 'chan send', ''),
      before: fc.nat(9),
      after: fc.nat(9),
    });
    const view = fc.record({ minWidth: fc.nat(60), limit: fc.integer({ min: 3, max: 12 }), lastDepth: fc.nat(7) });
    fc.assert(
      fc.property(
        fc.uniqueArray(row, { maxLength: 20, selector: (r) => `${r.path} ${r.state}` }),
        view,
        fc.constantFrom('growth', 'after'),
        (rows, choice, mode) => {
          // As every diff has them.
          rows.sort((a, b) => b.after - b.before - (a.after - a.before));
          const diff = diffOf(rows.map((r) => `${r.path.join(';')} [${r.state}] ${r.before} → ${r.after}`).join('\n'));
          const sheet: Viewport = { ...ALL, ...choice, minWidth: choice.minWidth + 1 };
          const wide = new WideNodes(diff, mode, sheet);
          const tree = weigh(wideTrie(diff, wide), mode);
          expect(boxes(diff, tree, { ...sheet, minWidth: wide.minWidth })).toEqual(
            boxes(diff, whole(diff, mode), sheet),
          );
        },
      ),
      { numRuns: 500 },
    );
  });
});

function whole(diff: Diff, mode: WideMode): FlameTree {
  return weigh(buildFlameTrie(diff, { root: { kind: 'entry' }, collapseRecursion: false, filters: null }), mode);
}

function boxes(diff: Diff, tree: FlameTree, view: Viewport): string[] {
  return visibleNodes(tree, view).map(({ node, x0, x1 }) => {
    const counts = [tree.depth, tree.before, tree.after, tree.growth, tree.shrunk].map((column) => at(column, node));
    return `${x0} ${x1} ${nodeName(diff.symbols, tree, node)} ${counts.join(' ')}`;
  });
}
