import { expect, it } from 'vitest';
import { buildFlameTrie } from '../../src/core/flame/build.ts';
import type { FlameTrie } from '../../src/core/flame/trie.ts';
import { NO_FILTERS } from '../../src/core/model/filters.ts';
import type { Analysis } from '../../src/core/report/model.ts';
import type { TreeChoice } from '../../src/ipc/contract.ts';
import { Workspace } from '../../src/renderer/state/workspace.svelte.ts';
import { diffOf } from '../support/diff-of.ts';
import { analysisOf } from './analyses.ts';

/** More stacks than a window makes a tree of by itself: one that is so deep. */
const deep = Array.from({ length: 20_001 }, (_, i) => `m.f${i}`).join(';');
const example = await analysisOf('before.debug2.txt', 'after.debug2.txt');
const large: Analysis = { ...example, diff: diffOf(`${deep} [select] 1 → 5`), findings: [] };
const whole = { root: { kind: 'entry' }, collapseRecursion: false, filters: null } as const;

/** Somebody who makes trees when the test says so. */
function grower() {
  const asked: TreeChoice[] = [];
  const answers: ((trie: FlameTrie | null) => void)[] = [];
  const grow = (choice: TreeChoice) => {
    asked.push(choice);
    return new Promise<FlameTrie | null>((answer) => answers.push(answer));
  };
  return { asked, answers, grow };
}

it('makes the tree of a small comparison at once and asks nobody', () => {
  const { asked, grow } = grower();
  const workspace = new Workspace(example, null, grow);
  workspace.growTree();
  expect(asked).toEqual([]);
  expect(workspace.growing).toBe(false);
  expect(workspace.tree.growth).toEqual(buildFlameTrie(example.diff, whole).growth);
});

it('asks for the tree of a large one, and shows that it is waited for', async () => {
  const { asked, answers, grow } = grower();
  const workspace = new Workspace(large, null, grow);
  workspace.growTree();
  expect(asked).toEqual([{ root: { kind: 'entry' }, collapseRecursion: false, filters: NO_FILTERS }]);
  expect(workspace.growing).toBe(true);
  expect(workspace.tree.length).toBe(1);
  answers[0]?.(buildFlameTrie(large.diff, whole));
  await Promise.resolve();
  expect(workspace.growing).toBe(false);
  expect(workspace.tree.value[0]).toBe(4);
  expect(workspace.tree.length).toBe(20_003);
});

it('hears only the answer to what was asked last', async () => {
  const { asked, answers, grow } = grower();
  const workspace = new Workspace(large, null, grow);
  workspace.growTree();
  workspace.view.go({ root: { kind: 'package' } });
  workspace.growTree();
  expect(asked.map(({ root }) => root.kind)).toEqual(['entry', 'package']);
  answers[0]?.(buildFlameTrie(large.diff, whole));
  await Promise.resolve();
  expect(workspace.growing).toBe(true);
  answers[1]?.(buildFlameTrie(large.diff, { ...whole, root: { kind: 'package' } }));
  await Promise.resolve();
  expect(workspace.tree.groups).toEqual(['m']);
});

it('makes the tree itself where nobody can', async () => {
  const { answers, grow } = grower();
  const workspace = new Workspace(large, null, grow);
  workspace.growTree();
  answers[0]?.(null);
  await Promise.resolve();
  expect(workspace.tree.value[0]).toBe(4);
});
