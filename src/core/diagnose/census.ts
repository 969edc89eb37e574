import { at, NONE } from '../model/column.ts';
import { functionIndex, type RowIndex, rowIndex } from '../model/index-types.ts';
import type { Scene } from './scene.ts';

/** Counts by function over all of AFTER. What hardly any growth is asked about is counted when the first one is. */
export class Census {
  readonly #scene: Scene;
  #running: Uint8Array | null = null;
  #entryDelta: ReadonlyMap<string, number> | null = null;
  #busiest: Busiest | null | undefined;
  #serving: Serving | null = null;

  constructor(scene: Scene) {
    this.#scene = scene;
  }

  /** Whether any of AFTER's goroutines has a function of this name on its stack. */
  isRunning(name: string): boolean {
    this.#running ??= findRunning(this.#scene);
    return this.#running[this.#scene.functionNamed(name)] === 1;
  }

  /** Growth of goroutines by entry function. */
  get entryDelta(): ReadonlyMap<string, number> {
    this.#entryDelta ??= growthByEntry(this.#scene);
    return this.#entryDelta;
  }

  /** The entry function that most of AFTER's own goroutines run, those of the program; null where there are none. */
  get busiest(): Busiest | null {
    if (this.#busiest === undefined) this.#busiest = busiestEntry(this.#scene);
    return this.#busiest;
  }

  /** What is known of the clients that AFTER's HTTP/1 handlers serve. */
  get serving(): Serving {
    this.#serving ??= countServing(this.#scene);
    return this.#serving;
  }
}

interface Busiest {
  readonly entry: string;
  readonly after: number;
}

interface Serving {
  /** Handlers at work, and how many of them have a client that is still connected. */
  readonly handlers: number;
  readonly clientsThere: number;
  /** Goroutines that read a connection for themselves, as those of a hijacked one (a WebSocket) do. */
  readonly otherReaders: number;
}

/** By function: 1 where any of AFTER's goroutines has it, or one of the same name, on its stack. */
function findRunning({ diff, namesake }: Scene): Uint8Array {
  const { rows, symbols } = diff;
  const { length, parent, frame } = symbols.stacks;
  const { function: functionOf } = symbols.frames;
  const isReached = new Uint8Array(length);
  for (let row = 0; row < rows.length; row++) {
    const stack = rows.stack[row] ?? NONE;
    if (stack !== NONE && rows.after[row] !== 0) isReached[stack] = 1;
  }
  const running = new Uint8Array(symbols.functions.length);
  // Whatever a stack has called comes after it.
  for (let stack = length - 1; stack >= 0; stack--) {
    if (isReached[stack] !== 1) continue;
    const fn = functionOf[frame[stack] ?? 0] ?? 0;
    running[namesake[fn] ?? fn] = 1;
    const caller = parent[stack] ?? NONE;
    if (caller !== NONE) isReached[caller] = 1;
  }
  return running;
}

function growthByEntry(scene: Scene): ReadonlyMap<string, number> {
  const { rows, symbols } = scene.diff;
  const grown = new Float64Array(symbols.functions.length);
  for (let row = 0; row < rows.length; row++) {
    const entry = scene.facts.entry[row] ?? NONE;
    if (entry !== NONE) grown[entry] = (grown[entry] ?? 0) + (rows.after[row] ?? 0) - (rows.before[row] ?? 0);
  }
  return sumsByName(scene, grown);
}

/** Several functions can have one name as it is shown. */
function sumsByName(scene: Scene, sums: Float64Array): ReadonlyMap<string, number> {
  const byName = new Map<string, number>();
  for (let fn = 0; fn < sums.length; fn++) {
    const { name } = scene.traitsOf(functionIndex(fn));
    byName.set(name, (byName.get(name) ?? 0) + (sums[fn] ?? 0));
  }
  return byName;
}

/** Whether code of the program runs in a row's goroutines, and is not itself suspended by what it iterates over. */
export function isOwnWork(scene: Scene, row: RowIndex): boolean {
  const culprit = scene.facts.culprit[row] ?? NONE;
  return culprit !== NONE && scene.kind(culprit) === 'user' && scene.state(row) !== 'coroutine';
}

function busiestEntry(scene: Scene): Busiest | null {
  const { rows } = scene.diff;
  const own = new Map<string, number>();
  for (let row = 0; row < rows.length; row++) {
    const entry = scene.facts.entry[row] ?? NONE;
    if (entry === NONE || !isOwnWork(scene, rowIndex(row))) continue;
    const { name } = scene.traitsOf(entry);
    own.set(name, (own.get(name) ?? 0) + (rows.after[row] ?? 0));
  }
  let best: Busiest | null = null;
  for (const [entry, after] of own) if (after > (best?.after ?? 0)) best = { entry, after };
  return best;
}

/** While a handler runs and its client is there, net/http keeps one goroutine that watches the connection. */
const CLIENT_WATCH = 'net/http.(*connReader).backgroundRead';
const HANDLER_LOOP = 'net/http.(*conn).serve';
const HANDLER = 'net/http.serverHandler.ServeHTTP';

function countServing(scene: Scene): Serving {
  const { rows } = scene.diff;
  let handlers = 0;
  let clientsThere = 0;
  let otherReaders = 0;
  for (let r = 0; r < rows.length; r++) {
    const row = rowIndex(r);
    const now = at(rows.after, row);
    if (now === 0) continue;
    if (scene.innermost(row, isClientWatch) !== null) clientsThere += now;
    const job = scene.entry(row);
    if (job === HANDLER_LOOP) {
      if (isHandler(scene, row)) handlers += now;
    } else if (job !== CLIENT_WATCH && scene.state(row) === 'io' && scene.innermost(row, readsConnection) !== null) {
      otherReaders += now;
    }
  }
  return { handlers, clientsThere, otherReaders };
}

/** Whether the goroutines of a row are HTTP/1 handlers at work, the program's own or a library's. */
export function isHandler(scene: Scene, row: RowIndex): boolean {
  const culprit = at(scene.facts.culprit, row);
  if (culprit === NONE || scene.entry(row) !== HANDLER_LOOP) return false;
  return scene.kind(culprit) === 'user' || scene.innermost(row, isHandlerCall) !== null;
}

const isClientWatch = (name: string): boolean => name === CLIENT_WATCH;

const isHandlerCall = (name: string): boolean => name === HANDLER;

const readsConnection = (name: string): boolean => name === 'net.(*conn).Read' || name === 'crypto/tls.(*Conn).Read';
