import * as v from 'valibot';
import type { SuppressionRule } from '../core/diagnose/suppressions.ts';
import type { GoroutineDetail } from '../core/diff/diff.ts';
import type { FlameTrie } from '../core/flame/trie.ts';
import type { Analysis } from '../core/report/model.ts';

/**
 * Everything that crosses between the renderer and main, once. The renderer asks (REQUESTS, answered by a value),
 * main tells (Events). Main holds the documents: the renderer never sees a path that it could send back.
 * Main validates what it is asked, by the schemas here; the preload validates what main says, by payloads.ts.
 */

export const SLOTS = ['before', 'after'] as const;
export type Slot = (typeof SLOTS)[number];

export const EXPORT_FORMATS = ['html', 'md', 'json', 'sarif', 'folded', 'svg', 'pb.gz'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

const slot = v.picklist(SLOTS);
const path = v.pipe(v.string(), v.minLength(1), v.maxLength(4096));
const PICTURE_BYTES = 64 * 1024 * 1024;
const index = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(0x7fffffff));

export const analysisOptions = v.object({
  match: v.picklist(['auto', 'exact', 'lines', 'functions', 'canonical']),
  normalize: v.picklist(['none', 'total', 'per1000']),
  minDelta: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1e9)),
});
export type AnalysisOptions = v.InferOutput<typeof analysisOptions>;

const rowId = v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/));

/** What a person chose for these files: two snapshots of a series, and matches joined or split, by ids of rows. */
export const comparisonChoice = v.object({
  pair: v.nullable(v.strictTuple([index, index])),
  manual: v.object({
    join: v.pipe(v.array(v.strictTuple([rowId, rowId])), v.maxLength(1000)),
    split: v.pipe(v.array(rowId), v.maxLength(1000)),
  }),
});
export type ComparisonChoice = v.InferOutput<typeof comparisonChoice>;

const RULES = ['IgnoreTopFunction', 'IgnoreAnyFunction', 'IgnoreCreatedBy'] as const satisfies SuppressionRule[];

/** A line of a suppressions file. */
export const expectation = v.object({
  rule: v.picklist(RULES),
  function: v.pipe(v.string(), v.minLength(1), v.maxLength(4096)),
  reason: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(500)),
});
export type Expectation = v.InferOutput<typeof expectation>;

export const settings = v.object({
  theme: v.picklist(['system', 'light', 'dark']),
  palette: v.picklist(['safe', 'classic']),
  numbers: v.picklist(['system', 'comma', 'space', 'plain']),
  editor: v.picklist(['none', 'vscode', 'goland', 'env', 'custom']),
  editorCommand: v.pipe(v.string(), v.maxLength(1000)),
  /** Prefixes of paths in dumps and the folders that they stand for. */
  pathMapping: v.pipe(v.array(v.object({ from: path, to: path })), v.maxLength(20)),
});
export type Settings = v.InferOutput<typeof settings>;

const pattern = v.nullable(v.pipe(v.string(), v.maxLength(1000)));

/** What a flame tree is made of: where it begins, and what is left out of it. */
export const treeChoice = v.object({
  root: v.variant('kind', [
    v.object({ kind: v.picklist(['entry', 'creator', 'package']) }),
    v.object({ kind: v.literal('label'), key: v.pipe(v.string(), v.maxLength(1000)) }),
  ]),
  collapseRecursion: v.boolean(),
  filters: v.object({
    focus: pattern,
    ignore: pattern,
    hide: pattern,
    showFrom: pattern,
    tagFocus: pattern,
    tagIgnore: pattern,
  }),
});
export type TreeChoice = v.InferOutput<typeof treeChoice>;

/** A capture as the person asks for it. What gives access is for this one capture and kept nowhere. */
export const captureOrder = v.strictObject({
  slot,
  address: v.pipe(v.string(), v.minLength(1), v.maxLength(2048)),
  kind: v.picklist(['both', 'debug2', 'pprof', 'leak']),
  access: v.variant('kind', [
    v.strictObject({ kind: v.literal('open') }),
    v.strictObject({
      kind: v.literal('password'),
      name: v.pipe(v.string(), v.maxLength(1000)),
      password: v.pipe(v.string(), v.maxLength(4000)),
    }),
    /** One line, as curl takes it: "Name: value". */
    v.strictObject({ kind: v.literal('header'), line: v.pipe(v.string(), v.maxLength(8000)) }),
  ]),
  /** Seconds after Before until After is captured too; null: it is not. */
  thenAfter: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(86_400))),
});
export type CaptureOrder = v.InferOutput<typeof captureOrder>;

/** Arguments of each request; validated by main before anything is done with them. */
export const REQUESTS = {
  /** The renderer is ready for events; main answers with the state as it is. */
  'window.ready': v.strictTuple([]),
  /** A file dialog for a slot; null takes one or two files as a drop does. */
  'files.choose': v.strictTuple([v.nullable(slot)]),
  /** Paths of a real drop, resolved by the preload from File objects. */
  'files.drop': v.strictTuple([v.pipe(v.array(path), v.maxLength(10_000)), v.nullable(slot)]),
  'files.example': v.strictTuple([]),
  'files.recent': v.strictTuple([index]),
  'files.swap': v.strictTuple([]),
  'files.close': v.strictTuple([]),
  /** Fetches a snapshot from a running program; main asks the person before it connects. */
  'capture.start': v.strictTuple([captureOrder]),
  /** Ends the wait for After. */
  'capture.hurry': v.strictTuple([]),
  'capture.cancel': v.strictTuple([]),
  /** A dialog for the folder that captures are kept in. */
  'capture.folder': v.strictTuple([]),
  'analysis.cancel': v.strictTuple([]),
  'analysis.options': v.strictTuple([analysisOptions]),
  'analysis.compare': v.strictTuple([comparisonChoice]),
  /** Asks for the suppressions file: one that is there, or where to make a new one. */
  'expected.choose': v.strictTuple([v.picklist(['open', 'new'])]),
  /** Ends the use of the chosen file; the file stays as it is. */
  'expected.forget': v.strictTuple([]),
  /** Writes a line to the chosen file, or takes it out. */
  'expected.add': v.strictTuple([expectation]),
  'expected.remove': v.strictTuple([expectation]),
  'analysis.goroutines': v.strictTuple([
    v.pipe(v.array(index), v.maxLength(100_000)),
    v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(10_000)),
  ]),
  'report.export': v.strictTuple([v.picklist(EXPORT_FORMATS)]),
  /** Saves a picture of the graph that the renderer drew. */
  'graph.save': v.strictTuple([
    v.picklist(['svg', 'png']),
    v.union([
      v.pipe(v.string(), v.maxLength(PICTURE_BYTES)),
      v.pipe(
        v.instance(Uint8Array),
        v.check((bytes) => bytes.length <= PICTURE_BYTES),
      ),
    ]),
  ]),
  'clipboard.write': v.strictTuple([v.pipe(v.string(), v.maxLength(1_000_000))]),
  'editor.open': v.strictTuple([path, index]),
  'source.choose': v.strictTuple([]),
  'settings.set': v.strictTuple([settings]),
  /** View state of the open pair (filters, zoom, selection), kept with the recent pair. */
  'view.save': v.strictTuple([v.pipe(v.string(), v.maxLength(100_000))]),
  'help.open': v.strictTuple([v.pipe(v.string(), v.regex(/^[a-z][a-z-]{0,39}$/))]),
} as const;
export type RequestName = keyof typeof REQUESTS;
export type RequestArguments<N extends RequestName> = v.InferOutput<(typeof REQUESTS)[N]>;

/** An expected failure is a value: nothing is thrown across the bridge. */
export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: UserError };

/** What went wrong and what to do, as two sentences for a person. */
export interface UserError {
  readonly message: string;
  readonly advice: string;
}

export interface RequestResults {
  'window.ready': WindowState;
  'files.choose': null;
  'files.drop': null;
  'files.example': null;
  'files.recent': null;
  'files.swap': null;
  'files.close': null;
  /** Whether it was begun: not where the person does not want to connect, or gives no folder. */
  'capture.start': boolean;
  'capture.hurry': null;
  'capture.cancel': null;
  'capture.folder': null;
  'analysis.cancel': null;
  'analysis.options': null;
  'analysis.compare': null;
  /** The base name of the file, or null where the person cancelled. */
  'expected.choose': string | null;
  'expected.forget': null;
  'expected.add': null;
  'expected.remove': null;
  'analysis.goroutines': readonly GoroutineDetail[];
  /** The base name of the file that was written, or null where the person cancelled. */
  'report.export': string | null;
  'graph.save': string | null;
  'clipboard.write': null;
  'editor.open': null;
  'source.choose': string | null;
  'settings.set': null;
  'view.save': null;
  'help.open': null;
}

/** A chosen file as the window shows it. */
export interface FileChip {
  readonly name: string;
  readonly bytes: number;
}

export interface RecentPair {
  readonly before: string | null;
  readonly after: string;
  /** How many in all: more than two are a series. */
  readonly files: number;
  /** ISO 8601: when it was opened. */
  readonly openedAt: string;
}

/** The suppressions file as the window shows it. */
export interface ExpectedFile {
  /** Base name. */
  readonly name: string;
  /** Why it or a line of it is not used, as a sentence; null where all of it is. */
  readonly problem: string | null;
}

export type SessionStatus =
  | { readonly kind: 'empty' }
  /** One slot is filled, the other is awaited. */
  | { readonly kind: 'waiting' }
  | { readonly kind: 'working'; readonly phase: string; readonly doneBytes: number; readonly totalBytes: number }
  | { readonly kind: 'ready' }
  | { readonly kind: 'failed'; readonly slot: Slot | null; readonly error: UserError };

export type CaptureStatus =
  | { readonly kind: 'idle' }
  | { readonly kind: 'fetching'; readonly slot: Slot; readonly host: string; readonly bytes: number }
  /** Before is there; After is fetched in so many seconds. */
  | { readonly kind: 'waiting'; readonly host: string; readonly seconds: number }
  | { readonly kind: 'failed'; readonly slot: Slot; readonly host: string; readonly error: UserError };

export interface CaptureState {
  /** Name of the folder that captures are kept in, or null where none was chosen yet. */
  readonly folder: string | null;
  readonly status: CaptureStatus;
}

/** What main holds for this window. Sent whole at each change. */
export interface WindowState {
  readonly status: SessionStatus;
  readonly before: FileChip | null;
  readonly after: FileChip | null;
  /** All files, oldest first, where there are more than two; else empty. */
  readonly series: readonly FileChip[];
  /** How files that came at once were ordered, in words; null where the person chose. */
  readonly orderNote: string | null;
  readonly options: AnalysisOptions;
  readonly capture: CaptureState;
  /** The file of what is expected; null where none is chosen. */
  readonly expected: ExpectedFile | null;
  readonly recent: readonly RecentPair[];
  readonly settings: Settings;
  readonly version: string;
  readonly platform: 'linux' | 'darwin' | 'win32' | 'other';
  /** View state that was saved with this pair, or null. */
  readonly savedView: string | null;
}

/** Commands of the native menu that the renderer carries out. */
export const MENU_COMMANDS = [
  'capture-before',
  'capture-after',
  'find',
  'export',
  'swap',
  'help',
  'settings',
  'undo',
  'redo',
  'zoom-reset',
] as const;
export type MenuCommand = (typeof MENU_COMMANDS)[number];

/** Payloads of what main tells the renderer. */
export interface Events {
  state: WindowState;
  /** A finished comparison: typed arrays and plain data. */
  analysis: Analysis;
  menu: MenuCommand;
}
export type EventName = keyof Events;

/** What the page asks main through. */
export interface Bridge {
  request<N extends Exclude<RequestName, 'files.drop'>>(
    name: N,
    ...args: RequestArguments<N>
  ): Promise<Outcome<RequestResults[N]>>;
  /** Only real File objects of a drop have a path, and only the preload can read it. */
  drop(files: readonly unknown[], slot: Slot | null): Promise<Outcome<null>>;
  /** The tree of the analysis that came last, made off the page's thread; null where that cannot be. */
  growTree(choice: TreeChoice): Promise<FlameTrie | null>;
  /** Gives a function that ends the subscription. */
  on<N extends EventName>(name: N, listener: (payload: Events[N]) => void): () => void;
}

/**
 * What the preload puts on `window.straggler`: the bridge but for analyses and trees. These are large, and what passes
 * the preload is copied value by value; so main posts them to the page itself, through a MessagePort that the preload
 * hands on as a message of this name.
 */
export interface ExposedBridge extends Omit<Bridge, 'on' | 'growTree'> {
  on<N extends Exclude<EventName, 'analysis'>>(name: N, listener: (payload: Events[N]) => void): () => void;
}
export const ANALYSIS_PORT = 'straggler:analysis-port';

/** What the page asks through the port: a tree, under a number that comes back with it. */
export const treeRequest = v.object({ id: index, choice: treeChoice });
export type TreeRequest = v.InferOutput<typeof treeRequest>;

/** What main says through the port. */
export type PortMessage =
  | { readonly kind: 'analysis'; readonly analysis: Analysis }
  | { readonly kind: 'tree'; readonly id: number; readonly tree: FlameTrie | null };
