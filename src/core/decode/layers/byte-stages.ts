import type { DecodeResult } from '../decode-result.ts';
import type { InflateEnd, Inflater, InflaterFactory } from '../inflater.ts';
import type { Stage } from '../stage.ts';
import type { LayerLog } from './layer-log.ts';

/** Undoes gzip and hands the bytes on. What came before damage is used, and the damage reported. */
export class GzipStage implements Stage {
  readonly #next: Stage;
  readonly #log: LayerLog;
  readonly #inflater: Inflater;

  constructor(next: Stage, log: LayerLog, inflater: InflaterFactory) {
    this.#next = next;
    this.#log = log;
    this.#inflater = inflater((chunk) => next.push(chunk));
  }

  get settled(): boolean {
    return this.#next.settled;
  }

  push(chunk: Uint8Array): void {
    if (!this.#next.settled) this.#inflater.push(chunk);
  }

  finish(): DecodeResult {
    if (!this.#next.settled) this.#report(this.#inflater.finish());
    return this.#next.finish();
  }

  #report(end: InflateEnd): void {
    if (end.status === 'complete') return;
    this.#log.truncated = true;
    const message = `The gzip stream is not whole: ${end.message}; what could be inflated is shown`;
    this.#log.warnings.push({ code: 'gzip-damaged', message, line: null, offset: end.offset });
  }
}

/** Drops the first bytes. */
export class SkipStage implements Stage {
  readonly #next: Stage;
  #left: number;

  constructor(next: Stage, bytes: number) {
    this.#next = next;
    this.#left = bytes;
  }

  get settled(): boolean {
    return this.#next.settled;
  }

  push(chunk: Uint8Array): void {
    const skipped = Math.min(this.#left, chunk.length);
    this.#left -= skipped;
    if (skipped < chunk.length) this.#next.push(chunk.subarray(skipped));
  }

  finish(): DecodeResult {
    return this.#next.finish();
  }
}

/** Turns UTF-16 into UTF-8. */
export class Utf16Stage implements Stage {
  readonly #next: Stage;
  readonly #decoder: TextDecoder;
  readonly #encoder = new TextEncoder();

  constructor(next: Stage, littleEndian: boolean) {
    this.#next = next;
    this.#decoder = new TextDecoder(littleEndian ? 'utf-16le' : 'utf-16be', { ignoreBOM: true });
  }

  get settled(): boolean {
    return this.#next.settled;
  }

  push(chunk: Uint8Array): void {
    this.#emit(this.#decoder.decode(chunk, { stream: true }));
  }

  finish(): DecodeResult {
    this.#emit(this.#decoder.decode());
    return this.#next.finish();
  }

  #emit(text: string): void {
    if (text !== '') this.#next.push(this.#encoder.encode(text));
  }
}

/** What goes on without a blank line is no header. */
const LONGEST_HEADER = 1 << 20;

/** Drops the header of an HTTP answer (curl -i), as many as there are (100 Continue, redirects, proxies). */
export class HttpStage implements Stage {
  readonly #next: Stage;
  readonly #log: LayerLog;
  #line = '';
  #length = 0;
  #inHeader = true;

  constructor(next: Stage, log: LayerLog) {
    this.#next = next;
    this.#log = log;
  }

  get settled(): boolean {
    return this.#next.settled;
  }

  push(chunk: Uint8Array): void {
    let from = 0;
    while (this.#inHeader && from < chunk.length) {
      if (++this.#length > LONGEST_HEADER) this.#inHeader = false;
      const byte = chunk[from++] ?? 0;
      if (byte !== 0x0a) {
        if (this.#line.length < 200) this.#line += String.fromCharCode(byte);
        continue;
      }
      const line = this.#line.trimEnd();
      this.#line = '';
      if (/^HTTP\/\d/.test(line)) this.#log.httpStatus = line;
      if (line === '') this.#inHeader = false;
    }
    if (from < chunk.length) this.#next.push(from === 0 ? chunk : chunk.subarray(from));
  }

  finish(): DecodeResult {
    return this.#next.finish();
  }
}
