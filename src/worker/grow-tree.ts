import type { Diff } from '../core/diff/diff.ts';
import { buildFlameTrie } from '../core/flame/build.ts';
import type { FlameRoot } from '../core/flame/tree.ts';
import type { FlameTrie } from '../core/flame/trie.ts';
import type { Filters } from '../core/model/filters.ts';
import { compiledFilters } from './analyse.ts';
import type { Outcome } from './protocol.ts';

/** Where a flame tree begins, and what is left out of it. */
export interface TreeChoice {
  readonly root: FlameRoot;
  readonly collapseRecursion: boolean;
  readonly filters: Filters;
}

/** The flame tree of a diff, for a host whose own thread must not wait for it. */
export async function growTree(diff: Diff, choice: TreeChoice): Promise<Outcome<FlameTrie>> {
  const compiled = await compiledFilters(choice.filters);
  if (!compiled.ok) return compiled;
  return { ok: true, value: buildFlameTrie(diff, { ...choice, filters: compiled.value }) };
}
