import * as v from 'valibot';
import { COLOUR_SCHEMES } from '../../core/flame/palette.ts';
import { FLAME_MODES } from '../../core/flame/tree.ts';
import { NO_FILTERS } from '../../core/model/filter.ts';
import { comparisonChoice, treeChoice } from '../../ipc/contract.ts';

export const PANES = ['graph', 'table', 'sandwich'] as const;
export type Pane = (typeof PANES)[number];

export const DETAIL_TABS = ['why', 'stack', 'goroutines', 'labels', 'fix'] as const;
export type DetailTab = (typeof DETAIL_TABS)[number];

export const SORT_KEYS = ['delta', 'before', 'after', 'state', 'function', 'creator', 'wait'] as const;
export type SortKey = (typeof SORT_KEYS)[number];

const text = v.pipe(v.string(), v.maxLength(1000));

/** A node by what stands on the way to it from the root, so that it is found again in a tree of another mode. */
const nodePath = v.pipe(v.array(v.pipe(v.string(), v.maxLength(60))), v.maxLength(1000));
export type NodePath = v.InferOutput<typeof nodePath>;

const selection = v.variant('kind', [
  v.object({ kind: v.literal('none') }),
  v.object({ kind: v.literal('finding'), id: text }),
  v.object({ kind: v.literal('row'), row: v.pipe(v.number(), v.integer(), v.minValue(0)) }),
  v.object({ kind: v.literal('node'), path: nodePath }),
]);
export type Selection = v.InferOutput<typeof selection>;

const viewState = v.object({
  pane: v.picklist(PANES),
  mode: v.picklist(FLAME_MODES),
  root: treeChoice.entries.root,
  scheme: v.picklist(COLOUR_SCHEMES),
  filters: treeChoice.entries.filters,
  collapseRecursion: treeChoice.entries.collapseRecursion,
  zoom: nodePath,
  selection,
  tab: v.picklist(DETAIL_TABS),
  search: text,
  /** The function of the sandwich view, as the dump prints it. */
  sandwich: v.nullable(text),
  sort: v.object({ key: v.picklist(SORT_KEYS), descending: v.boolean() }),
  rowFilter: text,
  /** Which two snapshots of a series are compared. null: the first and the last. */
  pair: v.nullable(v.tuple([v.number(), v.number()])),
  /** Matches that the person joined or split, by ids of rows. */
  manual: v.optional(comparisonChoice.entries.manual, { join: [], split: [] }),
});
/** All that a person chose in a window, small and serialisable: what undo goes back to and what a recent pair keeps. */
export type ViewState = v.InferOutput<typeof viewState>;

export const INITIAL_VIEW: ViewState = {
  pane: 'graph',
  mode: 'growth',
  root: { kind: 'entry' },
  scheme: 'change',
  filters: NO_FILTERS,
  collapseRecursion: false,
  zoom: [],
  selection: { kind: 'none' },
  tab: 'why',
  search: '',
  sandwich: null,
  sort: { key: 'delta', descending: true },
  rowFilter: '',
  pair: null,
  manual: { join: [], split: [] },
};

/** The state that `JSON.stringify` wrote, or null where the text is none (an older version's, say). */
export function parseViewState(saved: string): ViewState | null {
  try {
    const parsed = v.safeParse(viewState, JSON.parse(saved));
    return parsed.success ? parsed.output : null;
  } catch {
    return null;
  }
}
