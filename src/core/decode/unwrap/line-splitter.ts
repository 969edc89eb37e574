import { HELD_LIMIT } from './line-layer.ts';

/** Splits text that comes in chunks of bytes into lines at \n, \r\n or a lone \r, and nowhere else. */
export class LineSplitter {
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  #held = '';

  push(chunk: Uint8Array, emit: (line: string) => void): void {
    this.#split(this.#decoder.decode(chunk, { stream: true }), emit);
  }

  /** The last line, where the text does not end with a newline; else null. */
  finish(emit: (line: string) => void): string | null {
    this.#split(this.#decoder.decode(), emit);
    if (this.#held.endsWith('\r')) {
      emit(this.#held.slice(0, -1));
      return null;
    }
    return this.#held === '' ? null : this.#held;
  }

  #split(text: string, emit: (line: string) => void): void {
    const whole = this.#held + text;
    const breaks = /\r\n|\n|\r(?=[^\n])/g;
    let from = 0;
    for (let at = breaks.exec(whole); at !== null; at = breaks.exec(whole)) {
      emit(whole.slice(from, at.index));
      from = breaks.lastIndex;
    }
    this.#held = whole.slice(from);
    if (this.#held.length > HELD_LIMIT) {
      emit(this.#held);
      this.#held = '';
    }
  }
}
