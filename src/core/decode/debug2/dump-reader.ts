import { SampleFlag } from '../../model/snapshot.ts';
import { SymbolsBuilder } from '../../model/symbols-builder.ts';
import { type DecodeOptions, type DecodeResult, failure, type LayerReport } from '../decode-result.ts';
import type { Stage } from '../stage.ts';
import { ascii, byteAt, NEWLINE, startsWith } from '../text/byte.ts';
import { LOOK_AHEAD, MOST_TRIES, mentionsHeader } from '../text/mention.ts';
import type { TextReader } from '../text/window.ts';
import { argumentsHash, looksAtArguments } from './arguments-hash.ts';
import { DumpCollector } from './dump-collector.ts';
import { dumpSnapshot } from './dump-snapshot.ts';
import type { FrameKernel } from './frame-kernel.ts';
import { textOf } from './frame-memo.ts';
import { newlineAfter } from './lane-hash.ts';
import { markerAt } from './line-kinds.ts';
import { type RecordFacts, RecordParser } from './record-parser.ts';
import { GOROUTINE, headerMayStandAt, RecordWalker } from './record-walker.ts';

const FETCH_DUMP = 'take one with curl -o FILE "http://HOST/debug/pprof/goroutine?debug=2", or kill -QUIT the process';

/** The title of debug=1, which may stand in the same text. */
const TABLE = ascii('goroutine profile: total ');

/** A goroutine's record, or a line between goroutines, is cut at this size. */
const RECORD_LIMIT = 4 << 20;
/** Buffers that callers of runtime.Stack fill to the last byte, and the one of net/http/pprof. */
const LEAST_BUFFER = 1 << 16;
const DEBUG2_LIMIT = 64 << 20;

const CUT = 'The text ends in the middle of a goroutine: capture it again, to its end';

/** What unwraps a text that begins with `sample` and has `reader` read what was inside; null: it is not wrapped. */
export type Unwrapping = (sample: string, reader: TextReader) => Stage | null;

/**
 * Reads debug=2, runtime.Stack and crashes: lines between goroutines, and one record a goroutine. A plain stack may
 * come before a dump that is wrapped, as where a program writes panics as they are and all else as JSON: from the first
 * line with a wrapped header on, `unwrapping` stands between the text and this reader.
 */
export class DumpReader implements TextReader {
  readonly #symbols = new SymbolsBuilder();
  readonly #parser = new RecordParser(this.#symbols);
  #walker: RecordWalker;
  readonly #collector: DumpCollector;
  readonly #choice: DecodeOptions['dump'];
  /** Line at which the window is, from 1. */
  #line: number;
  #bytes = 0;
  /** Line of the goroutine that the end of the text cuts, or null. */
  #cutLine: number | null = null;
  /** In a line of which only the beginning was looked at. */
  #midLine = false;
  readonly #unwrapping: Unwrapping;
  #tries = 0;
  /** Where in the window the lines since the last goroutine begin, and how many they are. */
  #between = 0;
  #linesBetween = 0;
  /** What the rest of the text goes through, where it is wrapped. */
  #rest: Stage | null = null;

  /** `kernel`: the memory of the window that is read, where it is a kernel's. */
  constructor(options: DecodeOptions, firstLine: number, kernel: FrameKernel | null, unwrapping: Unwrapping) {
    this.#walker = new RecordWalker(kernel);
    this.#unwrapping = unwrapping;
    this.#choice = options.dump;
    this.#collector = new DumpCollector(options.dump ?? 'last-complete', options.keepSystem ?? false);
    this.#line = firstLine;
  }

  read(bytes: Uint8Array, view: DataView, length: number, last: boolean): number {
    const known = this.#rest;
    const at = known === null ? this.#readPlain(bytes, view, length, last) : 0;
    if (this.#rest === null) return at;
    // With what came before the goroutine: "panic: …", "SIGQUIT: quit".
    this.#rest.push(bytes.subarray(known === null ? this.#between : 0, length));
    return length;
  }

  #readPlain(bytes: Uint8Array, view: DataView, length: number, last: boolean): number {
    let at = 0;
    this.#between = 0;
    this.#linesBetween = 0;
    while (at < length) {
      const next = this.#step(bytes, view, at, length, last);
      if (next === at) break;
      at = next;
    }
    this.#bytes += at;
    return at;
  }

  finish(context: LayerReport): DecodeResult {
    return this.#rest === null ? this.#result(context) : this.#rest.finish();
  }

  #result(context: LayerReport): DecodeResult {
    const collector = this.#collector;
    const size = this.#bytes;
    const filled = size >= LEAST_BUFFER && Number.isInteger(Math.log2(size)) && collector.count > 0;
    if (filled || this.#cutLine !== null) {
      const { current } = collector;
      current.truncated = true;
      current.warnings.note('truncated', this.#cutLine ?? this.#line, 1, filled ? filledBuffer(size) : CUT);
    }
    const dump = collector.finish();
    if (dump !== null && dump.goroutines + dump.system > 0) {
      const snapshot = dumpSnapshot(dump, collector, this.#symbols, context);
      return { ok: true, decoded: { kind: 'snapshot', snapshot } };
    }
    if (collector.count === 0 || dump !== null) {
      return failure('unrecognized', 'No goroutine was found in the text', FETCH_DUMP);
    }
    const dumps = collector.count === 1 ? '1 dump' : `${collector.count} dumps`;
    return failure(
      'unrecognized',
      `The text holds ${dumps}; there is no number ${this.#choice}`,
      'choose another dump',
    );
  }

  /** Reads one record or one line; gives the offset after it, or `at` where more bytes are needed. */
  #step(bytes: Uint8Array, view: DataView, at: number, length: number, last: boolean): number {
    if (!this.#midLine && headerMayStandAt(bytes, view, at)) {
      const walker = this.#walker;
      const end = walker.walk(bytes, view, at, length, last);
      if (end === 'whole') {
        this.#record(bytes, view, at);
        this.#line += walker.lines;
        this.#between = walker.end;
        this.#linesBetween = 0;
        return walker.end;
      }
      if (end === 'needs-more') return length - at < RECORD_LIMIT ? at : this.#overlong(bytes, view, at, length);
      this.#malformed(bytes, view, at, length);
    }
    const newline = newlineAfter(view, at);
    if (newline >= length && !last) {
      if (length - at < RECORD_LIMIT) return at;
      this.#midLine = true;
      return length;
    }
    if (!this.#midLine) {
      if (this.#rest === null && this.#tries < MOST_TRIES && mentionsHeader(bytes, at, Math.min(newline, length))) {
        if (length - at < LOOK_AHEAD && !last) return at;
        if (this.#unwrap(bytes, at, length)) return at;
      }
      const marker = markerAt(bytes, at);
      if (marker !== null) this.#collector.mark(marker);
      else if (this.#collector.count > 0 && startsWith(bytes, at, TABLE))
        this.#collector.current.warnings.note('other-format', this.#line);
      else if (newline >= length && this.#collector.count > 0) this.#judgeLastLine(bytes, at, length);
    }
    this.#midLine = false;
    this.#line++;
    this.#linesBetween++;
    return Math.min(newline + 1, length);
  }

  /** Whether the text from `at` on is wrapped; then the rest of it goes that way. */
  #unwrap(bytes: Uint8Array, at: number, length: number): boolean {
    this.#tries++;
    const inside: TextReader = {
      read: (window, view, size, last) => this.#readPlain(window, view, size, last),
      finish: (context) => this.#result(context),
    };
    this.#rest = this.#unwrapping(textOf(bytes, at, Math.min(length, at + LOOK_AHEAD)), inside);
    if (this.#rest === null) return false;
    this.#collector.mark('begin');
    this.#line -= this.#linesBetween;
    // What is unwrapped comes in another window than the kernel's.
    this.#walker = new RecordWalker();
    return true;
  }

  #record(bytes: Uint8Array, view: DataView, from: number): void {
    const walker = this.#walker;
    const looked = walker.lines > 1 && looksAtArguments(walker.id);
    walker.argumentsHash = looked ? argumentsHash(bytes, from, walker.end) : 0;
    if (walker.open) {
      this.#lastRecord(bytes, view, from, walker.end);
      return;
    }
    const { records } = this.#collector;
    const row = records.intern(walker.hash.a, walker.hash.b, false);
    if (row === records.length) {
      records.add(this.#parser.parse(bytes, view, from, walker.end));
      walker.registers = this.#parser.registers;
    }
    this.#collector.add(walker, row, this.#line);
  }

  /** The record that reaches the end of the text: it may be cut. */
  #lastRecord(bytes: Uint8Array, view: DataView, from: number, end: number): void {
    const facts = this.#parser.parse(bytes, view, from, end);
    const whole = this.#isWhole(facts, bytes, from, end);
    this.#addParsed(facts, whole);
    if (!whole) this.#cutLine ??= this.#line;
  }

  #addParsed(facts: RecordFacts, whole: boolean): void {
    const { records } = this.#collector;
    const { hash } = this.#walker;
    const row = records.intern(hash.a, hash.b, !whole);
    if (row === records.length)
      records.add(whole ? facts : { ...facts, flags: facts.flags | SampleFlag.Cut, foreign: 0, malformed: 0 });
    this.#collector.add(this.#walker, row, this.#line);
    if (!whole) this.#collector.current.warnings.note('cut-record', this.#line);
  }

  /** Takes a record at the size limit as far as it goes; what follows up to the next header is passed over. */
  #overlong(bytes: Uint8Array, view: DataView, from: number, length: number): number {
    if (newlineAfter(view, from) < length) {
      this.#addParsed(this.#parser.parse(bytes, view, from, length), false);
      this.#collector.current.warnings.note('limit', this.#line);
      for (let i = from; i < length; i++) if (byteAt(bytes, i) === NEWLINE) this.#line++;
    }
    this.#midLine = true;
    return length;
  }

  /** The text ends without a newline, after a goroutine: the beginning of another header was cut. */
  #judgeLastLine(bytes: Uint8Array, from: number, length: number): void {
    const left = length - from;
    if (left <= GOROUTINE.length && startsWith(GOROUTINE, 0, bytes.subarray(from, length))) {
      this.#cutLine ??= this.#line;
    }
  }

  /** A line that begins like a header. A cut one at the end of the text is no news; a sentence in a log neither. */
  #malformed(bytes: Uint8Array, view: DataView, from: number, length: number): void {
    const newline = newlineAfter(view, from);
    const text = textOf(bytes, from, Math.min(newline, length, from + 200));
    if (newline >= length) {
      if (this.#collector.count > 0) this.#cutLine ??= this.#line;
    } else if (/^goroutine \d+ (?:\[|gp=)/.test(text)) {
      this.#collector.current.warnings.note('malformed-header', this.#line, 1, text);
    }
  }

  /**
   * Whether the last record of a text lacks nothing: it ends with a newline, or with the address of a frame, after
   * the file line of created by or in the program's entry.
   */
  #isWhole(facts: RecordFacts, bytes: Uint8Array, from: number, end: number): boolean {
    if (facts.dangling) return false;
    const newline = byteAt(bytes, end - 1) === NEWLINE;
    if (!newline && !/ \+0x[0-9a-f]+\s*$/.test(textOf(bytes, Math.max(from, end - 200), end))) return false;
    return facts.closed;
  }
}

function filledBuffer(size: number): string {
  return size === DEBUG2_LIMIT
    ? 'It ends at exactly 64 MiB, where Go stops writing debug=2: capture it without debug=2, which has no limit'
    : `It ends at exactly ${size} bytes, the size of a full buffer: give runtime.Stack a larger one`;
}
