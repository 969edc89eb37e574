import { app, Menu, type MenuItemConstructorOptions } from 'electron';
import type { MenuCommand } from '../ipc/contract.ts';

/** What the menu asks of the window it belongs to. */
export interface MenuActions {
  newWindow(): void;
  open(): void;
  openExample(): void;
  licences(): void;
  command(command: MenuCommand): void;
}

/** macOS keeps the list itself. */
const RECENT_DOCUMENTS: MenuItemConstructorOptions = {
  role: 'recentDocuments',
  submenu: [{ role: 'clearRecentDocuments' }],
};

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
          ...(mac ? [RECENT_DOCUMENTS] : []),
          { label: 'Open the &Example', click: () => actions.openExample() },
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
