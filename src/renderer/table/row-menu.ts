import type { RowIndex } from '../../core/model/index-types.ts';
import { matchOfRow, withJoin } from '../matching/corrections.ts';
import { rowName } from '../matching/row-name.ts';
import type { MenuItem } from '../parts/menu-item.ts';
import type { Workspace } from '../state/workspace.svelte.ts';
import { t } from '../strings.ts';

/** What a person can do with the match of a row. Empty where there is nothing: a snapshot alone has no matches. */
export function rowMenu(
  workspace: Workspace,
  row: RowIndex,
  marked: RowIndex | null,
  mark: (row: RowIndex | null) => void,
): MenuItem[] {
  const { analysis, view } = workspace;
  if (analysis.before === null) return [];
  const { diff } = analysis;
  const { only, manual, offers } = matchOfRow(analysis, row);
  const items: MenuItem[] = [];
  if (only === null && manual === null) items.push({ label: t.matching.split, action: () => workspace.split(row) });
  if (manual !== null) items.push({ label: t.matching.takeBack, action: () => workspace.takeBack(manual) });
  for (const { before, after } of offers) {
    const name = rowName(diff, before === row ? after : before);
    items.push({ label: t.matching.joinWith(name), action: () => workspace.join(before, after) });
  }
  if (marked !== null && marked !== row && withJoin(view.now.manual, analysis, marked, row) !== null) {
    items.push({ label: t.matching.joinMarked(rowName(diff, marked)), action: () => workspace.join(marked, row) });
  }
  if (marked === row) items.push({ label: t.matching.unmark, action: () => mark(null) });
  else if (only !== null) items.push({ label: t.matching.mark, action: () => mark(row) });
  return items;
}
