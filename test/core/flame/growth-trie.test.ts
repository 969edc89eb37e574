import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { growthTrie } from '../../../src/core/flame/growth-trie.ts';
import { rowsWithin, weigh } from '../../../src/core/flame/tree.ts';
import { flameNode } from '../../../src/core/model/index-types.ts';
import { diffOf } from '../../support/diff-of.ts';
import { treeOf } from '../../support/tree-of.ts';
import { drawTree } from './draw-tree.ts';

describe('growthTrie', () => {
  it('has only what grew, and counts the rest where its path leaves that', () => {
    const diff = diffOf(`
      http.serve:9;shop.Checkout:40;shop.send:7 [chan send] 1 → 9
      http.serve:9;shop.Checkout:41;shop.send:8 [chan send] 2 → 2
      http.serve:9;shop.Browse:12;shop.send:7 [chan send] 5 → 4
      main.main:5 [sleep] 1 → 1
    `);
    const trie = growthTrie(diff);
    expect(drawTree(diff.symbols, weigh(trie, 'growth'))).toEqual([
      'all 8 (9 → 16)',
      '  http.serve 8 (8 → 15)',
      '    shop.Checkout 8 (3 → 11)',
      '      shop.send 8 (3 → 11)',
      '        chan send shop.go:7 8 (1 → 9)',
    ]);
    expect(trie.length).toBe(5);
    expect(rowsWithin(weigh(trie, 'growth'), flameNode(0))).toEqual([0]);
  });

  it('draws what the whole tree draws', () => {
    const row = fc.record({
      path: fc.array(fc.constantFrom('a.f:1', 'a.f:2', 'b.g:1', 'c/d.h:3'), { maxLength: 6 }),
      state: fc.constantFrom('select', 'chan send', ''),
      before: fc.nat(9),
      after: fc.nat(9),
    });
    fc.assert(
      fc.property(fc.uniqueArray(row, { maxLength: 20, selector: (r) => `${r.path} ${r.state}` }), (rows) => {
        // As every diff has them.
        rows.sort((a, b) => b.after - b.before - (a.after - a.before));
        const diff = diffOf(rows.map((r) => `${r.path.join(';')} [${r.state}] ${r.before} → ${r.after}`).join('\n'));
        const grown = weigh(growthTrie(diff), 'growth');
        expect(drawTree(diff.symbols, grown)).toEqual(drawTree(diff.symbols, treeOf(diff)));
      }),
      { numRuns: 300 },
    );
  });
});
