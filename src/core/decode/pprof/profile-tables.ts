import { Int32Growable } from '../../model/column.ts';
import { IdTable } from './id-table.ts';
import { StringTable } from './string-table.ts';
import { CutError, type Int64, LimitError, WireError, WireReader } from './wire-reader.ts';

/** Tags of the fields of proto/profile.proto that are read: field number × 8 + wire type. */
export const ProfileTag = {
  SampleType: (1 << 3) | 2,
  Sample: (2 << 3) | 2,
  Mapping: (3 << 3) | 2,
  Location: (4 << 3) | 2,
  Function: (5 << 3) | 2,
  String: (6 << 3) | 2,
  Time: 9 << 3,
  Duration: 10 << 3,
  Comment: 13 << 3,
  Comments: (13 << 3) | 2,
} as const;
const ValueTypeTag = { Type: 1 << 3, Unit: 2 << 3 } as const;
const MappingTag = { BuildId: 6 << 3 } as const;
const FunctionTag = { Id: 1 << 3, Name: 2 << 3, File: 4 << 3, StartLine: 5 << 3 } as const;
const LocationTag = { Id: 1 << 3, Address: 3 << 3, Line: (4 << 3) | 2 } as const;
const LineTag = { FunctionId: 1 << 3, Line: 2 << 3 } as const;

/** The most rows that a table of a profile may have. A million goroutines in different stacks have fewer. */
const MAX_ROWS = 4_000_000;
/** The most samples: each may have labels of its own, which cost more than a row. */
const MAX_SAMPLES = 2_000_000;
/** Comments that are looked at. */
const MAX_COMMENTS = 100;

/** Everything of a profile but its samples. Text is named by index into `strings`. */
export class ProfileTables {
  readonly strings: StringTable;
  readonly sampleTypes: { readonly type: number; readonly unit: number; readonly offset: number }[] = [];
  readonly functions = new IdTable();
  /** One row a definition. */
  readonly functionOffset = new Int32Growable(1024);
  readonly functionName = new Int32Growable(1024);
  readonly functionFile = new Int32Growable(1024);
  readonly functionStart = new Int32Growable(1024);
  readonly locations = new IdTable();
  /** One row a definition: its lines are lineStart … lineStart + lineCount − 1. */
  readonly locationOffset = new Int32Growable(1024);
  readonly lineStart = new Int32Growable(1024);
  readonly lineCount = new Int32Growable(1024);
  /** One row a line of a location, innermost inlined call first. `lineFunction` is a row of `functions`. */
  readonly lineFunction = new Int32Growable(1024);
  readonly line = new Int32Growable(1024);
  /** Go 1.20 and later write where functions start. */
  hasStartLines = false;
  /** Index of the main binary's build id. */
  buildId = 0;
  mappings = 0;
  samples = 0;
  /** About how many frames all samples have together, at two bytes each. */
  frames = 0;
  time: Int64 = 0;
  duration: Int64 = 0;
  /** Indices of the first free texts. */
  readonly comments: number[] = [];
  /** Byte offset of the field in which the file ends too early, or null. */
  cutAt: number | null = null;

  constructor(bytes: Uint8Array) {
    this.strings = new StringTable(bytes);
  }
}

/**
 * The first pass: every table but the samples, which use locations and functions that are defined after them.
 * Throws WireError where the bytes are no profile.
 */
export function readTables(bytes: Uint8Array): ProfileTables {
  const tables = new ProfileTables(bytes);
  tables.cutAt = walkFields(bytes, (reader, field, start) => readField(tables, reader, field, start));
  return tables;
}

/**
 * Calls `read` at each field of the outermost message, with the reader after its tag. It answers whether it read the
 * field; what it did not is skipped. Gives the offset at which the bytes end too early, or null.
 */
export function walkFields(
  bytes: Uint8Array,
  read: (reader: WireReader, tag: number, start: number) => boolean,
): number | null {
  const reader = new WireReader(bytes);
  while (!reader.atEnd) {
    const start = reader.pos;
    try {
      const tag = reader.tag();
      if (!read(reader, tag, start)) reader.skipType(tag & 7, 0, tag >>> 3);
    } catch (thrown) {
      const error = reader.explain(thrown, start);
      if (error instanceof CutError) return start;
      throw error;
    }
  }
  return null;
}

function readField(tables: ProfileTables, reader: WireReader, tag: number, start: number): boolean {
  switch (tag) {
    case ProfileTag.Sample:
      tables.samples++;
      bound(tables.samples, MAX_SAMPLES, 'samples', start);
      skimSample(tables, reader);
      return true;
    case ProfileTag.Location:
      readLocation(tables, reader, start);
      return true;
    case ProfileTag.Function:
      readFunction(tables, reader, start);
      return true;
    case ProfileTag.String: {
      const outer = reader.enter();
      tables.strings.add(reader.pos, reader.len);
      bound(tables.strings.length, MAX_ROWS, 'strings', start);
      reader.leave(outer);
      return true;
    }
    case ProfileTag.SampleType:
      readSampleType(tables, reader, start);
      return true;
    case ProfileTag.Mapping:
      readMapping(tables, reader);
      return true;
    case ProfileTag.Time:
      tables.time = reader.signed();
      return true;
    case ProfileTag.Duration:
      tables.duration = reader.signed();
      return true;
    case ProfileTag.Comment:
      readComment(tables, reader);
      return true;
    case ProfileTag.Comments: {
      const outer = reader.enter();
      while (!reader.atEnd) readComment(tables, reader);
      reader.leave(outer);
      return true;
    }
    default:
      return false;
  }
}

function skimSample(tables: ProfileTables, reader: WireReader): void {
  const outer = reader.enter();
  tables.frames += (reader.len - reader.pos) >> 1;
  reader.leave(outer);
}

function readComment(tables: ProfileTables, reader: WireReader): void {
  const text = reader.small();
  if (tables.comments.length < MAX_COMMENTS) tables.comments.push(text);
}

function readSampleType(tables: ProfileTables, reader: WireReader, offset: number): void {
  let type = 0;
  let unit = 0;
  const outer = reader.enter();
  while (!reader.atEnd) {
    const tag = reader.tag();
    if (tag === ValueTypeTag.Type) type = reader.small();
    else if (tag === ValueTypeTag.Unit) unit = reader.small();
    else reader.skipType(tag & 7, 0, tag >>> 3);
  }
  reader.leave(outer);
  tables.sampleTypes.push({ type, unit, offset });
}

function readMapping(tables: ProfileTables, reader: WireReader): void {
  const outer = reader.enter();
  while (!reader.atEnd) {
    const tag = reader.tag();
    if (tag === MappingTag.BuildId && tables.mappings === 0) tables.buildId = reader.small();
    else reader.skipType(tag & 7, 0, tag >>> 3);
  }
  reader.leave(outer);
  tables.mappings++;
}

function readFunction(tables: ProfileTables, reader: WireReader, offset: number): void {
  let id: Int64 = 0;
  let name = 0;
  let file = 0;
  let start = 0;
  const outer = reader.enter();
  while (!reader.atEnd) {
    const tag = reader.tag();
    if (tag === FunctionTag.Id) id = reader.unsigned();
    else if (tag === FunctionTag.Name) name = reader.small();
    else if (tag === FunctionTag.File) file = reader.small();
    else if (tag === FunctionTag.StartLine) start = reader.small();
    else reader.skipType(tag & 7, 0, tag >>> 3);
  }
  reader.leave(outer);
  if (!tables.functions.define(id)) throw new WireError(`function ${id} is defined twice`, offset);
  bound(tables.functions.length, MAX_ROWS, 'functions', offset);
  tables.functionOffset.push(offset);
  tables.functionName.push(name);
  tables.functionFile.push(file);
  tables.functionStart.push(start);
  if (start > 0) tables.hasStartLines = true;
}

function readLocation(tables: ProfileTables, reader: WireReader, offset: number): void {
  let id: Int64 = 0;
  const firstLine = tables.line.length;
  const outer = reader.enter();
  while (!reader.atEnd) {
    const tag = reader.tag();
    if (tag === LocationTag.Id) id = reader.unsigned();
    else if (tag === LocationTag.Line) readLine(tables, reader);
    else reader.skipType(tag & 7, 0, tag >>> 3);
  }
  reader.leave(outer);
  if (!tables.locations.define(id)) throw new WireError(`location ${id} is defined twice`, offset);
  bound(tables.locations.length, MAX_ROWS, 'locations', offset);
  tables.locationOffset.push(offset);
  tables.lineStart.push(firstLine);
  tables.lineCount.push(tables.line.length - firstLine);
}

function readLine(tables: ProfileTables, reader: WireReader): void {
  let fn: Int64 = 0;
  let line = 0;
  const outer = reader.enter();
  while (!reader.atEnd) {
    const tag = reader.tag();
    if (tag === LineTag.FunctionId) fn = reader.unsigned();
    else if (tag === LineTag.Line) line = reader.small();
    else reader.skipType(tag & 7, 0, tag >>> 3);
  }
  reader.leave(outer);
  tables.lineFunction.push(tables.functions.row(fn));
  tables.line.push(line);
  bound(tables.line.length, MAX_ROWS, 'lines', reader.pos);
}

function bound(count: number, most: number, what: string, offset: number): void {
  if (count > most) throw new LimitError(`the profile has more than ${most} ${what}`, offset);
}

/** A string of the profile; null where it was cut off. An index outside the table of a whole file is an error. */
export function textAt(tables: ProfileTables, index: number, offset: number): string | null {
  const text = tables.strings.text(index);
  if (text === null && tables.cutAt === null) {
    throw new WireError(`a string index is outside the table of ${tables.strings.length}`, offset);
  }
  return text;
}

/** The address of the location that is defined at this offset, as "0x4d96a0". Read only where there is no name. */
export function addressAt(bytes: Uint8Array, offset: number): string {
  const reader = new WireReader(bytes);
  reader.pos = offset;
  reader.tag();
  reader.enter();
  while (!reader.atEnd) {
    const tag = reader.tag();
    if (tag === LocationTag.Address) return `0x${reader.unsigned().toString(16)}`;
    reader.skipType(tag & 7, 0, tag >>> 3);
  }
  return '0x0';
}
