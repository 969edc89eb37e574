import type { FlameTrie } from '../core/flame/trie.ts';
import type { Analysis } from '../core/report/model.ts';
import {
  ANALYSIS_PORT,
  type Bridge,
  type EventName,
  type Events,
  type ExposedBridge,
  type PortMessage,
  type TreeRequest,
} from '../ipc/contract.ts';

/**
 * The bridge as components use it. Analyses and trees are large and come through a MessagePort that main opened to
 * this page, in one copy; everything else comes through the preload.
 */
export function connectBridge(exposed: ExposedBridge, page: Window): Bridge {
  const listeners = new Set<(analysis: Analysis) => void>();
  const awaited = new Map<number, (tree: FlameTrie | null) => void>();
  let trees = 0;
  let port: MessagePort | undefined;
  const tell = (data: PortMessage): void => {
    if (data.kind === 'analysis') {
      for (const listener of listeners) listener(data.analysis);
    } else {
      awaited.get(data.id)?.(data.tree);
      awaited.delete(data.id);
    }
  };
  // To unpack a large message takes a while, and so does showing it: a task each.
  page.addEventListener('message', ({ data, source, ports }) => {
    if (source !== page || data !== ANALYSIS_PORT) return;
    [port] = ports;
    if (port !== undefined) port.onmessage = ({ data }) => setTimeout(tell, 0, data);
  });
  const subscribe: { readonly [N in EventName]: (listener: (payload: Events[N]) => void) => () => void } = {
    state: (listener) => exposed.on('state', listener),
    menu: (listener) => exposed.on('menu', listener),
    analysis: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  return {
    request: exposed.request,
    drop: exposed.drop,
    growTree: (choice) =>
      new Promise((resolve) => {
        if (port === undefined) return resolve(null);
        const request: TreeRequest = { id: trees++, choice };
        awaited.set(request.id, resolve);
        port.postMessage(request);
      }),
    on: (name, listener) => subscribe[name](listener),
  };
}
