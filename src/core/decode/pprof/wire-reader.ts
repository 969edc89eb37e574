import protobuf from 'protobufjs/minimal.js';

/** The bytes break the wire contract. Thrown inside the decoder only, which turns it into a DecodeError. */
export class WireError extends Error {
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

/** The bytes end within a field of the outermost message: the file was cut there, what came before is whole. */
export class CutError extends WireError {}

/** The bytes ask for more than a bound of this reader. */
export class LimitError extends WireError {}

/** A 64-bit integer: a number where that is exact, else a bigint. */
export type Int64 = number | bigint;

const SAFE = BigInt(Number.MAX_SAFE_INTEGER);

/**
 * protobufjs's byte reader with what profiles need besides: 64-bit varints that stay exact and cost no object where
 * they are small, and embedded messages that end where they say. `len` is the end of the message being read.
 */
export class WireReader extends protobuf.Reader {
  /** How many embedded messages the reader is in. */
  #depth = 0;

  get atEnd(): boolean {
    return this.pos >= this.len;
  }

  /** Enters the embedded message that starts here; gives what `leave` needs. */
  enter(): number {
    const start = this.pos;
    const size = this.size();
    const outer = this.len;
    if (size > outer - this.pos) throw this.#overrun(start);
    this.#depth++;
    this.len = this.pos + size;
    return outer;
  }

  leave(outer: number): void {
    this.#depth--;
    this.pos = this.len;
    this.len = outer;
  }

  /** The varint here as uint64. */
  unsigned(): Int64 {
    const { buf, len } = this;
    const start = this.pos;
    let pos = start;
    let value = 0;
    let scale = 1;
    // Seven groups of seven bits are exact in a double.
    for (let group = 0; group < 7; group++) {
      if (pos >= len) throw this.#overrun(start);
      const byte = buf[pos++] ?? 0;
      value += (byte & 127) * scale;
      if (byte < 128) {
        this.pos = pos;
        return value;
      }
      scale *= 128;
    }
    const wide = BigInt.asUintN(64, this.#wide(start));
    return wide <= SAFE ? Number(wide) : wide;
  }

  /** The varint here as int64: negative numbers take ten bytes. */
  signed(): Int64 {
    const value = this.unsigned();
    if (typeof value === 'number') return value;
    const wide = BigInt.asIntN(64, value);
    return wide >= -SAFE && wide <= SAFE ? Number(wide) : wide;
  }

  /** The varint here as an index or a line: what does not fit an int32 ≥ 0 is −1. */
  small(): number {
    const value = this.unsigned();
    return typeof value === 'number' && value <= 0x7fffffff ? value : -1;
  }

  /** What protobufjs or this reader threw while reading the field at `start`, as an error with a place. */
  explain(error: unknown, start: number): unknown {
    if (error instanceof WireError) return error;
    if (error instanceof RangeError) return this.#overrun(start);
    return error instanceof Error ? new WireError(error.message, start) : error;
  }

  #overrun(start: number): WireError {
    const message = 'a field reaches over its end';
    return this.#depth === 0 ? new CutError(message, start) : new WireError(message, start);
  }

  #wide(start: number): bigint {
    let value = 0n;
    let pos = start;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      if (pos >= this.len) throw this.#overrun(start);
      const byte = this.buf[pos++] ?? 0;
      value |= BigInt(byte & 127) << shift;
      if (byte < 128) {
        this.pos = pos;
        return value;
      }
    }
    throw new WireError('a number takes more than ten bytes', start);
  }
}

/** Clamped into what a number holds exactly. */
export function toSafeNumber(value: Int64): number {
  if (typeof value === 'number') return value;
  return value > 0n ? Number.MAX_SAFE_INTEGER : -Number.MAX_SAFE_INTEGER;
}
