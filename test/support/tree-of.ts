import type { Diff } from '../../src/core/diff/diff.ts';
import { buildFlameTrie, type TrieOptions } from '../../src/core/flame/build.ts';
import { type FlameMode, type FlameTree, weigh } from '../../src/core/flame/tree.ts';

export type TreeOptions = TrieOptions & { readonly mode: FlameMode };

/** The tree of one mode: growth from the entry functions, if nothing else is said. */
export function treeOf(diff: Diff, { mode = 'growth', ...options }: Partial<TreeOptions> = {}): FlameTree {
  const trie = buildFlameTrie(diff, { root: { kind: 'entry' }, collapseRecursion: false, filters: null, ...options });
  return weigh(trie, mode);
}
