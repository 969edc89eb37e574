import { basename } from 'node:path';
import { app, type BrowserWindow, dialog } from 'electron';
import type { Analysis } from '../core/report/model.ts';
import { EVENT_CHANNEL } from '../ipc/channels.ts';
import type { EventName, Events, Outcome, Slot, WindowState } from '../ipc/contract.ts';
import type { AnalysisSession } from '../worker/session.ts';
import { Document } from './document.ts';
import { inputFiles } from './input-files.ts';
import type { Library } from './library.ts';
import type { InputFile, Placement } from './place-files.ts';
import { rememberPair } from './recent.ts';

/** One window with its document: what a person does comes in as calls, what is to be shown goes out as events. */
export class AppWindow {
  readonly window: BrowserWindow;
  readonly document: Document;
  readonly #library: Library;
  #analysis: Analysis | null = null;

  constructor(window: BrowserWindow, session: AnalysisSession, library: Library) {
    this.window = window;
    this.#library = library;
    this.document = new Document(session, {
      changed: () => this.#changed(),
      analysed: (analysis, files) => this.#analysed(analysis, files),
    });
    window.on('closed', () => this.document.dispose());
  }

  /** Opens paths as if they had been dropped; what is wrong with them is shown in the window. */
  async openPaths(paths: readonly string[], slot: Slot | null): Promise<void> {
    const files = await inputFiles(paths);
    if (files.ok) await this.document.open(files.value, slot);
    else this.document.fail(files.error, slot);
  }

  /** Two files whose order is known: the example, or a recent pair. */
  async openPair(before: string | null, after: string): Promise<void> {
    const files = await inputFiles(before === null ? [after] : [before, after]);
    if (files.ok) await this.document.openPair(files.value);
    else this.document.fail(files.error, null);
  }

  /** Asks for a file for the slot, or (null) for one or two files as a drop gives them. */
  async chooseFiles(slot: Slot | null): Promise<void> {
    const { canceled, filePaths } = await dialog.showOpenDialog(this.window, {
      title: slot === null ? 'Open snapshots' : `Open ${slot}`,
      properties: slot === null ? ['openFile', 'multiSelections'] : ['openFile'],
      filters: [
        { name: 'Goroutine snapshots', extensions: ['gz', 'pb', 'pprof', 'txt', 'log', 'out', 'goroutines'] },
        { name: 'All files', extensions: ['*'] },
      ],
    });
    if (!canceled) await this.openPaths(filePaths, slot);
  }

  /** Asks for the folder where the Go source lies, so that culprit lines can be read. Gives its name, or null. */
  async chooseSource(): Promise<Outcome<string | null>> {
    const { canceled, filePaths } = await dialog.showOpenDialog(this.window, {
      title: 'Folder of the Go source',
      properties: ['openDirectory'],
    });
    const [folder] = filePaths;
    if (canceled || folder === undefined) return { ok: true, value: null };
    await this.document.setSource(folder);
    return { ok: true, value: basename(folder) };
  }

  /** The page is there: it gets what it missed. */
  ready(): WindowState {
    if (this.#analysis !== null) this.send('analysis', this.#analysis);
    return this.state();
  }

  /** Everything the page knows of main, whole. */
  state(): WindowState {
    const { before, after } = this.document.files;
    const recent = this.#library.recent.value;
    const newest = recent[0];
    const current = newest !== undefined && newest.after === after?.path && newest.before === (before?.path ?? null);
    return {
      status: this.document.status,
      before: chip(before),
      after: chip(after),
      orderNote: this.document.orderNote,
      options: this.document.options,
      recent: recent.map((entry) => ({
        before: entry.before === null ? null : basename(entry.before),
        after: basename(entry.after),
        openedAt: entry.openedAt,
      })),
      settings: this.#library.settings.value,
      version: app.getVersion(),
      platform: platform(),
      savedView: current ? newest.view : null,
    };
  }

  send<N extends EventName>(name: N, payload: Events[N]): void {
    if (!this.window.isDestroyed()) this.window.webContents.send(EVENT_CHANNEL, name, payload);
  }

  changed(): void {
    this.send('state', this.state());
  }

  #changed(): void {
    const { status } = this.document;
    if (status.kind === 'empty' || status.kind === 'failed') this.#analysis = null;
    if (!this.window.isDestroyed()) {
      const share = status.kind === 'working' && status.totalBytes > 0 ? status.doneBytes / status.totalBytes : -1;
      this.window.setProgressBar(status.kind === 'working' ? share : -1);
    }
    this.changed();
  }

  #analysed(analysis: Analysis, { before, after }: Placement): void {
    this.#analysis = analysis;
    const last = after ?? before;
    if (last !== null) {
      const pair = { before: after === null ? null : (before?.path ?? null), after: last.path };
      this.#library.recent.set(rememberPair(this.#library.recent.value, pair, new Date().toISOString()));
    }
    this.send('analysis', analysis);
  }
}

function chip(file: InputFile | null): { name: string; bytes: number } | null {
  return file === null ? null : { name: file.name, bytes: file.bytes };
}

function platform(): WindowState['platform'] {
  const { platform } = process;
  return platform === 'linux' || platform === 'darwin' || platform === 'win32' ? platform : 'other';
}
