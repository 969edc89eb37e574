import type { DecodeOptions, DecodeResult, LayerReport } from '../decode-result.ts';
import { failure } from '../decode-result.ts';
import type { WindowReader } from '../text/window.ts';
import { TableReader } from './table-reader.ts';

/** A table of a text that may hold several, and its number from 1. */
interface Numbered {
  readonly number: number;
  readonly table: TableReader;
}

/** Reads one debug=1 table after the other and keeps of all only the best so far and the one that is being read. */
export class TablesReader implements WindowReader {
  readonly #choice: NonNullable<DecodeOptions['dump']>;
  #current: Numbered;
  #kept: Numbered | null = null;

  constructor(options: DecodeOptions, firstLine: number) {
    this.#choice = options.dump ?? 'last-complete';
    this.#current = { number: 1, table: new TableReader(firstLine) };
  }

  read(bytes: Uint8Array, view: DataView, length: number, last: boolean): number {
    let at = 0;
    for (;;) {
      const { table, number } = this.#current;
      at = table.read(bytes, view, length, last, at);
      if (!table.ended) return at;
      this.#keep();
      this.#current = { number: number + 1, table: new TableReader(table.line) };
    }
  }

  finish(context: LayerReport): DecodeResult {
    const count = this.#current.number;
    this.#keep();
    if (this.#kept !== null) return this.#kept.table.finish(context, { count, chosen: this.#kept.number });
    const tables = count === 1 ? '1 dump' : `${count} dumps`;
    return failure(
      'unrecognized',
      `The text holds ${tables}; there is no number ${this.#choice}`,
      'choose another dump',
    );
  }

  /** Keeps the current table where it serves better than the one kept. */
  #keep(): void {
    const current = this.#current;
    if (this.#isBetter(current)) this.#kept = current;
  }

  #isBetter({ number, table }: Numbered): boolean {
    switch (this.#choice) {
      case 'first':
        return number === 1;
      case 'last':
        return true;
      case 'last-complete':
        return this.#kept === null || table.isWhole || !this.#kept.table.isWhole;
      default:
        return number === this.#choice;
    }
  }
}
