import { app, BrowserWindow, nativeTheme, type WebContents } from 'electron';
import { AnalysisSession } from '../worker/session.ts';
import createWorker from '../worker/worker.ts?nodeWorker';
import { APP_FILES } from './app-files.ts';
import { AppWindow } from './app-window.ts';
import { filesOf } from './arguments.ts';
import { createHandlers } from './handlers.ts';
import { openLibrary } from './library.ts';
import { installMenu } from './menu.ts';
import { openRequestGate } from './request-gate.ts';
import { createWindow, lockContents, lockSession, PAGE_URL } from './window.ts';

/** Brings the app to life: the gate first, then the menu and the first window, on the files it was started with. */
export function startDesk(): void {
  const windows = new Map<WebContents, AppWindow>();
  const library = openLibrary(app.getPath('userData'));
  const awaited: string[] = [];

  const windowOf = (contents: WebContents): AppWindow => {
    const found = windows.get(contents);
    if (found === undefined) throw new Error('the window is gone');
    return found;
  };

  const focused = (): AppWindow => {
    const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0];
    return window === undefined ? openWindow() : windowOf(window.webContents);
  };

  const openWindow = (): AppWindow => {
    const window = createWindow(library.place.value);
    const session = new AnalysisSession({ spawn: () => createWorker({}), page: APP_FILES.reportPage });
    const owner = new AppWindow(window, session, library);
    const { webContents } = window;
    windows.set(webContents, owner);
    window.on('close', () => library.place.set(window.getNormalBounds()));
    window.on('closed', () => windows.delete(webContents));
    return owner;
  };

  app.on('web-contents-created', (_event, contents) => lockContents(contents));
  app.on('window-all-closed', () => app.quit());
  app.on('activate', () => focused().window.show());
  app.on('second-instance', (_event, argv, cwd) => {
    const owner = focused();
    if (owner.window.isMinimized()) owner.window.restore();
    owner.window.focus();
    void owner.openPaths(filesOf(argv, cwd, app.isPackaged), null);
  });
  // macOS names a file of the dock or the Finder by this event, also before the app is ready.
  app.on('open-file', (event, path) => {
    event.preventDefault();
    if (app.isReady()) void focused().openPaths([path], null);
    else awaited.push(path);
  });

  openRequestGate(
    createHandlers(windowOf, library),
    (frame) => frame !== null && frame.parent === null && frame.url === PAGE_URL,
  );

  void app.whenReady().then(() => {
    lockSession();
    nativeTheme.themeSource = library.settings.value.theme;
    installMenu({
      open: () => void focused().chooseFiles(null),
      openExample: () => void focused().openPair(APP_FILES.example.before, APP_FILES.example.after),
      command: (command) => focused().send('menu', command),
    });
    const owner = openWindow();
    const files = [...awaited, ...filesOf(process.argv, process.cwd(), app.isPackaged)];
    if (files.length > 0) void owner.openPaths(files, null);
  });
}
