import { app, BrowserWindow, nativeTheme, screen, session, shell, type WebContents } from 'electron';
import { AnalysisSession } from '../worker/session.ts';
import createWorker from '../worker/worker.ts?nodeWorker';
import { APP_FILES } from './app-files.ts';
import { PAGE_URL } from './app-protocol.ts';
import { AppWindow } from './app-window.ts';
import { filesOf } from './arguments.ts';
import { createHandlers } from './handlers.ts';
import { type Library, openLibrary } from './library.ts';
import { installMenu } from './menu.ts';
import { recentLabel } from './recent.ts';
import { recoverPage } from './recovery.ts';
import { openRequestGate } from './request-gate.ts';
import { createWindow, lockContents, lockSession } from './window.ts';
import { besides, fitPlace } from './window-place.ts';

/** Bounds the heap of a worker, so that a snapshot too large for it ends the worker with an error, not the app. */
const WORKER_LIMITS = { maxOldGenerationSizeMb: 3072 };

/** All windows of the app, and what reaches it from outside: files named by a second start, the Finder, the dock. */
export class Desk {
  readonly #windows = new Map<WebContents, AppWindow>();
  readonly #library: Library;

  private constructor(library: Library) {
    this.#library = library;
  }

  /** Brings the app to life: the gate first, then the menu and the first window, on the files it was started with. */
  static start(): void {
    const awaited: string[] = [];
    const desk = new Desk(openLibrary(app.getPath('userData')));
    app.on('web-contents-created', (_event, contents) => lockContents(contents));
    app.on('window-all-closed', () => app.quit());
    app.on('activate', () => desk.#front().window.show());
    app.on('second-instance', (_event, _argv, _cwd, started) => desk.#secondStart(started));
    // macOS names a file of the dock or the Finder by this event, also before the app is ready.
    app.on('open-file', (event, path) => {
      event.preventDefault();
      if (app.isReady()) desk.#openFiles([path]);
      else awaited.push(path);
    });
    openRequestGate(
      createHandlers((contents) => desk.#windowOf(contents), desk.#library),
      (frame) => frame !== null && frame.parent === null && frame.url === PAGE_URL,
    );
    void app.whenReady().then(() => desk.#open([...awaited, ...filesOf(process.argv, process.cwd(), app.isPackaged)]));
  }

  #open(files: readonly string[]): void {
    lockSession(session.defaultSession);
    app.setAboutPanelOptions({
      applicationName: 'straggler',
      applicationVersion: app.getVersion(),
      version: `Electron ${process.versions['electron']}`,
      copyright: 'Finds the goroutines that stayed. MIT licence.',
      iconPath: APP_FILES.icon,
    });
    nativeTheme.themeSource = this.#library.settings.value.theme;
    void this.#openWindow().openPaths(files, null);
    this.#installMenu();
    this.#library.recent.onChange(() => this.#installMenu());
  }

  /** Anew whenever the recent files change: a native menu cannot be altered. */
  #installMenu(): void {
    const { recent } = this.#library;
    installMenu({
      newWindow: () => this.#openWindow(),
      open: () => void this.#front().chooseFiles(null),
      openExample: () => void this.#front().document.openInOrder(APP_FILES.example),
      recent: recent.value.map(({ paths }) => ({
        label: recentLabel(paths),
        open: () => void this.#front().document.openInOrder(paths),
      })),
      clearRecent: () => {
        recent.set([]);
        app.clearRecentDocuments();
        for (const owner of this.#windows.values()) owner.changed();
      },
      licences: () => void shell.openPath(APP_FILES.licences),
      command: (command) => this.#front().send('menu', command),
    });
  }

  /** What a second start was told arrives as data of another process: only its files are taken from it. */
  #secondStart(started: unknown): void {
    const { argv, cwd } = secondStart(started);
    this.#openFiles(filesOf(argv, cwd, app.isPackaged));
  }

  /** Files from outside go into an empty window, else into a new one: what a person looks at is not replaced. */
  #openFiles(files: readonly string[]): void {
    const front = this.#front();
    const isFree = files.length === 0 || ['empty', 'waiting', 'failed'].includes(front.document.status.kind);
    const owner = isFree ? front : this.#openWindow();
    if (owner.window.isMinimized()) owner.window.restore();
    owner.window.focus();
    void owner.openPaths(files, null);
  }

  #windowOf(contents: WebContents): AppWindow {
    const found = this.#windows.get(contents);
    if (found === undefined) throw new Error('the window is gone');
    return found;
  }

  #front(): AppWindow {
    const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0];
    return window === undefined ? this.#openWindow() : this.#windowOf(window.webContents);
  }

  #openWindow(): AppWindow {
    const { place } = this.#library;
    const areas = screen.getAllDisplays().map(({ workArea }) => workArea);
    const wanted = this.#windows.size === 0 ? place.value : besides(place.value);
    const window = createWindow(fitPlace(wanted, areas), !app.isPackaged);
    const spawn = () => createWorker({ resourceLimits: WORKER_LIMITS });
    const owner = new AppWindow(window, new AnalysisSession({ spawn, page: APP_FILES.reportPage }), this.#library);
    const { webContents } = window;
    this.#windows.set(webContents, owner);
    recoverPage(window);
    window.on('close', () => place.set({ ...window.getNormalBounds(), maximized: window.isMaximized() }));
    window.on('closed', () => this.#windows.delete(webContents));
    return owner;
  }
}

function secondStart(sent: unknown): { readonly argv: readonly string[]; readonly cwd: string } {
  if (typeof sent !== 'object' || sent === null || !('argv' in sent && 'cwd' in sent)) return { argv: [], cwd: '/' };
  const { argv, cwd } = sent;
  const isText = (value: unknown): value is string => typeof value === 'string';
  return Array.isArray(argv) && isText(cwd) ? { argv: argv.filter(isText), cwd } : { argv: [], cwd: '/' };
}
