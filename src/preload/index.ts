import * as electron from 'electron';
import { EVENT_CHANNEL, REQUEST_CHANNEL } from '../ipc/channels.ts';
import type { Bridge, EventName, Events } from '../ipc/contract.ts';
import { filePath } from './file-path.ts';

const { contextBridge, ipcRenderer } = electron;

/** All that the page can reach: ask main by name, listen to main by name, and hand over dropped files. */
const bridge: Bridge = {
  request: (name, ...args) => ipcRenderer.invoke(REQUEST_CHANNEL, name, args),
  drop: (files, slot) => {
    const paths = files.map((file) => filePath(file, electron)).filter((path) => path !== '');
    return ipcRenderer.invoke(REQUEST_CHANNEL, 'files.drop', [paths, slot]);
  },
  on: <N extends EventName>(name: N, listener: (payload: Events[N]) => void) => {
    const forward = (_event: unknown, sent: EventName, payload: Events[N]) => {
      if (sent === name) listener(payload);
    };
    ipcRenderer.on(EVENT_CHANNEL, forward);
    return () => {
      ipcRenderer.off(EVENT_CHANNEL, forward);
    };
  },
};

contextBridge.exposeInMainWorld('straggler', bridge);
