import { HELD_LIMIT } from './line-layer.ts';

/** Splits text that comes in chunks of bytes into lines at \n, \r\n or a lone \r, and nowhere else. */
export class LineSplitter {
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  /** The beginning of a line that is not whole yet, in pieces, and their length. */
  #held: string[] = [];
  #length = 0;
  /** The text so far ends in \r: a \n that follows belongs to it. */
  #returned = false;

  push(chunk: Uint8Array, emit: (line: string) => void): void {
    this.#split(this.#decoder.decode(chunk, { stream: true }), emit);
  }

  /** The last line, where the text does not end with a newline; else null. */
  finish(emit: (line: string) => void): string | null {
    this.#split(this.#decoder.decode(), emit);
    return this.#length === 0 ? null : this.#take('');
  }

  #split(text: string, emit: (line: string) => void): void {
    let from = this.#returned && text.startsWith('\n') ? 1 : 0;
    if (text !== '') this.#returned = text.endsWith('\r');
    const breaks = /\r\n?|\n/g;
    breaks.lastIndex = from;
    for (let at = breaks.exec(text); at !== null; at = breaks.exec(text)) {
      emit(this.#take(text.slice(from, at.index)));
      from = breaks.lastIndex;
    }
    if (from === text.length) return;
    this.#held.push(text.slice(from));
    this.#length += text.length - from;
    if (this.#length > HELD_LIMIT) emit(this.#take(''));
  }

  #take(end: string): string {
    if (this.#held.length === 0) return end;
    const line = this.#held.join('') + end;
    this.#held = [];
    this.#length = 0;
    return line;
  }
}
