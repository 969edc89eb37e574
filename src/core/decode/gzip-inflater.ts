import type { InflateEnd, Inflater, RawInflate } from './inflater.ts';

/**
 * How much is inflated before it is handed on. Where the data turn out damaged, the block that is not yet full is
 * dropped: what stands right before the damage cannot be trusted, and every engine drops the same bytes.
 */
const BLOCK = 16 * 1024;

/**
 * The frame of gzip (RFC 1952) around an engine for DEFLATE: headers, checksums, members one after the other. It is
 * here and not left to the engines because pako forgets a second member when a chunk ends between the two, and
 * node:zlib keeps back what it has decoded when the checksum after it is wrong.
 */
export class GzipInflater implements Inflater {
  readonly #engine: RawInflate;
  readonly #sink: (chunk: Uint8Array) => void;
  readonly #block = new Uint8Array(BLOCK);
  #filled = 0;
  #phase: 'header' | 'data' | 'trailer' | 'ended' = 'header';
  #header = readHeader();
  #headerBytes = 0;
  readonly #trailer = new Uint8Array(8);
  #trailerBytes = 0;
  #crc = 0;
  /** Inflated bytes of this member, modulo 2³² as the trailer has them. */
  #size = 0;
  #consumed = 0;
  #memberStart = 0;
  #members = 0;
  #trailing = 0;
  #damage = '';

  constructor(engine: RawInflate, sink: (chunk: Uint8Array) => void) {
    this.#engine = engine;
    this.#sink = sink;
    this.#header.next(0);
  }

  push(chunk: Uint8Array): void {
    let at = 0;
    while (at < chunk.length) {
      if (this.#phase === 'ended') {
        this.#trailing += this.#damage === '' ? chunk.length - at : 0;
        return;
      }
      const read = this.#read(chunk, at);
      at += read;
      this.#consumed += read;
    }
  }

  finish(): InflateEnd {
    this.#flush();
    const { status, message } = this.#end();
    const offset = status === 'complete' ? null : this.#memberStart;
    return { status, message, offset, members: this.#members, trailing: this.#trailing };
  }

  #end(): Pick<InflateEnd, 'status' | 'message'> {
    if (this.#damage !== '') return { status: 'damaged', message: this.#damage };
    const whole = this.#phase === 'ended' || (this.#phase === 'header' && this.#headerBytes === 0 && this.#members > 0);
    return whole
      ? { status: 'complete', message: '' }
      : { status: 'truncated', message: 'the gzip stream ends before its time' };
  }

  #read(chunk: Uint8Array, at: number): number {
    if (this.#phase === 'header') return this.#readHeader(chunk, at);
    return this.#phase === 'data' ? this.#readData(chunk, at) : this.#readTrailer(chunk, at);
  }

  #readHeader(chunk: Uint8Array, from: number): number {
    for (let at = from; at < chunk.length; at++) {
      if (this.#headerBytes === 0) this.#memberStart = this.#consumed + at - from;
      const { done, value } = this.#header.next(chunk[at] ?? 0);
      this.#headerBytes++;
      if (!done) continue;
      if (value) {
        this.#members++;
        this.#phase = 'data';
        this.#engine.reset();
      } else {
        this.#phase = 'ended';
        if (this.#members === 0) this.#damage = 'this is no gzip header';
        else this.#trailing = this.#headerBytes;
      }
      return at + 1 - from;
    }
    return chunk.length - from;
  }

  #readData(chunk: Uint8Array, from: number): number {
    let at = from;
    for (;;) {
      const { status, consumed, produced } = this.#engine.step(chunk, at, this.#block, this.#filled);
      if (status === 'damaged') {
        this.#filled = 0;
        this.#phase = 'ended';
        this.#damage = 'its compressed data are damaged';
        return chunk.length - from;
      }
      at += consumed;
      this.#filled += produced;
      if (status === 'end') this.#phase = 'trailer';
      // A full block may mean that more is to come of the bytes already taken.
      const full = this.#filled === BLOCK;
      if (full || status === 'end') this.#flush();
      if (!full || status === 'end') return at - from;
    }
  }

  #readTrailer(chunk: Uint8Array, from: number): number {
    const read = Math.min(8 - this.#trailerBytes, chunk.length - from);
    this.#trailer.set(chunk.subarray(from, from + read), this.#trailerBytes);
    this.#trailerBytes += read;
    if (this.#trailerBytes === 8) this.#endMember();
    return read;
  }

  #endMember(): void {
    const view = new DataView(this.#trailer.buffer);
    if (view.getUint32(0, true) !== this.#crc) this.#damage = 'its checksum is wrong';
    else if (view.getUint32(4, true) !== this.#size) this.#damage = 'its length is wrong';
    this.#phase = this.#damage === '' ? 'header' : 'ended';
    this.#header = readHeader();
    this.#header.next(0);
    this.#headerBytes = 0;
    this.#trailerBytes = 0;
    this.#crc = 0;
    this.#size = 0;
  }

  #flush(): void {
    if (this.#filled === 0) return;
    const chunk = this.#block.subarray(0, this.#filled);
    this.#crc = this.#engine.crc32(chunk, this.#crc);
    this.#size = (this.#size + this.#filled) >>> 0;
    this.#filled = 0;
    this.#sink(chunk);
  }
}

const HAS_HEADER_CRC = 2;
const HAS_EXTRA = 4;
const HAS_NAME = 8;
const HAS_COMMENT = 16;
const RESERVED = 0xe0;

/** Takes the bytes of a member's header one by one; returns at its last one, or false at the first that does not fit. */
function* readHeader(): Generator<void, boolean, number> {
  if ((yield) !== 0x1f) return false;
  if ((yield) !== 0x8b) return false;
  if ((yield) !== 8) return false;
  const flags = yield;
  if (flags & RESERVED) return false;
  for (let i = 0; i < 6; i++) yield;
  if (flags & HAS_EXTRA) {
    const low = yield;
    for (let left = low | ((yield) << 8); left > 0; left--) yield;
  }
  if (flags & HAS_NAME) while ((yield) !== 0);
  if (flags & HAS_COMMENT) while ((yield) !== 0);
  if (flags & HAS_HEADER_CRC) {
    yield;
    yield;
  }
  return true;
}
