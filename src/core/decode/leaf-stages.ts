import type { DecodeError } from '../model/decode-error.ts';
import { TablesReader } from './debug1/tables-reader.ts';
import { DumpReader, type Unwrapping } from './debug2/dump-reader.ts';
import { FrameKernel } from './debug2/frame-kernel.ts';
import { type DecodeOptions, type DecodeResult, failure } from './decode-result.ts';
import type { LayerLog } from './layers/layer-log.ts';
import { decodePprof } from './pprof/decode-pprof.ts';
import type { Stage } from './stage.ts';
import { type TextReader, Window, type WindowMemory } from './text/window.ts';
import { planUnwrapping } from './unwrap/plan.ts';
import { UnwrapStage } from './unwrap/unwrap-stage.ts';

/** The most bytes that a profile may have, inflated: it is read whole. Two million stacks have fewer. */
const PROFILE_LIMIT = 128 * 1024 * 1024;

/** Gathers a protobuf profile, which must be whole to be read. */
export class PprofStage implements Stage {
  readonly #log: LayerLog;
  #pieces: Uint8Array[] = [];
  #length = 0;
  settled = false;

  constructor(log: LayerLog) {
    this.#log = log;
  }

  push(chunk: Uint8Array): void {
    this.#length += chunk.length;
    if (this.#length <= PROFILE_LIMIT) {
      this.#pieces.push(chunk.slice());
    } else {
      this.settled = true;
      this.#pieces = [];
    }
  }

  finish(): DecodeResult {
    if (this.settled)
      return failure('too-large', 'The profile is larger than 128 MiB', 'fetch it with ?debug=2 instead');
    return decodePprof(this.#whole(), this.#log);
  }

  #whole(): Uint8Array {
    const bytes = new Uint8Array(this.#length);
    let at = 0;
    for (const piece of this.#pieces) {
      bytes.set(piece, at);
      at += piece.length;
    }
    this.#pieces = [];
    return bytes;
  }
}

/** Refuses a file, whatever follows. */
export class RefusedStage implements Stage {
  readonly #refusal: Pick<DecodeError, 'kind' | 'message' | 'advice'>;
  readonly #log: LayerLog;
  readonly settled = true;

  constructor(refusal: Pick<DecodeError, 'kind' | 'message' | 'advice'>, log: LayerLog) {
    this.#refusal = refusal;
    this.#log = log;
  }

  push(): void {}

  finish(): DecodeResult {
    const { kind, message, advice } = this.#refusal;
    const status = this.#log.httpStatus;
    return failure(kind, status === '' ? message : `${message} (${status})`, advice);
  }
}

/** Reads text with one of the readers. */
export class ReaderStage implements Stage {
  readonly #reader: TextReader;
  readonly #window: Window;
  readonly #log: LayerLog;
  readonly settled = false;

  constructor(reader: TextReader, log: LayerLog, memory?: WindowMemory) {
    this.#reader = reader;
    this.#window = new Window(reader, memory);
    this.#log = log;
  }

  push(chunk: Uint8Array): void {
    this.#window.push(chunk);
  }

  finish(): DecodeResult {
    this.#window.finish();
    return this.#reader.finish(this.#log);
  }
}

/** The same stage of a text that may hold wrapped dumps behind a plain one. */
function dumpStage(firstLine: number, log: LayerLog, options: DecodeOptions): Stage {
  const kernel = options.kernel === false ? null : FrameKernel.create();
  const unwrapping: Unwrapping = (sample, reader) => {
    const layers = planUnwrapping(sample, log.left);
    if (layers === null || layers.length === 0) return null;
    for (const { layer } of layers) log.layers.push(layer);
    return new UnwrapStage(layers, new ReaderStage(reader, log));
  };
  return new ReaderStage(new DumpReader(options, firstLine, kernel, unwrapping), log, kernel ?? undefined);
}

/** The reader of a text that holds dumps or, with `table`, debug=1; its first line has the number `firstLine`. */
export function readerStage(table: boolean, firstLine: number, log: LayerLog, options: DecodeOptions): Stage {
  return table ? new ReaderStage(new TablesReader(options, firstLine), log) : dumpStage(firstLine, log, options);
}
