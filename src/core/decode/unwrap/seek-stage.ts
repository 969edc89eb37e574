import type { DecodeOptions, DecodeResult } from '../decode-result.ts';
import { failure } from '../decode-result.ts';
import type { LayerLog } from '../layers/layer-log.ts';
import { readerStage } from '../leaf-stages.ts';
import type { Stage } from '../stage.ts';
import { byteAt, NEWLINE, RETURN } from '../text/byte.ts';
import { findWord, isMention, LOOK_AHEAD, MOST_TRIES, WORD_LENGTH } from '../text/mention.ts';
import { Window, type WindowReader } from '../text/window.ts';
import { HEADER } from './line-layer.ts';
import { planUnwrapping } from './plan.ts';
import { UnwrapStage } from './unwrap-stage.ts';

/** What comes before it that is read too: "panic: …", "SIGQUIT: quit", the beginning of a message. */
const LOOK_BACK = 1 << 14;

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Looks for the first goroutine in a text, finds what it is wrapped in, and sets up what reads it from there on. */
export class SeekStage implements Stage, WindowReader {
  readonly #log: LayerLog;
  readonly #options: DecodeOptions;
  readonly #window = new Window(this);
  #next: Stage | null = null;
  /** Lines before the window. */
  #lines = 0;
  /** Bytes at the front of the window that hold no header. */
  #searched = 0;
  #firstLine = '';

  constructor(log: LayerLog, options: DecodeOptions) {
    this.#log = log;
    this.#options = options;
  }

  get settled(): boolean {
    return this.#next?.settled ?? false;
  }

  push(chunk: Uint8Array): void {
    let from = 0;
    while (this.#next === null && from < chunk.length) {
      const part = chunk.subarray(from, from + LOOK_AHEAD);
      this.#window.push(part);
      from += part.length;
      // The goroutine was found in the middle of the part: the window holds what is left of it.
      if (this.#next !== null) this.#window.finish();
    }
    if (from < chunk.length) this.#next?.push(chunk.subarray(from));
  }

  finish(): DecodeResult {
    if (this.#next === null) this.#window.finish();
    return this.#next?.finish() ?? this.#nothing();
  }

  read(bytes: Uint8Array, _view: DataView, length: number, last: boolean): number {
    if (this.#next !== null) {
      this.#next.push(bytes.subarray(0, length));
      return length;
    }
    if (this.#lines === 0 && this.#firstLine === '') this.#firstLine = firstLineOf(bytes, length);
    let from = this.#searched;
    let start = lineStart(bytes, from, 0);
    for (let tries = 0; tries < MOST_TRIES; ) {
      const hit = findWord(bytes, from, length);
      if (hit < 0) break;
      if (hit + LOOK_AHEAD > length && !last) return this.#drop(bytes, hit);
      const nearest = lineStart(bytes, hit, from);
      if (nearest > from) start = nearest;
      from = hit + WORD_LENGTH;
      if (hit - start > LOOK_AHEAD || !isMention(bytes, hit, length)) continue;
      tries++;
      if (this.#tryAt(bytes, start, length)) return length;
    }
    return this.#drop(bytes, last ? length : Math.max(0, length - WORD_LENGTH));
  }

  /** Sets up the readers if a dump begins in the line at `start`, and gives them what the window holds. */
  #tryAt(bytes: Uint8Array, start: number, length: number): boolean {
    const text = decoder.decode(bytes.subarray(start, Math.min(length, start + LOOK_AHEAD)));
    const layers = planUnwrapping(text, this.#log.left);
    if (layers === null) return false;
    const back = lineStart(bytes, Math.max(0, start - LOOK_BACK), 0);
    const firstLine = this.#lines + countNewlines(bytes, back) + 1;
    const table = /profile: total \d/.test(HEADER.exec(text)?.[0] ?? '');
    const reader = readerStage(table, firstLine, this.#log, this.#options);
    for (const { layer } of layers) this.#log.layers.push(layer);
    const plain = layers.length === 0 && !/\r(?!\n|$)/.test(text);
    this.#next = plain ? reader : new UnwrapStage(layers, reader);
    this.#next.push(bytes.subarray(back, length));
    return true;
  }

  /** Keeps what may have to be looked back on from `from`. */
  #drop(bytes: Uint8Array, from: number): number {
    const back = lineStart(bytes, Math.max(0, from - LOOK_BACK), Math.max(0, from - 2 * LOOK_BACK));
    this.#lines += countNewlines(bytes, back);
    this.#searched = from - back;
    return back;
  }

  #nothing(): DecodeResult {
    const status = this.#log.httpStatus;
    const seen = this.#firstLine === '' ? '' : `; it begins with "${this.#firstLine}"`;
    return failure(
      'unrecognized',
      `No goroutine was found in the text${seen}${status === '' ? '' : ` (${status})`}`,
      'take a dump with curl -o FILE "http://HOST/debug/pprof/goroutine?debug=2", or kill -QUIT the process',
    );
  }
}

/** Where the line that holds `at` begins, not before `least`. */
function lineStart(bytes: Uint8Array, at: number, least: number): number {
  let i = at;
  while (i > least && byteAt(bytes, i - 1) !== NEWLINE && byteAt(bytes, i - 1) !== RETURN) i--;
  return i;
}

function countNewlines(bytes: Uint8Array, to: number): number {
  const part = bytes.subarray(0, to);
  let count = 0;
  for (let at = part.indexOf(NEWLINE); at >= 0; at = part.indexOf(NEWLINE, at + 1)) count++;
  return count;
}

function firstLineOf(bytes: Uint8Array, length: number): string {
  const text = decoder.decode(bytes.subarray(0, Math.min(length, 400))).trimStart();
  const line = text.split(/[\r\n]/)[0]?.slice(0, 80) ?? '';
  return line.replace(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g, '\ufffd');
}
