import type { DecodeOptions, DecodeResult, Decoder } from './decode-result.ts';
import { GzipStage, HttpStage, SkipStage, Utf16Stage } from './layers/byte-stages.ts';
import { LayerLog } from './layers/layer-log.ts';
import { PprofStage, RefusedStage, readerStage } from './leaf-stages.ts';
import { pakoInflater } from './pako-inflater.ts';
import { TOO_DEEP } from './refusals.ts';
import { HEAD, type Sniffed, type SniffedLayer, sniff } from './sniff.ts';
import type { Stage } from './stage.ts';
import { SeekStage } from './unwrap/seek-stage.ts';

export type { DecodeOptions, DecodeResult, Decoder } from './decode-result.ts';

/**
 * A decoder of one file, whatever wrote it: pprof protobuf, debug=1, debug=2 or a crash; plain, compressed, re-encoded
 * or wrapped in logs. It never throws on bad input: the result is a snapshot with warnings, or an error as a value.
 */
export function createDecoder(options: DecodeOptions = {}): Decoder {
  return new SniffStage(new LayerLog(), options);
}

/** Decodes bytes that are in memory. */
export function decode(bytes: Uint8Array, options: DecodeOptions = {}): DecodeResult {
  const decoder = createDecoder(options);
  decoder.push(bytes);
  return decoder.finish();
}

/** Gathers the head of what a layer gives, decides by it what reads the rest, and hands everything on. */
class SniffStage implements Stage {
  readonly #log: LayerLog;
  readonly #options: DecodeOptions;
  readonly #head = new Uint8Array(HEAD);
  #length = 0;
  #next: Stage | null = null;

  constructor(log: LayerLog, options: DecodeOptions) {
    this.#log = log;
    this.#options = options;
  }

  get settled(): boolean {
    return this.#next?.settled ?? false;
  }

  push(chunk: Uint8Array): void {
    if (this.#next !== null) {
      this.#next.push(chunk);
      return;
    }
    const part = chunk.subarray(0, HEAD - this.#length);
    this.#head.set(part, this.#length);
    this.#length += part.length;
    if (this.#length < HEAD) return;
    const next = this.#decide(false);
    if (part.length < chunk.length) next.push(chunk.subarray(part.length));
  }

  finish(): DecodeResult {
    return (this.#next ?? this.#decide(true)).finish();
  }

  #decide(whole: boolean): Stage {
    const head = this.#head.subarray(0, this.#length);
    const next = this.#stageFor(sniff(head, whole));
    this.#next = next;
    next.push(head);
    return next;
  }

  #stageFor(sniffed: Sniffed): Stage {
    const log = this.#log;
    switch (sniffed.kind) {
      case 'refused':
        return new RefusedStage(sniffed.refusal, log);
      case 'pprof':
        return new PprofStage(log);
      case 'debug1':
        return readerStage(true, 1, log, this.#options);
      case 'text':
        return new SeekStage(log, this.#options);
      default:
        return log.left <= 0 ? new RefusedStage(TOO_DEEP, log) : this.#layerFor(sniffed);
    }
  }

  #layerFor(sniffed: SniffedLayer): Stage {
    const log = this.#log;
    log.layers.push(sniffed.kind);
    const next = new SniffStage(log, this.#options);
    switch (sniffed.kind) {
      case 'gzip':
        return new GzipStage(next, log, this.#options.inflater ?? pakoInflater);
      case 'http':
        return new HttpStage(next, log);
      case 'utf-8-bom':
        return new SkipStage(next, sniffed.skip);
      case 'utf-16':
        return new SkipStage(new Utf16Stage(next, sniffed.littleEndian), sniffed.skip);
    }
  }
}
