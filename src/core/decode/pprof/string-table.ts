import { Int32Growable } from '../../model/column.ts';

/** The strings of a profile, decoded when they are asked for: most of a large table names nothing that is parked. */
export class StringTable {
  readonly #bytes: Uint8Array;
  readonly #start = new Int32Growable(1024);
  readonly #end = new Int32Growable(1024);
  readonly #decoder = new TextDecoder();

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get length(): number {
    return this.#start.length;
  }

  add(start: number, end: number): void {
    this.#start.push(start);
    this.#end.push(end);
  }

  /** The text at an index; bytes that are no UTF-8 become U+FFFD. null: there is no such index. */
  text(index: number): string | null {
    if (index < 0 || index >= this.length) return null;
    return this.#decoder.decode(this.#bytes.subarray(this.#start.get(index), this.#end.get(index)));
  }
}
