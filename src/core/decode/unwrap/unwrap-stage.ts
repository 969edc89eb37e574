import type { DecodeResult } from '../decode-result.ts';
import type { Stage } from '../stage.ts';
import type { Emit, LineLayer } from './line-layer.ts';
import { LineSplitter } from './line-splitter.ts';

/** Lines are handed on in pieces of about this many characters. */
const BATCH = 1 << 16;
/** Bytes are split into lines in pieces of this size, so that a long line held back is not copied for every chunk. */
const GATHER = 1 << 16;

/** Takes wrapped text, gives the text inside to the next stage, one layer after the other for each line. */
export class UnwrapStage implements Stage {
  readonly #next: Stage;
  readonly #splitter = new LineSplitter();
  readonly #encoder = new TextEncoder();
  readonly #layers: readonly LineLayer[];
  readonly #emits: readonly Emit[];
  readonly #gathered = new Uint8Array(GATHER);
  #length = 0;
  #batch: string[] = [];
  #size = 0;

  constructor(layers: readonly LineLayer[], next: Stage) {
    this.#layers = layers;
    this.#next = next;
    const emits: Emit[] = [(line) => this.#write(line)];
    for (const layer of [...layers].reverse()) {
      const inner = emits[0];
      if (inner !== undefined) emits.unshift((line) => layer.push(line, inner));
    }
    this.#emits = emits;
  }

  get settled(): boolean {
    return this.#next.settled;
  }

  push(chunk: Uint8Array): void {
    for (let from = 0; from < chunk.length; ) {
      const part = chunk.subarray(from, from + GATHER - this.#length);
      this.#gathered.set(part, this.#length);
      this.#length += part.length;
      from += part.length;
      if (this.#length === GATHER) this.#flushGathered();
    }
  }

  finish(): DecodeResult {
    this.#flushGathered();
    const outer = this.#emits[0] ?? (() => {});
    const rest = this.#splitter.finish(outer);
    if (rest !== null) outer(rest);
    this.#layers.forEach((layer, i) => {
      layer.finish(this.#emits[i + 1] ?? (() => {}));
    });
    this.#flush(rest === null);
    return this.#next.finish();
  }

  #flushGathered(): void {
    const outer = this.#emits[0];
    if (outer !== undefined) this.#splitter.push(this.#gathered.subarray(0, this.#length), outer);
    this.#length = 0;
  }

  #write(line: string): void {
    this.#batch.push(line);
    this.#size += line.length + 1;
    if (this.#size > BATCH) this.#flush(true);
  }

  /** `ended`: the last line has a newline behind it. */
  #flush(ended: boolean): void {
    if (this.#batch.length === 0) return;
    const text = this.#batch.join('\n');
    this.#next.push(this.#encoder.encode(ended ? `${text}\n` : text));
    this.#batch = [];
    this.#size = 0;
  }
}
