import { NONE, type None } from '../../model/column.ts';
import type { CreatorIndex, LabelSetIndex, StackIndex, StringIndex } from '../../model/index-types.ts';
import { SampleFlag } from '../../model/snapshot.ts';
import type { SymbolsBuilder } from '../../model/symbols-builder.ts';
import { byteAt, RETURN, SPACE, TAB } from '../text/byte.ts';
import { FrameMemo, textOf } from './frame-memo.ts';
import { type Header, parseHeader } from './header.ts';
import { lastParen, newlineAfter } from './lane-hash.ts';
import { endsRecord } from './line-kinds.ts';
import { RecordDraft } from './record-draft.ts';
import { isObserver, isSystemGoroutine } from './system.ts';

/** All that goroutines with equal records share. */
export interface RecordFacts {
  readonly stack: StackIndex | None;
  readonly state: StringIndex;
  readonly flags: number;
  readonly creator: CreatorIndex | None;
  readonly labels: LabelSetIndex;
  /** It is the runtime's own goroutine, of those that only tracebacks with fp= and sp= (level 2) show. */
  readonly system: boolean;
  readonly framed: boolean;
  readonly running: boolean;
  /** The state, where it is not one that Go is known to print; else empty. */
  readonly unknownState: string;
  readonly labelsWhole: boolean;
  /** Why there are no frames: it was running on another thread. */
  readonly unavailable: boolean;
  readonly foreign: number;
  readonly malformed: number;
  /** It was read down to the file line of created by, or to the program's entry. */
  readonly closed: boolean;
  /** Its last line is a call without a file line. */
  readonly dangling: boolean;
}

/** Up to 1.20 Go prints at most 100 frames, hidden ones included, and may leave out the rest without a word. */
const OLD_FRAMES_SHOWN = { least: 90, most: 100 };
/** Where the main goroutine starts, before and after main is entered, and what all others return to. */
const ENTRY = /^main\.main$|^runtime\.goexit$|\.init(?:\.\d+)?$/;
/** Longer lines are no frames. */
const LINE_LIMIT = 1 << 16;

const CLOSE_PAREN = 0x29;
const DOT = 0x2e;

/** Reads whole records into symbols. Needed for the first of equal records only. */
export class RecordParser {
  readonly #symbols: SymbolsBuilder;
  readonly #memo: FrameMemo;

  constructor(symbols: SymbolsBuilder) {
    this.#symbols = symbols;
    this.#memo = new FrameMemo(symbols);
  }

  /** Whether any file line so far had fp=, sp= or pc=. */
  get registers(): boolean {
    return this.#memo.registers;
  }

  /** Reads bytes[from, end), which begins with a header line. */
  parse(bytes: Uint8Array, view: DataView, from: number, end: number): RecordFacts {
    const headerEnd = Math.min(newlineAfter(view, from), end);
    const header = parseHeader(textOf(bytes, from, Math.min(headerEnd, from + LINE_LIMIT)));
    const draft = new RecordDraft(this.#memo, bytes);
    for (let i = headerEnd + 1; i < end; ) {
      const newline = Math.min(newlineAfter(view, i), end);
      const lineEnd = newline > i && byteAt(bytes, newline - 1) === RETURN ? newline - 1 : newline;
      if (!this.#line(draft, bytes, view, i, lineEnd)) break;
      i = newline + 1;
    }
    const dangling = draft.waits;
    draft.settle();
    return this.#facts(header, draft, dangling);
  }

  /** Takes one line; false where it is the first one after the record. */
  #line(draft: RecordDraft, bytes: Uint8Array, view: DataView, from: number, to: number): boolean {
    if (from === to) return true;
    if (to - from > LINE_LIMIT) {
      draft.foreign++;
      return true;
    }
    const first = byteAt(bytes, from);
    const indented = first === TAB || first === SPACE;
    const called = !indented && byteAt(bytes, to - 1) === CLOSE_PAREN;
    if (draft.waits && !called && draft.position(view, from, to, indented)) return true;
    if (called) {
      const paren = lastParen(view, from, to - 1);
      if (paren > from) draft.call({ from, to: paren, inlined: byteAt(bytes, paren + 1) === DOT });
      else draft.foreign++;
      return true;
    }
    const text = textOf(bytes, from, to);
    if (text.startsWith('created by ')) {
      const suffix = / in goroutine \d+$/.exec(text)?.[0].length ?? 0;
      if (suffix > 0) draft.creatorNumbered = true;
      draft.createdBy({ from: from + 'created by '.length, to: to - suffix, inlined: false });
    } else if (text.startsWith('[originating from goroutine ')) draft.ancestor();
    else if (/^\.\.\.(?:\d+|additional) frames elided\.\.\.$/.test(text)) draft.elide();
    else if (text.includes('stack unavailable')) draft.unavailable = true;
    else if (endsRecord(bytes, from, to)) return false;
    else if (text.trim() !== '' && !text.startsWith('non-Go function')) draft.foreign++;
    return true;
  }

  #facts(header: Header, draft: RecordDraft, dangling: boolean): RecordFacts {
    const symbols = this.#symbols;
    const { frames } = draft;
    const names = frames.map((frame) => symbols.frameName(frame));
    const creatorFrame = draft.creatorFrame;
    const system =
      this.registers && isSystemGoroutine(names, creatorFrame === NONE ? null : symbols.frameName(creatorFrame));
    const root = names.at(-1) ?? '';
    const toEntry = ENTRY.test(root);
    const silent =
      !draft.creatorNumbered &&
      !toEntry &&
      frames.length >= OLD_FRAMES_SHOWN.least &&
      frames.length <= OLD_FRAMES_SHOWN.most;
    let flags = header.flags;
    if (draft.elided || silent) flags |= SampleFlag.Elided;
    if (system) flags |= SampleFlag.System;
    if (isObserver(names)) flags |= SampleFlag.Observer;
    return {
      stack: symbols.stack(frames),
      state: symbols.string(header.state),
      flags,
      creator: draft.creator(symbols),
      labels: symbols.labels(header.labels),
      system,
      framed: frames.length > 0,
      running: header.state === 'running',
      unknownState: header.known ? '' : header.state,
      labelsWhole: header.labelsWhole,
      unavailable: draft.unavailable,
      foreign: draft.foreign,
      malformed: draft.malformed,
      closed: draft.closed || toEntry,
      dangling,
    };
  }
}
