import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { childrenOf, FLAME_MODES, nodesOfRows, pathTo, rowsWithin } from '../../../src/core/flame/tree.ts';
import { at } from '../../../src/core/model/column.ts';
import { type Filters, NO_FILTERS } from '../../../src/core/model/filter.ts';
import { compileFilters } from '../../../src/core/model/filter-pattern.ts';
import { flameNode, rowIndex } from '../../../src/core/model/index-types.ts';
import { diffOf } from '../../support/diff-of.ts';
import { type TreeOptions, treeOf } from '../../support/tree-of.ts';
import { drawTree } from './draw-tree.ts';

const shop = `
  http.serve:9;shop.Checkout:40;shop.send:7 [chan send] 1 → 9   by http.Serve:3 {tenant=acme}
  http.serve:9;shop.Checkout:41;shop.send:7 [chan send] 0 → 2   by http.Serve:3 {tenant=globex}
  http.serve:9;shop.Browse:12 [select] 4 → 5                    by http.Serve:3
  main.main:5;shop.poll:8 [sleep] 3 → 1                         by shop.Start:2 {tenant=acme}
  main.main:5;shop.watch:8 [sleep] 1 → 1
`;

function tree(text: string, options: Partial<TreeOptions> = {}): string[] {
  const diff = diffOf(text);
  return drawTree(diff.symbols, treeOf(diff, options));
}

describe('buildFlameTrie', () => {
  it('sums growth from the leaf, merges lines of one function, puts the largest child first', () => {
    expect(tree(shop)).toEqual([
      'all 11 (9 → 18)',
      '  http.serve 11 (5 → 16)',
      '    shop.Checkout 10 (1 → 11)',
      '      shop.send 10 (1 → 11)',
      '        chan send shop.go:7 10 (1 → 11)',
      '    shop.Browse 1 (4 → 5)',
      '      select shop.go:12 1 (4 → 5)',
    ]);
  });

  it('draws what shrank only when asked for it', () => {
    expect(tree(shop, { mode: 'shrunk' })).toEqual([
      'all 2 (9 → 18)',
      '  main.main 2 (4 → 2)',
      '    shop.poll 2 (3 → 1)',
      '      sleep shop.go:8 2 (3 → 1)',
    ]);
  });

  it('weighs by one side', () => {
    expect(tree(shop, { mode: 'before' })).toEqual([
      'all 9 (9 → 18)',
      '  http.serve 5 (5 → 16)',
      '    shop.Browse 4 (4 → 5)',
      '      select shop.go:12 4 (4 → 5)',
      '    shop.Checkout 1 (1 → 11)',
      '      shop.send 1 (1 → 11)',
      '        chan send shop.go:7 1 (1 → 11)',
      '  main.main 4 (4 → 2)',
      '    shop.poll 3 (3 → 1)',
      '      sleep shop.go:8 3 (3 → 1)',
      '    shop.watch 1 (1 → 1)',
      '      sleep shop.go:8 1 (1 → 1)',
    ]);
  });

  it('puts who started it first', () => {
    const drawn = tree(shop, { root: { kind: 'creator' }, mode: 'after' }).filter((line) => /^ {0,2}\S/.test(line));
    expect(drawn).toEqual([
      'all 18 (9 → 18)',
      '  by http.Serve 16 (5 → 16)',
      '  by shop.Start 1 (3 → 1)',
      '  (none) 1 (1 → 1)',
    ]);
  });

  it('puts the values of a label first', () => {
    const drawn = tree(shop, { root: { kind: 'label', key: 'tenant' } }).filter((line) => /^ {0,2}\S/.test(line));
    expect(drawn).toEqual(['all 11 (9 → 18)', '  acme 8 (4 → 10)', '  globex 2 (0 → 2)', '  (none) 1 (5 → 6)']);
  });

  it('puts the package whose code is parked first', () => {
    const drawn = tree(shop, { root: { kind: 'package' } }).filter((line) => /^ {0,4}\S/.test(line));
    expect(drawn).toEqual(['all 11 (9 → 18)', '  shop 11 (9 → 18)', '    http.serve 11 (5 → 16)']);
  });

  it('takes filters as pprof does', () => {
    const filtered = (filters: Partial<Filters>) => {
      const compiled = compileFilters({ ...NO_FILTERS, ...filters });
      if (!compiled.ok) throw new Error(compiled.message);
      return tree(shop, { filters: compiled.filters, mode: 'after' });
    };
    expect(filtered({ focus: 'Browse' })).toEqual([
      'all 5 (4 → 5)',
      '  http.serve 5 (4 → 5)',
      '    shop.Browse 5 (4 → 5)',
      '      select shop.go:12 5 (4 → 5)',
    ]);
    expect(filtered({ ignore: 'http\\.serve|poll' })[0]).toBe('all 1 (1 → 1)');
    expect(filtered({ showFrom: 'Checkout', hide: 'send' })).toEqual([
      'all 11 (1 → 11)',
      '  shop.Checkout 11 (1 → 11)',
      '    chan send shop.go:40 9 (1 → 9)',
      '    chan send shop.go:41 2 (0 → 2)',
    ]);
    expect(filtered({ tagFocus: 'globex' })[0]).toBe('all 2 (0 → 2)');
  });

  it('folds direct and mutual recursion on demand', () => {
    const walk = 'main.main;tree.walk;tree.visit;tree.walk;tree.visit;tree.leaf [select] 0 → 4';
    expect(tree(walk).length).toBe(8);
    expect(tree(walk, { collapseRecursion: true })).toEqual([
      'all 4 (0 → 4)',
      '  main.main 4 (0 → 4)',
      '    tree.walk 4 (0 → 4)',
      '      tree.visit 4 (0 → 4)',
      '        tree.leaf 4 (0 → 4)',
      '          select tree.go 4 (0 → 4)',
    ]);
  });

  it('has a root even where nothing grew, and takes goroutines without frames', () => {
    expect(tree('a.b [select] 3 → 3')).toEqual(['all 0 (3 → 3)']);
    expect(tree(' [runnable] 0 → 2')).toEqual(['all 2 (0 → 2)', '  runnable 2 (0 → 2)']);
  });

  it('finds the rows of a node and the nodes of a row', () => {
    const diff = diffOf(shop);
    const built = treeOf(diff, { root: { kind: 'creator' } });
    expect(rowsWithin(built, flameNode(0))).toEqual([0, 1, 2]);
    const lit = nodesOfRows(built, new Set([rowIndex(2)]));
    const last = flameNode(lit.lastIndexOf(1));
    expect(pathTo(built, last).every((node) => lit[node] === 1)).toBe(true);
    expect(rowsWithin(built, last)).toEqual([2]);
  });
});

describe('any tree', () => {
  const part = fc.record({
    path: fc.array(fc.constantFrom('a.f', 'b.g', 'c/d.h', 'a.f'), { maxLength: 6 }),
    state: fc.constantFrom('select', 'chan send', ''),
    before: fc.nat(9),
    after: fc.nat(9),
    creator: fc.constantFrom('', ' by x.Go:1', ' by y.Go:2'),
    label: fc.constantFrom('', ' {t=1}', ' {t=2}'),
  });
  const roots = [{ kind: 'entry' }, { kind: 'creator' }, { kind: 'package' }, { kind: 'label', key: 't' }] as const;

  it('is in preorder, gives the largest child first, has children that never exceed their parent, and sums to the totals', () => {
    fc.assert(
      fc.property(
        fc.array(part, { maxLength: 20 }),
        fc.constantFrom(...roots),
        fc.boolean(),
        (parts, root, collapse) => {
          const text = parts.map(
            (p) => `${p.path.join(';')} [${p.state}] ${p.before} → ${p.after}${p.creator}${p.label}`,
          );
          const diff = diffOf(text.join('\n'));
          for (const mode of FLAME_MODES) {
            const built = treeOf(diff, { mode, root, collapseRecursion: collapse });
            for (let n = 0; n < built.length; n++) {
              const node = flameNode(n);
              const children = childrenOf(built, node);
              const values = children.map((child) => at(built.value, child));
              expect(values).toEqual([...values].sort((a, b) => b - a));
              expect(values.reduce((sum, value) => sum + value, 0)).toBeLessThanOrEqual(at(built.value, node));
              for (const child of children) {
                expect(at(built.parent, child)).toBe(node);
                expect(at(built.depth, child)).toBe(at(built.depth, node) + 1);
                expect(at(built.end, child)).toBeLessThanOrEqual(at(built.end, node));
              }
              if (n > 0) expect(at(built.parent, node)).toBeLessThan(n);
            }
            if (mode === 'after') expect(built.value[0]).toBe(diff.totals.after);
            if (mode === 'before') expect(built.value[0]).toBe(diff.totals.before);
          }
        },
      ),
      { numRuns: 150 },
    );
  });
});
