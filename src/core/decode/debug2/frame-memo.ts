import { NONE, type None } from '../../model/column.ts';
import type { FrameIndex } from '../../model/index-types.ts';
import { InternTable } from '../../model/intern-table.ts';
import type { SymbolsBuilder } from '../../model/symbols-builder.ts';
import { isBarePosition, parsePosition } from '../text/frame-lines.ts';
import { LaneHash } from './lane-hash.ts';

/** The function part of a call line or a created-by line, as a range of bytes. */
export interface Call {
  readonly from: number;
  readonly to: number;
  readonly inlined: boolean;
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Bytes as a string of its own, which keeps nothing larger alive. Bytes that are no UTF-8 become U+FFFD. */
export function textOf(bytes: Uint8Array, from: number, to: number): string {
  return decoder.decode(bytes.subarray(from, to));
}

/** Gives the frame of a pair of call line and file line; strings are made for pairs not seen before only. */
export class FrameMemo {
  readonly #symbols: SymbolsBuilder;
  readonly #keys = new InternTable(1024);
  readonly #frames: (FrameIndex | None)[] = [];
  readonly #hash = new LaneHash();
  /** Whether any file line had fp=, sp= or pc=. */
  registers = false;

  constructor(symbols: SymbolsBuilder) {
    this.#symbols = symbols;
  }

  /** NONE where bytes[from, to) is no file line. One without indentation must end like a Go source file. */
  frame(bytes: Uint8Array, view: DataView, call: Call, from: number, to: number, indented: boolean): FrameIndex | None {
    const hash = this.#hash;
    hash.reset();
    hash.range(view, call.from, call.to);
    hash.range(view, from, to);
    const key = this.#keys.intern(hash.a, hash.b, call.inlined ? 1 : 0);
    if (key < this.#frames.length) return this.#frames[key] ?? NONE;
    const frame = this.#read(bytes, call, from, to, indented);
    this.#frames.push(frame);
    return frame;
  }

  /** The frame of a call whose file line is missing. */
  bare(bytes: Uint8Array, call: Call): FrameIndex {
    return this.#intern(bytes, call, '', 0);
  }

  #read(bytes: Uint8Array, call: Call, from: number, to: number, indented: boolean): FrameIndex | None {
    const text = textOf(bytes, from, to);
    if (!indented && !isBarePosition(text)) return NONE;
    const position = parsePosition(text);
    if (position === null) return NONE;
    if (position.registers) this.registers = true;
    return this.#intern(bytes, call, position.file, position.line);
  }

  #intern(bytes: Uint8Array, call: Call, file: string, line: number): FrameIndex {
    const symbols = this.#symbols;
    const name = symbols.string(textOf(bytes, call.from, call.to));
    return symbols.frame(symbols.function(name, symbols.string(file)), line, call.inlined);
  }
}
