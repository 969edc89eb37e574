import { Float64Growable, Int32Growable, NONE } from '../../model/column.ts';
import { type FrameIndex, frameIndex, labelSetIndex, stackIndex, stringIndex } from '../../model/index-types.ts';
import { type Origin, SampleFlag } from '../../model/snapshot.ts';
import { SnapshotBuilder } from '../../model/snapshot-builder.ts';
import { newlineAfter } from '../debug2/lane-hash.ts';
import { isObserver } from '../debug2/system.ts';
import { type DecodeResult, failure, type LayerReport } from '../decode-result.ts';
import { DepthCap } from '../pprof/depth-cap.ts';
import { byteAt, NEWLINE, RETURN } from '../text/byte.ts';
import { parseLabels } from '../text/labels.ts';
import { WarningLog } from '../text/warning-log.ts';
import { HiddenStates } from './hidden-state.ts';
import { TableFrames, TableStack } from './table-frames.ts';
import { visibleState } from './visible-state.ts';

/** Longer lines are no part of a table: 1,024 addresses take 20 kB. */
const LINE_LIMIT = 1 << 20;
/** Goroutines that may come or go between the counting and the writing. */
const RACE = 8;
const TITLE = /^\s*goroutine(leak)? profile: total (\d+)/;
const RECORD = /^(\d{1,15}) @((?: 0x[0-9a-f]+)*)\s*$/;
const HASH = 0x23;
const LOWER_G = 0x67;

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** A record while its lines come in. */
interface OpenRecord {
  readonly count: number;
  readonly addresses: readonly string[];
  readonly stack: TableStack;
  readonly labels: (readonly [string, string])[];
}

/** Reads one debug=1 table: a title, then counts with their stacks. It ends where another title begins. */
export class TableReader {
  readonly #builder = new SnapshotBuilder();
  readonly #frames = new TableFrames(this.#builder.symbols);
  readonly #warnings = new WarningLog();
  readonly #cap = new DepthCap();
  /** The stacks, a row each, until the depth cap is known. */
  readonly #stack = new Int32Growable();
  readonly #state = new Int32Growable();
  readonly #flags = new Int32Growable();
  readonly #labels = new Int32Growable();
  readonly #addresses = new Int32Growable();
  readonly #root = new Int32Growable();
  readonly #count = new Float64Growable();
  readonly #hidden = new HiddenStates();
  #total = 0;
  #stated: number | null = null;
  #profile: Origin['profile'] = 'goroutine';
  #record: OpenRecord | null = null;
  #line: number;
  #overlong = false;
  #endsWithNewline = true;
  /** Another title stands where the last `read` stopped. */
  ended = false;

  constructor(firstLine: number) {
    this.#line = firstLine;
  }

  /** The line at which the next `read` begins, from 1. */
  get line(): number {
    return this.#line;
  }

  /** Whether the stacks add up to what the title states. */
  get isWhole(): boolean {
    return this.#total + (this.#record?.count ?? 0) === this.#stated;
  }

  /** Reads lines from `from` on, and gives the offset of the first that is not whole, or of another title. */
  read(bytes: Uint8Array, view: DataView, length: number, last: boolean, from: number): number {
    let at = from;
    while (at < length) {
      const newline = newlineAfter(view, at);
      if (newline >= length && !last) {
        if (length - at < LINE_LIMIT) break;
        this.#overlong = true;
        at = length;
        break;
      }
      const end = newline > at && byteAt(bytes, newline - 1) === RETURN ? newline - 1 : newline;
      if (this.#overlong) this.#warnings.note('foreign-lines', this.#line);
      else if (this.#stated !== null && isTitle(bytes, at, end)) {
        this.ended = true;
        return at;
      } else this.#readLine(bytes, view, at, end);
      this.#overlong = false;
      this.#line++;
      at = newline + 1;
    }
    if (last && length > 0) this.#endsWithNewline = byteAt(bytes, length - 1) === NEWLINE;
    return Math.min(at, length);
  }

  /** `dumps`: how many tables the text holds, and which this is. */
  finish(context: LayerReport, dumps: Origin['dumps']): DecodeResult {
    const record = this.#record;
    const cut = !this.#endsWithNewline || (record !== null && this.#stated !== null && this.#missing(record) > 0);
    this.#close(cut);
    if (this.#stated === null && this.#count.length === 0) {
      return failure('unrecognized', 'No goroutine was found in the text', 'fetch /debug/pprof/goroutine?debug=2');
    }
    if (this.#count.length === 0 && this.#profile === 'goroutine') {
      return failure('truncated', 'The table ends before its first stack', 'fetch the profile again');
    }
    if (this.#count.length === 0) this.#warnings.note('empty-profile', null, 1, 'The runtime has proved no leak');
    const truncated = this.#judgeTotal(cut) || context.truncated;
    const depthCapped = this.#addSamples();
    if (this.#frames.unnamed > 0) {
      const text = `${this.#frames.unnamed} places in the code have no name and are shown by their address`;
      this.#warnings.note('unsymbolized', null, 1, text);
    }
    if (dumps.count > 1) {
      const text = `The text holds ${dumps.count} dumps; this is number ${dumps.chosen}`;
      this.#warnings.note('several-dumps', null, 1, text);
    }
    const snapshot = this.#builder.finish(
      {
        format: 'debug1',
        profile: this.#profile,
        differencesOnly: false,
        layers: context.layers,
        capturedAt: null,
        buildId: null,
        statedTotal: this.#stated,
        dumps,
      },
      { truncated, depthCapped, elided: false },
      [...context.warnings, ...this.#warnings.finish()],
    );
    return { ok: true, decoded: { kind: 'snapshot', snapshot } };
  }

  #readLine(bytes: Uint8Array, view: DataView, from: number, end: number): void {
    if (from === end) {
      this.#close(false);
      return;
    }
    if (byteAt(bytes, from) === HASH) {
      this.#readHashLine(bytes, view, from, end);
      return;
    }
    const text = decoder.decode(bytes.subarray(from, end));
    const record = RECORD.exec(text);
    if (record !== null) {
      this.#close(false);
      const [, count = '', addresses = ''] = record;
      this.#record = {
        count: Number(count),
        addresses: addresses.split(' ').slice(1),
        stack: new TableStack(),
        labels: [],
      };
      return;
    }
    const title = TITLE.exec(text);
    if (title !== null && this.#stated === null) {
      this.#stated = Number(title[2]);
      this.#profile = title[1] === undefined ? 'goroutine' : 'goroutineleak';
    } else if (text.trim() === '') this.#close(false);
    else this.#warnings.note('foreign-lines', this.#line);
  }

  #readHashLine(bytes: Uint8Array, view: DataView, from: number, end: number): void {
    const record = this.#record;
    if (record === null) {
      this.#warnings.note('foreign-lines', this.#line);
      return;
    }
    const line = this.#frames.line(bytes, view, from, end);
    if (line !== null) {
      record.stack.push(line);
      return;
    }
    const text = decoder.decode(bytes.subarray(from, end));
    const brace = text.indexOf('{');
    if (text.startsWith('# labels: ') && brace > 0) {
      const labels = parseLabels(text, brace);
      record.labels.push(...labels.pairs);
      if (!labels.whole) this.#warnings.note('malformed-labels', this.#line);
    } else this.#warnings.note('malformed-frame', this.#line);
  }

  #missing(record: OpenRecord): number {
    return (this.#stated ?? 0) - this.#total - record.count;
  }

  #close(cut: boolean): void {
    const record = this.#record;
    if (record === null) return;
    this.#record = null;
    const symbols = this.#builder.symbols;
    const frames: FrameIndex[] = record.stack.finish();
    const names = frames.map((frame) => symbols.frameName(frame));
    const observer = isObserver(names);
    const state = observer ? 'running' : visibleState(names);
    let flags = this.#profile === 'goroutineleak' ? SampleFlag.Leaked : 0;
    if (observer) flags |= SampleFlag.Observer;
    if (state !== '') flags |= SampleFlag.StateInferred;
    const first = record.stack.address;
    const hidden = first === null || observer ? null : hiddenAddresses(record.addresses, first);
    if (hidden !== null) this.#hidden.add(this.#count.length, hidden, names[0] ?? '', state);
    if (cut) {
      flags |= SampleFlag.Cut;
      this.#warnings.note('cut-record', this.#line);
    }
    this.#stack.push(symbols.stack(frames));
    this.#state.push(symbols.string(state));
    this.#flags.push(flags);
    this.#labels.push(symbols.labels(record.labels));
    this.#addresses.push(record.addresses.length);
    this.#root.push(frames.at(-1) ?? NONE);
    this.#count.push(record.count);
    this.#total += record.count;
    const root = names.at(-1);
    if (root !== undefined) this.#cap.learn(record.addresses.length, record.addresses.length, root);
  }

  /** Whether goroutines are missing, by the total that the title states. */
  #judgeTotal(cut: boolean): boolean {
    const stated = this.#stated;
    if (cut)
      this.#warnings.note(
        'truncated',
        this.#line,
        1,
        'The text ends in the middle of a stack: capture it again, to its end',
      );
    if (stated === null || stated === this.#total) return cut;
    this.#warnings.note(
      'count-mismatch',
      null,
      1,
      `The title states ${stated} goroutines, the stacks add up to ${this.#total}`,
    );
    return cut || stated - this.#total > RACE;
  }

  #addSamples(): boolean {
    const builder = this.#builder;
    const told = this.#hidden.finish();
    let capped = 0;
    for (let row = 0; row < this.#count.length; row++) {
      let flags = this.#flags.get(row);
      const root = this.#root.get(row);
      const addresses = this.#addresses.get(row);
      if (root !== NONE && this.#cap.isCapped(addresses, builder.symbols.frameName(frameIndex(root)))) {
        flags |= SampleFlag.DepthCapped;
        capped++;
      }
      const hidden = told.get(row);
      if (hidden !== undefined) flags |= SampleFlag.StateInferred | (hidden.receiveOk ? SampleFlag.ReceiveOk : 0);
      const stack = this.#stack.get(row);
      const sample = builder.sample({
        stack: stack === NONE ? NONE : stackIndex(stack),
        state: hidden === undefined ? stringIndex(this.#state.get(row)) : builder.symbols.string(hidden.state),
        flags,
        creator: NONE,
        labels: labelSetIndex(this.#labels.get(row)),
      });
      builder.addCount(sample, this.#count.get(row));
    }
    if (capped > 0) this.#warnings.note('depth-capped', null, capped);
    return capped > 0;
  }
}

/**
 * The addresses inside of the first line that is shown, leaf first: a line shows the call, the list where it returns;
 * null where the line is not in the list.
 */
function hiddenAddresses(addresses: readonly string[], first: string): number[] | null {
  const call = Number(first);
  const numbers = addresses.slice(0, 4).map(Number);
  const shown = numbers.indexOf(call + 1);
  return shown < 0 ? null : numbers.slice(0, shown);
}

function isTitle(bytes: Uint8Array, from: number, to: number): boolean {
  return byteAt(bytes, from) === LOWER_G && TITLE.test(decoder.decode(bytes.subarray(from, Math.min(to, from + 80))));
}
