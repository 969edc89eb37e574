import type { Analysis } from '../../src/core/report/model.ts';
import type {
  Bridge,
  EventName,
  Events,
  Outcome,
  RequestArguments,
  RequestName,
  RequestResults,
  Slot,
  WindowState,
} from '../../src/ipc/contract.ts';

const EMPTY: WindowState = {
  status: { kind: 'empty' },
  before: null,
  after: null,
  series: [],
  orderNote: null,
  options: { match: 'auto', normalize: 'none', minDelta: 1 },
  capture: { folder: null, status: { kind: 'idle' } },
  expected: null,
  recent: [],
  settings: { theme: 'system', palette: 'safe', numbers: 'comma', editor: 'none', editorCommand: '', pathMapping: [] },
  version: '0.0.0',
  platform: 'linux',
  savedView: null,
};

/** Main as a page sees it, without a main: it has at most one analysis, and writes down what it is asked. */
export class FakeBridge implements Bridge {
  readonly asked: [name: string, ...args: unknown[]][] = [];
  readonly #analysis: Analysis | null;
  readonly #listeners = new Map<EventName, Set<(payload: never) => void>>();
  #state = EMPTY;

  constructor(analysis: Analysis | null) {
    this.#analysis = analysis;
    if (analysis !== null) {
      const chip = (source: Analysis['after']) => ({ name: source.name, bytes: source.bytes });
      this.#state = {
        ...EMPTY,
        status: { kind: 'ready' },
        before: analysis.before === null ? null : chip(analysis.before),
        after: chip(analysis.after),
      };
    }
  }

  change(state: Partial<WindowState>): void {
    this.#state = { ...this.#state, ...state };
    this.tell('state', this.#state);
  }

  tell<N extends EventName>(name: N, payload: Events[N]): void {
    for (const listener of this.#listeners.get(name) ?? []) (listener as (payload: Events[N]) => void)(payload);
  }

  async request<N extends Exclude<RequestName, 'files.drop'>>(
    name: N,
    ...args: RequestArguments<N>
  ): Promise<Outcome<RequestResults[N]>> {
    this.asked.push([name, ...args]);
    if (name === 'window.ready' && this.#analysis !== null) this.tell('analysis', this.#analysis);
    return { ok: true, value: this.#answer(name) as RequestResults[N] };
  }

  async drop(files: readonly unknown[], slot: Slot | null): Promise<Outcome<null>> {
    this.asked.push(['files.drop', files.length, slot]);
    return { ok: true, value: null };
  }

  async growTree(): Promise<null> {
    return null;
  }

  on<N extends EventName>(name: N, listener: (payload: Events[N]) => void): () => void {
    const listeners = this.#listeners.get(name) ?? new Set();
    this.#listeners.set(name, listeners);
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  #answer(name: RequestName): unknown {
    if (name === 'window.ready') return this.#state;
    if (name === 'capture.start') return true;
    if (name === 'report.export') return 'checkout.html';
    if (name === 'analysis.goroutines') {
      return Array.from({ length: 12 }, (_, i) => ({
        id: 4100 + 7 * i,
        side: i < 4 ? 'survivor' : 'born',
        minutes: i < 6 ? 25 - i : null,
        creatorId: 88 + i,
      }));
    }
    return null;
  }
}
