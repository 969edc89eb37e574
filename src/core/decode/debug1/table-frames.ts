import type { FrameIndex } from '../../model/index-types.ts';
import { InternTable } from '../../model/intern-table.ts';
import type { SymbolsBuilder } from '../../model/symbols-builder.ts';
import { LaneHash } from '../debug2/lane-hash.ts';

/** A line of a stack: `#\t0x6bbdbb\tmain.main.func1+0x1b\t\t/app/main.go:257`, or the address alone. */
const FRAME_LINE = /^#\s+(0x[0-9a-f]+)(?:\s+(\S.*)\+0x[0-9a-f]+\s+(\S.*):(\d+))?\s*$/;

/** Longer lines are no frames. */
const LONGEST_LINE = 1 << 13;

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** A distinct line. Frames of one address are inlined into the last of them. */
export interface TableLine {
  readonly address: string;
  readonly physical: FrameIndex;
  readonly inlined: FrameIndex;
}

/** Gives the frames of the lines of debug=1 tables; each distinct line is made into strings once. */
export class TableFrames {
  readonly #symbols: SymbolsBuilder;
  readonly #keys = new InternTable(1024);
  readonly #lines: (TableLine | null)[] = [];
  readonly #hash = new LaneHash();
  /** Lines that give an address and no name. */
  unnamed = 0;

  constructor(symbols: SymbolsBuilder) {
    this.#symbols = symbols;
  }

  /** The line at bytes[from, to); null where it is none. */
  line(bytes: Uint8Array, view: DataView, from: number, to: number): TableLine | null {
    const hash = this.#hash;
    hash.reset();
    hash.range(view, from, to);
    const key = this.#keys.intern(hash.a, hash.b);
    if (key < this.#lines.length) return this.#lines[key] ?? null;
    const line = this.#read(decoder.decode(bytes.subarray(from, to)));
    this.#lines.push(line);
    return line;
  }

  #read(text: string): TableLine | null {
    const match = text.length > LONGEST_LINE ? null : FRAME_LINE.exec(text);
    if (match === null) return null;
    const [, address = '', name = address, file = '', line = '0'] = match;
    if (name === address) this.unnamed++;
    const symbols = this.#symbols;
    const fn = symbols.function(symbols.string(name), symbols.string(file));
    return {
      address,
      physical: symbols.frame(fn, Number(line), false),
      inlined: symbols.frame(fn, Number(line), true),
    };
  }
}

/** The frames of a stack from its lines, leaf first. */
export class TableStack {
  readonly frames: FrameIndex[] = [];
  /** Of the innermost line. */
  address: string | null = null;
  #open: TableLine | null = null;

  push(line: TableLine): void {
    this.#settle(line.address);
    this.#open = line;
    this.address ??= line.address;
  }

  finish(): FrameIndex[] {
    this.#settle('');
    return this.frames;
  }

  #settle(next: string): void {
    if (this.#open === null) return;
    this.frames.push(this.#open.address === next ? this.#open.inlined : this.#open.physical);
    this.#open = null;
  }
}
