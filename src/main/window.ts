import { BrowserWindow, nativeTheme, type Session, shell, type WebContents } from 'electron';
import { APP_FILES } from './app-files.ts';
import { APP_ORIGIN, PAGE_URL, serveAppFiles } from './app-protocol.ts';
import type { WindowPlace } from './window-place.ts';

/** A window on the app's page: sandboxed, without Node, unable to go anywhere else. It shows itself when painted. */
export function createWindow(place: WindowPlace, developing: boolean): BrowserWindow {
  const { x, y, width, height } = place;
  const window = new BrowserWindow({
    width,
    height,
    ...(x !== undefined && y !== undefined ? { x, y } : {}),
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
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      plugins: false,
      spellcheck: false,
      navigateOnDragDrop: false,
      devTools: developing,
    },
  });
  window.once('ready-to-show', () => {
    if (place.maximized) window.maximize();
    window.show();
  });
  void window.loadURL(PAGE_URL);
  return window;
}

/** Gives a session our own files, and nothing else: no permission, no device, no download, no other request. */
export function lockSession(session: Session): void {
  serveAppFiles(session.protocol, APP_FILES.pageFolder);
  session.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => event.preventDefault());
  session.webRequest.onBeforeRequest(({ url }, decide) => decide({ cancel: !mayLoad(url) }));
}

/** What a page may ask for: our own files. Developer tools, where they can be opened at all, load theirs. */
export function mayLoad(url: string): boolean {
  return url.startsWith(`${APP_ORIGIN}/`) || url.startsWith('devtools://');
}

/** Refuses navigation, new windows and webviews for every page there is or will be. */
export function lockContents(contents: WebContents): void {
  contents.on('will-navigate', (event) => event.preventDefault());
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    if (mayOpenOutside(url)) void shell.openExternal(url);
    return { action: 'deny' };
  });
}

/** Links that leave the app go to the person's browser, and only over https. */
export function mayOpenOutside(url: string): boolean {
  try {
    const { protocol, username, password } = new URL(url);
    return protocol === 'https:' && username === '' && password === '';
  } catch {
    return false;
  }
}
