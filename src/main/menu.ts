import { app, Menu, type MenuItemConstructorOptions } from 'electron';
import type { MenuCommand } from '../ipc/contract.ts';

/** What the menu shows of the recent files: their names, and what opens them. */
export interface RecentItem {
  readonly label: string;
  open(): void;
}

/** What the menu asks of the window it belongs to. */
export interface MenuActions {
  newWindow(): void;
  open(): void;
  openExample(): void;
  /** Newest first. */
  readonly recent: readonly RecentItem[];
  clearRecent(): void;
  licences(): void;
  command(command: MenuCommand): void;
}

/** The native menu. Keys that the page handles itself (/, n, p, 1 … 3) are not accelerators, so typing stays typing. */
export function installMenu(actions: MenuActions): void {
  const send = (label: string, command: MenuCommand, accelerator?: string): MenuItemConstructorOptions => ({
    label,
    ...(accelerator === undefined ? {} : { accelerator }),
    click: () => actions.command(command),
  });
  const mac = process.platform === 'darwin';
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...(mac ? [{ role: 'appMenu' } satisfies MenuItemConstructorOptions] : []),
      {
        label: '&File',
        submenu: [
          { label: '&New Window', accelerator: 'CmdOrCtrl+N', click: () => actions.newWindow() },
          { id: 'open', label: '&Open…', accelerator: 'CmdOrCtrl+O', click: () => actions.open() },
          openRecent(actions),
          { label: 'Open the &Example', click: () => actions.openExample() },
          { type: 'separator' },
          send('Capture &Before…', 'capture-before', 'CmdOrCtrl+Shift+B'),
          send('Capture &After…', 'capture-after', 'CmdOrCtrl+Shift+A'),
          { type: 'separator' },
          send('&Export Report…', 'export', 'CmdOrCtrl+E'),
          send('S&wap Before and After', 'swap'),
          { type: 'separator' },
          send('Se&ttings…', 'settings', 'CmdOrCtrl+,'),
          { type: 'separator' },
          { role: mac ? 'close' : 'quit' },
        ],
      },
      {
        label: '&Edit',
        submenu: [
          send('&Undo', 'undo', 'CmdOrCtrl+Z'),
          send('&Redo', 'redo', 'CmdOrCtrl+Shift+Z'),
          { type: 'separator' },
          { role: 'cut' },
          { role: 'copy' },
          { role: 'paste' },
          { role: 'selectAll' },
          { type: 'separator' },
          send('&Find…', 'find', 'CmdOrCtrl+F'),
        ],
      },
      {
        label: '&View',
        submenu: [
          send('Show &All Growth', 'zoom-reset'),
          { type: 'separator' },
          { role: 'zoomIn' },
          { role: 'zoomOut' },
          { role: 'resetZoom', label: 'Actual Text Size' },
          { type: 'separator' },
          { role: 'togglefullscreen' },
        ],
      },
      { role: 'windowMenu' },
      {
        role: 'help',
        submenu: [
          send('&Keys', 'help'),
          { label: 'Third-Party &Licences', click: () => actions.licences() },
          { label: `About ${app.name}`, role: 'about', visible: !mac } satisfies MenuItemConstructorOptions,
        ],
      },
    ]),
  );
}

/** Our own list on every system: the desktop's knows single files, ours what was opened together. */
function openRecent({ recent, clearRecent }: MenuActions): MenuItemConstructorOptions {
  const items = recent.map(({ label, open }) => ({ label: label.replaceAll('&', '&&'), click: () => open() }));
  return {
    id: 'recent',
    label: 'Open &Recent',
    enabled: items.length > 0,
    submenu: [...items, { type: 'separator' }, { label: '&Clear', click: () => clearRecent() }],
  };
}
