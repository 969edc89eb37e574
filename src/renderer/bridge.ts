import type { Analysis } from '../core/report/model.ts';
import { ANALYSIS_PORT, type Bridge, type EventName, type Events, type ExposedBridge } from '../ipc/contract.ts';

/**
 * The bridge as components use it. Analyses are large and come through a MessagePort that main opened to this page,
 * in one copy; everything else comes through the preload.
 */
export function connectBridge(exposed: ExposedBridge, page: Window): Bridge {
  const listeners = new Set<(analysis: Analysis) => void>();
  page.addEventListener('message', ({ data, source, ports }) => {
    if (source !== page || data !== ANALYSIS_PORT) return;
    const [port] = ports;
    if (port === undefined) return;
    port.onmessage = (message: MessageEvent<Analysis>) => {
      for (const listener of listeners) listener(message.data);
    };
  });
  const subscribe: { readonly [N in EventName]: (listener: (payload: Events[N]) => void) => () => void } = {
    state: (listener) => exposed.on('state', listener),
    menu: (listener) => exposed.on('menu', listener),
    analysis: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  return { request: exposed.request, drop: exposed.drop, on: (name, listener) => subscribe[name](listener) };
}
