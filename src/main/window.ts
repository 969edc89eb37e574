import { pathToFileURL } from 'node:url';
import { BrowserWindow, nativeTheme, session, shell } from 'electron';
import { APP_FILES } from './app-files.ts';

export const PAGE_URL = pathToFileURL(APP_FILES.page).href;

export interface WindowPlace {
  readonly x?: number | undefined;
  readonly y?: number | undefined;
  readonly width: number;
  readonly height: number;
}

/** A window on the app's page: sandboxed, without Node, unable to go anywhere else. It shows itself when painted. */
export function createWindow(place: WindowPlace): BrowserWindow {
  const window = new BrowserWindow({
    width: place.width,
    height: place.height,
    ...(place.x !== undefined && place.y !== undefined ? { x: place.x, y: place.y } : {}),
    minWidth: 640,
    minHeight: 420,
    show: false,
    title: 'straggler',
    icon: APP_FILES.icon,
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#12151b' : '#f6f7f9',
    webPreferences: {
      preload: APP_FILES.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      webviewTag: false,
      spellcheck: false,
      navigateOnDragDrop: false,
    },
  });
  window.once('ready-to-show', () => window.show());
  void window.loadURL(PAGE_URL);
  return window;
}

/** Nothing that a page of this session does may leave it: no permission, no download, no request but our own files. */
export function lockSession(): void {
  const current = session.defaultSession;
  current.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
  current.setPermissionCheckHandler(() => false);
  current.on('will-download', (event) => event.preventDefault());
  const own = pathToFileURL(`${APP_FILES.page}/..`).href;
  current.webRequest.onBeforeRequest((details, decide) => {
    decide({ cancel: !(details.url.startsWith(own) || details.url.startsWith('devtools:')) });
  });
}

/** Refuses navigation, new windows and webviews for every page there is or will be. */
export function lockContents(contents: Electron.WebContents): void {
  contents.on('will-navigate', (event) => event.preventDefault());
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    if (url.startsWith('https://')) void shell.openExternal(url);
    return { action: 'deny' };
  });
}
