import type { DecodeResult, LayerReport } from '../decode-result.ts';
import { NEWLINE } from './byte.ts';

/** Reads text from a window of bytes. */
export interface WindowReader {
  /**
   * Reads what it can of bytes[0, length) and says how many bytes it is done with; the rest comes back at the front
   * of the next window. `bytes[length]` is a newline that is not part of the text, and at least 16 more bytes follow,
   * so loops may run to a newline unguarded. With `last` nothing follows and all must be taken. A reader that takes
   * nothing gets a larger window, up to WINDOW_LIMIT; at that size it must take something.
   */
  read(bytes: Uint8Array, view: DataView, length: number, last: boolean): number;
}

/** A reader of a whole text; `finish` is called after the last read. */
export interface TextReader extends WindowReader {
  finish(context: LayerReport): DecodeResult;
}

/** A window grows to this before it is read for the first time; small files need less. */
const WINDOW_SIZE = 1 << 20;
const FIRST_SIZE = 1 << 14;
export const WINDOW_LIMIT = 8 << 20;
const SLACK = 32;

/** Where the window's bytes lie. */
export interface WindowMemory {
  readonly bytes: Uint8Array;
  /** Over the same bytes. */
  readonly view: DataView;
  /** Makes room for so many bytes and keeps those that are there. `bytes` and `view` are new afterwards. */
  resize(size: number): void;
}

class PlainMemory implements WindowMemory {
  bytes = new Uint8Array(0);
  view = new DataView(this.bytes.buffer);

  resize(size: number): void {
    const grown = new Uint8Array(size);
    grown.set(this.bytes);
    this.bytes = grown;
    this.view = new DataView(grown.buffer);
  }
}

/**
 * Gathers chunks of any size into windows and hands them to a reader only when they are full, so that the result
 * can't depend on how the file was cut into chunks.
 */
export class Window {
  readonly #reader: WindowReader;
  readonly #memory: WindowMemory;
  #length = 0;

  constructor(reader: WindowReader, memory: WindowMemory = new PlainMemory()) {
    this.#reader = reader;
    this.#memory = memory;
    memory.resize(FIRST_SIZE + SLACK);
  }

  push(chunk: Uint8Array): void {
    let from = 0;
    while (from < chunk.length) {
      const { bytes } = this.#memory;
      const room = bytes.length - SLACK - this.#length;
      const part = chunk.subarray(from, from + room);
      bytes.set(part, this.#length);
      this.#length += part.length;
      from += part.length;
      if (part.length === room) this.#flush();
    }
  }

  finish(): void {
    const { bytes, view } = this.#memory;
    bytes[this.#length] = NEWLINE;
    this.#reader.read(bytes, view, this.#length, true);
    this.#length = 0;
  }

  #flush(): void {
    if (this.#length < WINDOW_SIZE) {
      this.#grow();
      return;
    }
    const { bytes, view } = this.#memory;
    bytes[this.#length] = NEWLINE;
    const taken = this.#reader.read(bytes, view, this.#length, false);
    if (taken === 0) {
      this.#grow();
      return;
    }
    bytes.copyWithin(0, taken, this.#length);
    this.#length -= taken;
  }

  #grow(): void {
    const size = (this.#memory.bytes.length - SLACK) * 2;
    if (size > WINDOW_LIMIT) throw new Error('a reader took nothing of the largest window');
    this.#memory.resize(size + SLACK);
  }
}
