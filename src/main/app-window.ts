import { basename } from 'node:path';
import { app, type BrowserWindow, dialog, MessageChannelMain, type MessagePortMain } from 'electron';
import * as v from 'valibot';
import type { Analysis } from '../core/report/model.ts';
import { EVENT_CHANNEL, PORT_CHANNEL } from '../ipc/channels.ts';
import {
  type EventName,
  type Events,
  type FileChip,
  type Outcome,
  type PortMessage,
  type RecentPair,
  type Slot,
  treeRequest,
  type WindowState,
} from '../ipc/contract.ts';
import type { AnalysisSession } from '../worker/session.ts';
import { Capturing } from './capturing.ts';
import { Document } from './document.ts';
import type { Library } from './library.ts';
import { type InputFile, placedFiles } from './place-files.ts';
import { type RecentEntry, rememberFiles, rememberView, viewOf } from './recent.ts';

/** Milliseconds from a page that is there to the start of its worker. */
const PREPARE_AFTER = 200;

/** One window with its document: what a person does comes in as calls, what is to be shown goes out as events. */
export class AppWindow {
  readonly window: BrowserWindow;
  readonly document: Document;
  readonly capturing: Capturing;
  readonly #library: Library;
  #analysis: Analysis | null = null;
  #port: MessagePortMain | null = null;

  constructor(window: BrowserWindow, session: AnalysisSession, library: Library) {
    this.window = window;
    this.#library = library;
    const listener = {
      changed: () => this.#changed(),
      analysed: (analysis: Analysis, files: readonly InputFile[]) => this.#analysed(analysis, files),
    };
    this.document = new Document(session, listener, () => library.expectations.read());
    this.capturing = new Capturing(library.capture, {
      changed: () => this.changed(),
      mayConnect: (address) => this.#mayConnect(address),
      chooseFolder: () => this.#chooseFolder('Folder for captured snapshots'),
      open: (path, slot) => void this.document.open([path], slot),
      openPair: (before, after) => void this.document.openInOrder([before, after]),
    });
    window.on('closed', () => {
      this.capturing.cancel();
      this.document.dispose();
    });
  }

  /** Opens paths as if they had been dropped; what is wrong with them is shown in the window. */
  async openPaths(paths: readonly string[], slot: Slot | null): Promise<void> {
    if (paths.length > 0) await this.document.open(paths, slot);
  }

  /** Asks for a file for the slot, or (null) for files as a drop gives them. */
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
    const folder = await this.#chooseFolder('Folder of the Go source');
    if (folder === null) return { ok: true, value: null };
    await this.document.setSource(folder);
    return { ok: true, value: basename(folder) };
  }

  async #chooseFolder(title: string): Promise<string | null> {
    const properties: ('openDirectory' | 'createDirectory')[] = ['openDirectory', 'createDirectory'];
    const { canceled, filePaths } = await dialog.showOpenDialog(this.window, { title, properties });
    return canceled ? null : (filePaths[0] ?? null);
  }

  /** A question of main's own: a page, whatever became of it, cannot answer it and so cannot reach out by itself. */
  async #mayConnect(address: string): Promise<boolean> {
    const { response } = await dialog.showMessageBox(this.window, {
      type: 'question',
      message: `Connect to ${address}?`,
      detail:
        'straggler fetches goroutine profiles from there and keeps them as files. It is asked once for each address.',
      buttons: ['Connect', 'Cancel'],
      defaultId: 0,
      cancelId: 1,
    });
    return response === 0;
  }

  /** Asks for the suppressions file, an old one or a new one, and uses it from now on. Gives its name, or null. */
  async chooseExpected(kind: 'open' | 'new'): Promise<Outcome<string | null>> {
    const path = await (kind === 'open' ? this.#askToOpen() : this.#askToSave());
    if (path === null) return { ok: true, value: null };
    const chosen = await this.#library.expectations.choose(path);
    if (!chosen.ok) return chosen;
    await this.document.judgeAgain();
    this.changed();
    return { ok: true, value: basename(path) };
  }

  async #askToOpen(): Promise<string | null> {
    const { canceled, filePaths } = await dialog.showOpenDialog(this.window, {
      title: 'What is expected: suppressions file',
      properties: ['openFile'],
    });
    return canceled ? null : (filePaths[0] ?? null);
  }

  async #askToSave(): Promise<string | null> {
    const { canceled, filePath } = await dialog.showSaveDialog(this.window, {
      title: 'What is expected: new suppressions file',
      defaultPath: 'straggler-expected.txt',
    });
    return canceled || filePath === undefined ? null : filePath;
  }

  /** Writes what is expected and judges anew. */
  async changeExpected(change: Promise<Outcome<null>>): Promise<Outcome<null>> {
    const changed = await change;
    if (changed.ok) await this.document.judgeAgain();
    return changed;
  }

  /** The page is there, for the first time or again after a crash: it gets what it missed. */
  ready(): WindowState {
    this.#port?.close();
    const { port1, port2 } = new MessageChannelMain();
    this.#port = port1;
    this.window.webContents.postMessage(PORT_CHANNEL, null, [port2]);
    port1.on('message', ({ data }) => void this.#growTree(data));
    port1.start();
    if (this.#analysis !== null) this.#post({ kind: 'analysis', analysis: this.#analysis });
    // Not before the first screen is painted: the worker's start takes a core for a moment.
    setTimeout(() => !this.window.isDestroyed() && this.document.prepare(), PREPARE_AFTER);
    return this.state();
  }

  /** Everything the page knows of main, whole. */
  state(): WindowState {
    const { files, status, orderNote, options } = this.document;
    const recent = this.#library.recent.value;
    return {
      status,
      before: chip(files.before),
      after: chip(files.after),
      series: files.between.length === 0 ? [] : placedFiles(files).map(chipOf),
      orderNote,
      options,
      capture: this.capturing.state,
      expected: this.#library.expectations.file,
      recent: recent.map(recentPair),
      settings: this.#library.settings.value,
      version: app.getVersion(),
      platform: platform(),
      savedView: viewOf(recent, this.#paths()),
    };
  }

  send<N extends Exclude<EventName, 'analysis'>>(name: N, payload: Events[N]): void {
    if (!this.window.isDestroyed()) this.window.webContents.send(EVENT_CHANNEL, name, payload);
  }

  changed(): void {
    this.send('state', this.state());
  }

  /** Keeps how the person looks at the open files, for the next time. */
  saveView(view: string): void {
    this.#library.recent.set(rememberView(this.#library.recent.value, this.#paths(), view));
  }

  #changed(): void {
    const { status } = this.document;
    if (status.kind === 'empty' || status.kind === 'failed') this.#analysis = null;
    if (!this.window.isDestroyed()) {
      const share = status.kind === 'working' && status.totalBytes > 0 ? status.doneBytes / status.totalBytes : -1;
      this.window.setProgressBar(share);
    }
    this.changed();
  }

  #analysed(analysis: Analysis, files: readonly InputFile[]): void {
    this.#analysis = analysis;
    const { recent } = this.#library;
    recent.set(rememberFiles(recent.value, this.#paths(), new Date().toISOString()));
    for (const { path } of files) app.addRecentDocument(path);
    this.#post({ kind: 'analysis', analysis });
  }

  /** What the page asks through the port is data of another process. */
  async #growTree(asked: unknown): Promise<void> {
    const request = v.safeParse(treeRequest, asked);
    if (!request.success) return;
    const { id, choice } = request.output;
    this.#post({ kind: 'tree', id, tree: await this.document.growTree(choice) });
  }

  #post(message: PortMessage): void {
    this.#port?.postMessage(message);
  }

  #paths(): string[] {
    const { files } = this.document;
    return [...placedFiles(files), ...files.beside].map(({ path }) => path);
  }
}

function recentPair({ paths, openedAt }: RecentEntry): RecentPair {
  const before = paths.length > 1 ? paths[0] : undefined;
  return {
    before: before === undefined ? null : basename(before),
    after: basename(paths.at(-1) ?? ''),
    files: paths.length,
    openedAt,
  };
}

function chip(file: InputFile | null): FileChip | null {
  return file === null ? null : chipOf(file);
}

function chipOf({ name, bytes }: InputFile): FileChip {
  return { name, bytes };
}

function platform(): WindowState['platform'] {
  const { platform } = process;
  return platform === 'linux' || platform === 'darwin' || platform === 'win32' ? platform : 'other';
}
