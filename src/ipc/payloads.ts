import * as v from 'valibot';
import type { GoroutineDetail } from '../core/diff/diff.ts';
import {
  analysisOptions,
  type EventName,
  type Events,
  MENU_COMMANDS,
  type Outcome,
  type RequestName,
  type RequestResults,
  SLOTS,
  settings,
  type WindowState,
} from './contract.ts';

/** Schemas of what main says: the preload lets nothing else through to the page. */

const text = v.string();
const count = v.pipe(v.number(), v.minValue(0));
const userError = v.object({ message: text, advice: text });

const fileChip = v.object({ name: text, bytes: count });

const status = v.variant('kind', [
  v.object({ kind: v.literal('empty') }),
  v.object({ kind: v.literal('waiting') }),
  v.object({ kind: v.literal('working'), phase: text, doneBytes: count, totalBytes: count }),
  v.object({ kind: v.literal('ready') }),
  v.object({ kind: v.literal('failed'), slot: v.nullable(v.picklist(SLOTS)), error: userError }),
]);

const captureStatus = v.variant('kind', [
  v.object({ kind: v.literal('idle') }),
  v.object({ kind: v.literal('fetching'), slot: v.picklist(SLOTS), host: text, bytes: count }),
  v.object({ kind: v.literal('waiting'), host: text, seconds: count }),
  v.object({ kind: v.literal('failed'), slot: v.picklist(SLOTS), host: text, error: userError }),
]);

const windowState: v.GenericSchema<unknown, WindowState> = v.object({
  status,
  before: v.nullable(fileChip),
  after: v.nullable(fileChip),
  series: v.array(fileChip),
  orderNote: v.nullable(text),
  options: analysisOptions,
  capture: v.object({ folder: v.nullable(text), status: captureStatus }),
  expected: v.nullable(v.object({ name: text, problem: v.nullable(text) })),
  recent: v.array(v.object({ before: v.nullable(text), after: text, files: count, openedAt: text })),
  settings,
  version: text,
  platform: v.picklist(['linux', 'darwin', 'win32', 'other']),
  savedView: v.nullable(text),
});

/** Made by our own worker out of checked tables; a list of them can be long, so only its shape is looked at. */
const goroutines = v.custom<readonly GoroutineDetail[]>(Array.isArray);
const nothing = v.null();
const fileName = v.nullable(text);

const RESULTS: { readonly [N in RequestName]: v.GenericSchema<unknown, RequestResults[N]> } = {
  'window.ready': windowState,
  'files.choose': nothing,
  'files.drop': nothing,
  'files.example': nothing,
  'files.recent': nothing,
  'files.swap': nothing,
  'files.close': nothing,
  'capture.start': v.boolean(),
  'capture.hurry': nothing,
  'capture.cancel': nothing,
  'capture.folder': nothing,
  'analysis.cancel': nothing,
  'analysis.options': nothing,
  'analysis.compare': nothing,
  'expected.choose': fileName,
  'expected.forget': nothing,
  'expected.add': nothing,
  'expected.remove': nothing,
  'analysis.goroutines': goroutines,
  'report.export': fileName,
  'graph.save': fileName,
  'clipboard.write': nothing,
  'editor.open': nothing,
  'source.choose': fileName,
  'settings.set': nothing,
  'view.save': nothing,
  'help.open': nothing,
};

const failure = v.object({ ok: v.literal(false), error: userError });
const success = v.object({ ok: v.literal(true), value: v.unknown() });

type SentEvent = Exclude<EventName, 'analysis'>;
const EVENTS: { readonly [N in SentEvent]: v.GenericSchema<unknown, Events[N]> } = {
  state: windowState,
  menu: v.picklist(MENU_COMMANDS),
};

/** An answer of main to a request, or a refusal where it is not one. */
export function readOutcome<N extends RequestName>(name: N, sent: unknown): Outcome<RequestResults[N]> {
  if (v.is(failure, sent)) return { ok: false, error: sent.error };
  const value = v.is(success, sent) ? read(RESULTS[name], sent.value) : null;
  if (value !== null) return { ok: true, value: value.read };
  const error = { message: `The answer to ${name} does not fit.`, advice: 'Close the window and open it again.' };
  return { ok: false, error };
}

/** The payload of an event as main sent it, or null where it does not fit. */
export function readEvent<N extends SentEvent>(name: N, sent: unknown): Events[N] | null {
  return read(EVENTS[name], sent)?.read ?? null;
}

function read<T>(schema: v.GenericSchema<unknown, T>, sent: unknown): { readonly read: T } | null {
  const parsed = v.safeParse(schema, sent);
  return parsed.success ? { read: parsed.output } : null;
}
