import type { CaptureOrder, CaptureState, CaptureStatus, Outcome, Slot } from '../ipc/contract.ts';
import { capture, tellsMost } from '../node/capture.ts';
import { basicAuthorization, type CaptureForm, type CaptureTarget, captureTarget } from '../node/capture-target.ts';
import { userError } from './user-error.ts';

/** What a capture asks of its window. */
export interface CapturingHost {
  changed(): void;
  /** Whether straggler may connect there: asked of the person by main itself, once for each address. */
  mayConnect(address: string): Promise<boolean>;
  /** A folder for captured files, or null where the person gives none. */
  chooseFolder(): Promise<string | null>;
  open(path: string, slot: Slot): void;
  openPair(before: string, after: string): void;
}

/** The folder where captures are kept between runs: nothing else of a capture is. */
export interface KeptFolder {
  readonly value: { readonly folder: string | null };
  set(value: { folder: string | null }): void;
}

interface Plan {
  readonly target: CaptureTarget;
  readonly forms: readonly CaptureForm[];
  readonly folder: string;
  readonly slot: Slot;
  readonly thenAfter: number | null;
}

const IDLE: CaptureStatus = { kind: 'idle' };
/** Progress is told so often, in milliseconds. */
const TELL_EVERY = 100;

const FORMS: Readonly<Record<CaptureOrder['kind'], readonly CaptureForm[]>> = {
  both: ['pprof', 'debug2'],
  pprof: ['pprof'],
  debug2: ['debug2'],
  leak: ['leak'],
};

/**
 * Captures for one window: one at a time, in the background. What is fetched is opened in the window. Names,
 * passwords and headers live as long as the capture that they are for, in memory only.
 */
export class Capturing {
  readonly #kept: KeptFolder;
  readonly #host: CapturingHost;
  readonly #allowed = new Set<string>();
  #status = IDLE;
  #stop = new AbortController();
  #endWait: () => void = () => {};

  constructor(kept: KeptFolder, host: CapturingHost) {
    this.#kept = kept;
    this.#host = host;
  }

  get state(): CaptureState {
    const { folder } = this.#kept.value;
    return { folder: folder === null ? null : lastPart(folder), status: this.#status };
  }

  /**
   * Begins a capture in place of one that runs. Gives what is wrong with the order, and whether it was begun: not where
   * the person does not want to connect, or gives no folder. What goes wrong later is told by the state.
   */
  async start(order: CaptureOrder): Promise<Outcome<boolean>> {
    const found = captureTarget(order.address, headersOf(order.access));
    if (!found.ok) return { ok: false, error: userError(found.error) };
    const { target } = found;
    if (!(await this.#mayConnect(target.base.href))) return { ok: true, value: false };
    const folder = this.#kept.value.folder ?? (await this.chooseFolder());
    if (folder === null) return { ok: true, value: false };
    this.cancel();
    const { slot, thenAfter } = order;
    void this.#run({ target, forms: FORMS[order.kind], folder, slot, thenAfter }, this.#stop.signal);
    return { ok: true, value: true };
  }

  /** Asks where captures go from now on. Gives the folder, or null where the person gives none. */
  async chooseFolder(): Promise<string | null> {
    const folder = await this.#host.chooseFolder();
    if (folder === null) return null;
    this.#kept.set({ folder });
    this.#host.changed();
    return folder;
  }

  /** Ends the wait for After: it is captured now. */
  hurry(): void {
    this.#endWait();
  }

  /** Stops at once, and forgets what went wrong. What was captured before stays. */
  cancel(): void {
    this.#stop.abort();
    this.#stop = new AbortController();
    this.#endWait();
    if (this.#status.kind !== 'idle') this.#tell(IDLE);
  }

  async #run(plan: Plan, signal: AbortSignal): Promise<void> {
    const { slot, thenAfter, target } = plan;
    const first = await this.#fetch(plan, slot, signal);
    if (first === null) return;
    this.#host.open(first, slot);
    if (slot === 'after' || thenAfter === null) return this.#tell(IDLE);
    await this.#wait(target.base.host, thenAfter);
    if (signal.aborted) return;
    const second = await this.#fetch(plan, 'after', signal);
    if (second === null) return;
    this.#tell(IDLE);
    // As a pair: whatever else was opened meanwhile, these two belong together.
    this.#host.openPair(first, second);
  }

  /** The file that tells most of one moment, or null where there is none: then the state says why, or it was cancelled. */
  async #fetch({ target, forms, folder }: Plan, slot: Slot, signal: AbortSignal): Promise<string | null> {
    const { host } = target.base;
    let toldAt = 0;
    const onBytes = (bytes: number) => {
      if (signal.aborted || Date.now() - toldAt < TELL_EVERY) return;
      toldAt = Date.now();
      this.#tell({ kind: 'fetching', slot, host, bytes });
    };
    this.#tell({ kind: 'fetching', slot, host, bytes: 0 });
    const result = await capture({ target, forms, folder, signal, onBytes });
    if (signal.aborted) return null;
    if (result.ok) return tellsMost(result.captured);
    this.#tell({ kind: 'failed', slot, host, error: userError(result.error, host) });
    return null;
  }

  /** By the clock on the wall: a machine that slept through the wait captures as soon as it is awake. */
  #wait(host: string, seconds: number): Promise<void> {
    const end = Date.now() + seconds * 1000;
    return new Promise((done) => {
      let timer: NodeJS.Timeout | undefined;
      const tick = () => {
        const left = end - Date.now();
        if (left <= 0) return done();
        this.#tell({ kind: 'waiting', host, seconds: Math.ceil(left / 1000) });
        timer = setTimeout(tick, Math.min(1000, left));
      };
      this.#endWait = () => {
        clearTimeout(timer);
        done();
      };
      tick();
    });
  }

  async #mayConnect(address: string): Promise<boolean> {
    if (!this.#allowed.has(address) && (await this.#host.mayConnect(address))) this.#allowed.add(address);
    return this.#allowed.has(address);
  }

  #tell(status: CaptureStatus): void {
    this.#status = status;
    this.#host.changed();
  }
}

function headersOf(access: CaptureOrder['access']): string[] {
  switch (access.kind) {
    case 'open':
      return [];
    case 'password': {
      const [name, password] = [access.name, access.password].map(encodeURIComponent);
      return [`Authorization: ${basicAuthorization(name ?? '', password ?? '')}`];
    }
    case 'header':
      return [access.line];
  }
}

function lastPart(folder: string): string {
  return folder.split(/[\\/]/).filter(Boolean).at(-1) ?? folder;
}
