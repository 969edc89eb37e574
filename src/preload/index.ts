import * as electron from 'electron';
import { EVENT_CHANNEL, PORT_CHANNEL, REQUEST_CHANNEL } from '../ipc/channels.ts';
import { ANALYSIS_PORT, type ExposedBridge } from '../ipc/contract.ts';
import { filePath } from '../ipc/electron-versions.ts';
import { readEvent, readOutcome } from '../ipc/payloads.ts';

const { contextBridge, ipcRenderer } = electron;

/** All that the page can reach: ask main by name, listen to main by name, and hand over dropped files. */
const bridge: ExposedBridge = {
  request: async (name, ...args) => readOutcome(name, await ipcRenderer.invoke(REQUEST_CHANNEL, name, args)),
  drop: async (files, slot) => {
    const paths = files.map((file) => (file instanceof File ? filePath(file, electron) : ''));
    const real = paths.filter((path) => path !== '');
    return readOutcome('files.drop', await ipcRenderer.invoke(REQUEST_CHANNEL, 'files.drop', [real, slot]));
  },
  on: (name, listener) => {
    const forward = (_event: unknown, sent: unknown, payload: unknown) => {
      const value = sent === name ? readEvent(name, payload) : null;
      if (value !== null) listener(value);
    };
    ipcRenderer.on(EVENT_CHANNEL, forward);
    return () => {
      ipcRenderer.off(EVENT_CHANNEL, forward);
    };
  },
};

contextBridge.exposeInMainWorld('straggler', bridge);

// A port cannot pass the bridge; a message of the page to itself carries it.
ipcRenderer.on(PORT_CHANNEL, ({ ports }) => window.postMessage(ANALYSIS_PORT, window.location.origin, [...ports]));
