import { gzip } from 'pako';
import protobuf from 'protobufjs/minimal.js';
import { at, NONE, type None } from '../model/column.ts';
import { type FrameIndex, type FunctionIndex, frameIndex, type StackIndex } from '../model/index-types.ts';
import { InternTable } from '../model/intern-table.ts';
import type { Symbols } from '../model/symbols.ts';

/** One sample of a profile: `value` goroutines (negative in a difference) that stand in `stack`. */
export interface ProfileRow {
  readonly stack: StackIndex | None;
  readonly value: number;
  readonly labels: readonly (readonly [key: string, value: string])[];
}

export interface ProfileFacts {
  /** ISO 8601, or null. */
  readonly capturedAt: string | null;
  readonly buildId: string | null;
  /** Free text that pprof prints with -comments. */
  readonly comments: readonly string[];
}

/** Field numbers of proto/profile.proto. */
const Profile = {
  sampleType: 1,
  sample: 2,
  mapping: 3,
  location: 4,
  function: 5,
  string: 6,
  time: 9,
  periodType: 11,
  period: 12,
  comment: 13,
} as const;

/**
 * Writes goroutine counts as a gzipped profile.proto that `go tool pprof` reads: sample type goroutine/count, frames
 * of `symbols` as locations, an inlined call in the location of its caller. The same rows give the same bytes.
 */
export function writeProfile(symbols: Symbols, rows: Iterable<ProfileRow>, facts: ProfileFacts): Uint8Array {
  return gzip(new ProfileWriter(symbols).write(rows, facts));
}

class ProfileWriter {
  readonly #symbols: Symbols;
  readonly #out = protobuf.Writer.create();
  readonly #strings = new Map<string, number>([['', 0]]);
  /** Row = location id − 1: a frame, and the row of what is inlined into it. */
  readonly #locations = new InternTable();
  readonly #functions = new Set<FunctionIndex>();

  constructor(symbols: Symbols) {
    this.#symbols = symbols;
  }

  write(rows: Iterable<ProfileRow>, facts: ProfileFacts): Uint8Array {
    const out = this.#out;
    this.#valueType(Profile.sampleType);
    for (const row of rows) this.#sample(row);
    this.#mapping(facts.buildId);
    for (let row = 0; row < this.#locations.length; row++) this.#location(row);
    for (const fn of this.#functions) this.#function(fn);
    if (facts.capturedAt !== null) {
      // Nanoseconds are beyond what a number holds exactly.
      out.uint32(tag(Profile.time, 0)).int64(`${Date.parse(facts.capturedAt)}000000`);
    }
    this.#valueType(Profile.periodType);
    field(out, Profile.period, 1);
    for (const comment of facts.comments) field(out, Profile.comment, this.#string(comment));
    for (const text of this.#strings.keys()) out.uint32(tag(Profile.string, 2)).string(text);
    return out.finish();
  }

  #string(text: string): number {
    let index = this.#strings.get(text);
    if (index === undefined) {
      index = this.#strings.size;
      this.#strings.set(text, index);
    }
    return index;
  }

  #message(number: number, write: () => void): void {
    this.#out.uint32(tag(number, 2)).fork();
    write();
    this.#out.ldelim();
  }

  #valueType(number: number): void {
    const [type, unit] = [this.#string('goroutine'), this.#string('count')];
    this.#message(number, () => {
      field(this.#out, 1, type);
      field(this.#out, 2, unit);
    });
  }

  #sample({ stack, value, labels }: ProfileRow): void {
    const out = this.#out;
    this.#message(Profile.sample, () => {
      const locations = this.#locationsOf(stack);
      if (locations.length > 0) {
        out.uint32(tag(1, 2)).fork();
        for (const id of locations) out.uint32(id);
        out.ldelim();
      }
      out.uint32(tag(2, 2)).fork().int64(value).ldelim();
      for (const [key, text] of labels) {
        this.#message(3, () => {
          field(out, 1, this.#string(key));
          field(out, 2, this.#string(text));
        });
      }
    });
  }

  /** Ids, leaf first. */
  #locationsOf(stack: StackIndex | None): number[] {
    const { stacks, frames } = this.#symbols;
    const ids: number[] = [];
    let inlined = -1;
    for (let row = stack; row !== NONE; row = at(stacks.parent, row)) {
      const frame = at(stacks.frame, row);
      const location = this.#locations.intern(frame, inlined);
      const isOutermost = at(stacks.parent, row) === NONE;
      inlined = at(frames.inlined, frame) === 1 && !isOutermost ? location : -1;
      if (inlined < 0) ids.push(location + 1);
    }
    return ids;
  }

  #mapping(buildId: string | null): void {
    const out = this.#out;
    const id = buildId === null ? 0 : this.#string(buildId);
    this.#message(Profile.mapping, () => {
      field(out, 1, 1);
      if (id > 0) field(out, 6, id);
      // It has functions, file names, lines and inlined frames: pprof need not look for the binary.
      for (const has of [7, 8, 9, 10]) field(out, has, 1);
    });
  }

  #location(row: number): void {
    const out = this.#out;
    const { frames } = this.#symbols;
    this.#message(Profile.location, () => {
      field(out, 1, row + 1);
      field(out, 2, 1);
      for (const frame of this.#framesOf(row)) {
        const fn = at(frames.function, frame);
        this.#functions.add(fn);
        this.#message(4, () => {
          field(out, 1, fn + 1);
          field(out, 2, at(frames.line, frame));
        });
      }
    });
  }

  /** Innermost inlined call first. */
  #framesOf(location: number): FrameIndex[] {
    const frames: FrameIndex[] = [];
    for (let row = location; row >= 0; row = this.#locations.b.get(row)) {
      frames.push(frameIndex(this.#locations.a.get(row)));
    }
    return frames.reverse();
  }

  #function(fn: FunctionIndex): void {
    const { functions, strings } = this.#symbols;
    const out = this.#out;
    const name = this.#string(strings[at(functions.name, fn)] ?? '');
    const file = this.#string(strings[at(functions.file, fn)] ?? '');
    this.#message(Profile.function, () => {
      field(out, 1, fn + 1);
      field(out, 2, name);
      field(out, 3, name);
      field(out, 4, file);
    });
  }
}

function tag(number: number, wire: 0 | 2): number {
  return (number << 3) | wire;
}

/** A varint field. */
function field(out: protobuf.Writer, number: number, value: number): void {
  out.uint32(tag(number, 0)).int64(value);
}
