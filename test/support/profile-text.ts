import protobuf from 'protobufjs/minimal.js';

/**
 * Profiles drawn as text, one sample a line, leaf first:
 *
 *     3: runtime.gopark proc.go:402 < main.work main.go:9 < main.main main.go:3 {tenant=acme, bytes=16}
 *     1:
 *
 * `~main.f a.go:1 < main.g b.go:2` is f inlined into g: one location of two lines. `name file:line+start` says in which
 * line the function begins. `0x1234` is a location without lines. A label whose value is a number is a number.
 */
export interface ProfileDrawing {
  /** Default: [['goroutine', 'count']]; a sample then has one value, more are written `3,0:`. */
  readonly types?: readonly (readonly [type: string, unit: string])[];
  readonly timeNanos?: string;
  readonly durationNanos?: number;
  readonly buildId?: string;
  /** Location ids are this many times their number. */
  readonly idStep?: bigint;
  /** Repeated numbers as one packed field, or as a field each. */
  readonly packed?: boolean;
  /** Samples after the tables they use, as `go tool pprof -proto` writes; else before, as Go does. */
  readonly tablesFirst?: boolean;
  /** Written before everything else, as it is. */
  readonly prefix?: Uint8Array;
}

interface DrawnLine {
  readonly name: string;
  readonly file: string;
  readonly line: number;
  readonly start: number;
}

/** The bytes of the drawn profile, not gzipped. */
export function profileOf(text: string, drawing: ProfileDrawing = {}): Uint8Array {
  const { types = [['goroutine', 'count']], idStep = 1n, packed = true } = drawing;
  const strings = new Map<string, number>([['', 0]]);
  const index = (string: string): number => {
    const known = strings.get(string) ?? strings.size;
    strings.set(string, known);
    return known;
  };
  const functions = new Map<string, { id: number; line: DrawnLine }>();
  const locations = new Map<string, { id: string; lines: readonly DrawnLine[]; address: string }>();

  const locationId = (drawn: string): string => {
    const known = locations.get(drawn);
    if (known !== undefined) return known.id;
    const lines = drawn.startsWith('0x') ? [] : drawn.split(' < ').map(drawnLine);
    const id = (BigInt(locations.size + 1) * idStep).toString();
    const address = lines.length === 0 ? drawn : `0x${(4096 + locations.size).toString(16)}`;
    locations.set(drawn, { id, lines, address });
    return id;
  };

  const samples = protobuf.Writer.create();
  for (const sample of text.split('\n').filter((line) => line.trim() !== '')) {
    const [, values = '', stack = '', labels = ''] = /^\s*([-\d,]+):\s*(.*?)\s*(?:\{(.*)\})?$/.exec(sample) ?? [];
    samples.uint32(tag(2, 2)).fork();
    repeated(samples, 1, drawnLocations(stack).map(locationId), packed);
    repeated(samples, 2, values.split(','), packed);
    for (const label of labels === '' ? [] : labels.split(', ')) {
      const [key = '', value = ''] = label.split('=');
      samples.uint32(tag(3, 2)).fork();
      varint(samples, 1, index(key));
      if (/^-?\d+$/.test(value)) varint(samples, 3, value);
      else varint(samples, 2, index(value));
      samples.ldelim();
    }
    samples.ldelim();
  }

  const tables = protobuf.Writer.create();
  for (const { id, lines, address } of locations.values()) {
    tables.uint32(tag(4, 2)).fork();
    varint(tables, 1, id);
    varint(tables, 2, 1);
    varint(tables, 3, BigInt(address).toString());
    for (const line of lines) {
      const key = `${line.name} ${line.file} ${line.start}`;
      const fn = functions.get(key) ?? { id: functions.size + 1, line };
      functions.set(key, fn);
      tables.uint32(tag(4, 2)).fork();
      varint(tables, 1, fn.id);
      varint(tables, 2, line.line);
      tables.ldelim();
    }
    tables.ldelim();
  }
  for (const { id, line } of functions.values()) {
    tables.uint32(tag(5, 2)).fork();
    varint(tables, 1, id);
    varint(tables, 2, index(line.name));
    varint(tables, 3, index(line.name));
    varint(tables, 4, index(line.file));
    varint(tables, 5, line.start);
    tables.ldelim();
  }

  const head = protobuf.Writer.create();
  for (const [type, unit] of types) {
    head.uint32(tag(1, 2)).fork();
    varint(head, 1, index(type));
    varint(head, 2, index(unit));
    head.ldelim();
  }
  const tail = protobuf.Writer.create();
  tail.uint32(tag(3, 2)).fork();
  varint(tail, 1, 1);
  varint(tail, 6, index(drawing.buildId ?? ''));
  tail.ldelim();
  varint(tail, 9, drawing.timeNanos ?? 0);
  varint(tail, 10, drawing.durationNanos ?? 0);
  for (const string of strings.keys()) tail.uint32(tag(6, 2)).string(string);

  const middle = [samples.finish(), tables.finish()];
  if (drawing.tablesFirst) middle.reverse();
  return concat([drawing.prefix ?? new Uint8Array(), head.finish(), ...middle, tail.finish()]);
}

/** Locations of a drawn stack: the calls that are inlined stay with the one they are inlined into. */
function drawnLocations(stack: string): string[] {
  const locations: string[] = [];
  let inlined = '';
  for (const frame of stack === '' ? [] : stack.split(' < ')) {
    if (frame.startsWith('~')) {
      inlined += `${frame.slice(1)} < `;
    } else {
      locations.push(inlined + frame);
      inlined = '';
    }
  }
  return locations;
}

function drawnLine(text: string): DrawnLine {
  const [, name = text, file = '', line = '0', start = '0'] = /^(.*) (\S+):(\d+)(?:\+(\d+))?$/.exec(text) ?? [];
  return { name, file, line: Number(line), start: Number(start) };
}

function repeated(writer: protobuf.Writer, field: number, values: readonly string[], packed: boolean): void {
  if (!packed) for (const value of values) varint(writer, field, value);
  if (!packed || values.length === 0) return;
  writer.uint32(tag(field, 2)).fork();
  for (const value of values) writer.int64(value);
  writer.ldelim();
}

/** A varint field; a bigger number than a number holds is given as text. */
export function varint(writer: protobuf.Writer, field: number, value: number | string): void {
  writer.uint32(tag(field, 0)).int64(value);
}

/** A field's tag: wire type 0 is a varint, 2 has a length, 3 and 4 begin and end a group. */
export function tag(field: number, wire: 0 | 1 | 2 | 3 | 4 | 5): number {
  return (field << 3) | wire;
}

export function concat(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
