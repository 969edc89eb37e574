import { rawFunctionName } from '../../core/flame/node-name.ts';
import { FlameKind, type FlameTree, ROOT, rowsWithin } from '../../core/flame/tree.ts';
import { at, NONE } from '../../core/model/column.ts';
import { type FlameNode, functionIndex } from '../../core/model/index-types.ts';
import { frameView, fullPlace } from '../../core/report/frame-view.ts';
import { mainCreator } from '../details/creators.ts';
import { stackText } from '../details/stack-text.ts';
import type { Host } from '../host.ts';
import type { MenuItem } from '../parts/menu-item.ts';
import type { Workspace } from '../state/workspace.svelte.ts';
import { t } from '../strings.ts';
import { withFilter } from './filter-words.ts';

/** What can be done with a box: as in pprof's menu, and copying and opening it. */
export function boxMenu(
  workspace: Workspace,
  host: Host,
  tree: FlameTree,
  node: FlameNode,
  zoom: (node: FlameNode) => void,
  save: (kind: 'svg' | 'png') => void,
): MenuItem[] {
  const { analysis, view } = workspace;
  const { diff } = analysis;
  const { symbols } = diff;
  const kind = at(tree.kind, node);
  const frame = at(tree.frame, node);
  const items: MenuItem[] = [{ label: t.menu.zoom, action: () => zoom(node) }];
  const fn = frame === NONE ? null : functionIndex(at(symbols.frames.function, frame));
  if (fn !== null && (kind === FlameKind.Frame || kind === FlameKind.Parked)) {
    const name = rawFunctionName(symbols, fn);
    const filter = (which: 'focus' | 'ignore' | 'hide' | 'showFrom') => () =>
      workspace.filter(withFilter(view.now.filters, which, name));
    items.push(
      { label: t.menu.focus, action: filter('focus'), apart: true },
      { label: t.menu.ignore, action: filter('ignore') },
      { label: t.menu.hide, action: filter('hide') },
      { label: t.menu.showFrom, action: filter('showFrom') },
      { label: t.menu.sandwich, action: () => workspace.openSandwich(name) },
    );
  }
  if (frame !== NONE) {
    const place = frameView(diff, frame);
    items.push(
      { label: t.menu.copyName, action: () => host.copy(place.function), apart: true },
      { label: t.menu.copyPath, action: () => host.copy(fullPlace(place)) },
    );
    const row = node === ROOT ? undefined : rowsWithin(tree, node)[0];
    if (row !== undefined) {
      const creator = mainCreator(diff, row);
      const state = symbols.strings[at(diff.rows.state, row)] ?? '';
      const stack = at(diff.rows.stack, row);
      const text = (): string => stackText(diff, state, stack, creator === null ? null : frameView(diff, creator));
      items.push({ label: t.menu.copyStack, action: () => host.copy(text()) });
    }
    const { openInEditor } = host;
    if (openInEditor !== null && place.file !== '') {
      items.push({ label: t.menu.openEditor, action: () => openInEditor(place.file, place.line) });
    }
  }
  items.push(
    { label: t.menu.saveSvg, action: () => save('svg'), apart: true },
    { label: t.menu.savePng, action: () => save('png') },
  );
  return items;
}
