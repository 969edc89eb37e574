import { describe, expect, it } from 'vitest';
import { nodeName } from '../../src/core/flame/node-name.ts';
import { flameNode } from '../../src/core/model/index-types.ts';
import { nodeAt, wayTo } from '../../src/renderer/state/node-path.ts';
import { ViewHistory } from '../../src/renderer/state/view-history.svelte.ts';
import { INITIAL_VIEW, parseViewState } from '../../src/renderer/state/view-state.ts';
import { diffOf } from '../support/diff-of.ts';
import { treeOf } from '../support/tree-of.ts';

describe('the view state', () => {
  it('comes back as it was saved', () => {
    const view = {
      ...INITIAL_VIEW,
      mode: 'shrunk',
      root: { kind: 'label', key: 'tenant' },
      zoom: ['1:2', '2:3:4'],
    } as const;
    expect(parseViewState(JSON.stringify(view))).toEqual(view);
  });

  it.each(['', '{', '{}', '[]', 'null', JSON.stringify({ ...INITIAL_VIEW, mode: 'sideways' })])(
    'is not made of %j',
    (text) => {
      expect(parseViewState(text)).toBeNull();
    },
  );

  it('goes back and forth by steps, and forgets the future when a new one is taken', () => {
    const history = new ViewHistory(INITIAL_VIEW);
    history.go({ mode: 'after' });
    history.adjust({ search: 'x' });
    history.go({ mode: 'before' });
    history.undo();
    expect(history.now).toMatchObject({ mode: 'after', search: 'x' });
    history.undo();
    expect(history.now.mode).toBe('growth');
    expect(history.canUndo).toBe(false);
    history.redo();
    expect(history.now.mode).toBe('after');
    history.go({ scheme: 'state' });
    expect(history.canRedo).toBe(false);
  });
});

describe('the way to a node', () => {
  const diff = diffOf(`
    m.main;m.a;m.x [select] 0 → 5
    m.main;m.b [select] 2 → 9
  `);
  const growth = treeOf(diff);
  const before = treeOf(diff, { mode: 'before' });

  it('leads to the same node in every mode, or as far as that has it', () => {
    for (let n = 0; n < growth.length; n++) {
      const way = wayTo(growth, flameNode(n));
      expect(nodeAt(growth, way)).toEqual({ node: n, whole: true });
      const there = nodeAt(before, way);
      if (there.whole)
        expect(nodeName(diff.symbols, before, there.node)).toBe(nodeName(diff.symbols, growth, flameNode(n)));
      else expect(nodeName(diff.symbols, before, there.node)).toBe('m.main');
    }
  });
});
