import { describe, expect, it } from 'vitest';
import { buildFlameTrie } from '../../../src/core/flame/build.ts';
import { sandwich } from '../../../src/core/flame/sandwich.ts';
import { FlameSearch } from '../../../src/core/flame/search.ts';
import { weigh } from '../../../src/core/flame/tree.ts';
import { functionIndex } from '../../../src/core/model/index-types.ts';
import { diffOf } from '../../support/diff-of.ts';
import { drawTree } from './draw-tree.ts';

const diff = diffOf(`
  main.main;api.get;db.query;net.read [IO wait] 0 → 6
  main.main;job.run;db.query;net.read [IO wait] 1 → 4
  main.main;job.run;db.query;db.query;net.write [IO wait] 0 → 2
  main.main;job.run [select] 0 → 5
`);
const trie = buildFlameTrie(diff, { root: { kind: 'entry' }, collapseRecursion: false, filters: null });

describe('sandwich', () => {
  const name = diff.symbols.strings.indexOf('db.query');
  const query = functionIndex(Array.from<number>(diff.symbols.functions.name).indexOf(name));
  const { callers, callees } = sandwich(trie, query);

  it('sums up what the function calls', () => {
    expect(drawTree(diff.symbols, weigh(callees, 'growth'))).toEqual([
      'all 11 (1 → 12)',
      '  db.query 11 (1 → 12)',
      '    net.read 9 (1 → 10)',
      '      IO wait net.go 9 (1 → 10)',
      '    db.query 2 (0 → 2)',
      '      net.write 2 (0 → 2)',
      '        IO wait net.go 2 (0 → 2)',
    ]);
  });

  it('and who calls it, counting nobody twice', () => {
    expect(drawTree(diff.symbols, weigh(callers, 'growth'))).toEqual([
      'all 11 (1 → 12)',
      '  db.query 11 (1 → 12)',
      '    api.get 6 (0 → 6)',
      '      main.main 6 (0 → 6)',
      '    job.run 5 (1 → 6)',
      '      main.main 5 (1 → 6)',
    ]);
  });
});

describe('FlameSearch', () => {
  const tree = weigh(trie, 'growth');
  const search = new FlameSearch(diff.symbols);

  it('counts matching boxes, and each goroutine below them once', () => {
    const found = search.find(tree, 'DB.query');
    expect(found.count).toBe(3);
    expect(found.value).toBe(11);
  });

  it('finds states and files too, and nothing for nothing', () => {
    expect(search.find(tree, 'select').value).toBe(5);
    expect(search.find(tree, 'net/net.go').value).toBe(11);
    expect(search.find(tree, ' ').count).toBe(0);
  });

  it('steps through the matches as they are drawn, both ways and round the ends', () => {
    const queries = search.find(tree, 'db.query');
    const walk = (by: 1 | -1): number[] => {
      const way: number[] = [];
      for (let at = queries.step(null, by); at !== null && !way.includes(at); at = queries.step(at, by)) way.push(at);
      return way;
    };
    const forward = walk(1);
    // job.run (10) is drawn left of api.get (6), and its db.query (5) left of it.
    expect(forward.map((node) => tree.value[node])).toEqual([5, 2, 6]);
    expect(walk(-1)).toEqual(forward.reverse());
    expect(search.find(tree, 'nowhere').step(null, 1)).toBeNull();
  });
});
