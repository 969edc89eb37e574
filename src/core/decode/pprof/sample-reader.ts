import { type ProfileTables, ProfileTag, walkFields } from './profile-tables.ts';
import { type Int64, LimitError, WireError, type WireReader } from './wire-reader.ts';

const SampleTag = {
  Location: 1 << 3,
  Locations: (1 << 3) | 2,
  Value: 2 << 3,
  Values: (2 << 3) | 2,
  Label: (3 << 3) | 2,
} as const;
const LabelTag = { Key: 1 << 3, Text: 2 << 3, Number: 3 << 3, Unit: 4 << 3 } as const;

/** Frames that one stack may have. Go records at most 1,024. */
export const MAX_DEPTH = 8192;

/** Labels that one sample may have. */
const MAX_LABELS = 1000;

/** One label of a sample: text where `text` is an index above 0, else a number. All but `number` index the strings. */
export interface RawLabel {
  readonly key: number;
  readonly text: number;
  readonly number: Int64;
  readonly unit: number;
  readonly offset: number;
}

/** The sample that is being read. One object serves all of them: nothing in it may be kept. */
export class RawSample {
  /** Definitions of locations, leaf first, −1 for one that was cut off; `depth` of them count. */
  readonly locations = new Int32Array(MAX_DEPTH);
  depth = 0;
  /** The stack has more locations than MAX_DEPTH: its root is left out. */
  overDeep = false;
  /** The chosen value, and how many the sample has. */
  value: Int64 = 0;
  values = 0;
  readonly labels: RawLabel[] = [];
  offset = 0;
}

/** The second pass: calls `visit` for each sample in the order of the file. `value` chooses among its values. */
export function readSamples(
  bytes: Uint8Array,
  tables: ProfileTables,
  value: number,
  visit: (sample: RawSample) => void,
): void {
  const sample = new RawSample();
  const locations = tables.locations.byId();
  walkFields(bytes, (reader, tag, start) => {
    if (tag !== ProfileTag.Sample) return false;
    sample.offset = start;
    readSample(reader, tables, locations, value, sample);
    visit(sample);
    return true;
  });
}

function readSample(
  reader: WireReader,
  tables: ProfileTables,
  locations: Int32Array,
  value: number,
  sample: RawSample,
): void {
  sample.depth = 0;
  sample.overDeep = false;
  sample.value = 0;
  sample.values = 0;
  sample.labels.length = 0;
  const outer = reader.enter();
  while (!reader.atEnd) {
    const tag = reader.tag();
    switch (tag) {
      case SampleTag.Locations: {
        const end = reader.enter();
        readLocations(reader, tables, locations, sample);
        reader.leave(end);
        break;
      }
      case SampleTag.Location:
        addLocation(sample, tables, reader.unsigned());
        break;
      case SampleTag.Values: {
        const end = reader.enter();
        while (!reader.atEnd) addValue(sample, value, reader.signed());
        reader.leave(end);
        break;
      }
      case SampleTag.Value:
        addValue(sample, value, reader.signed());
        break;
      case SampleTag.Label:
        if (sample.labels.length === MAX_LABELS) throw new LimitError('a sample has too many labels', sample.offset);
        sample.labels.push(readLabel(reader));
        break;
      default:
        reader.skipType(tag & 7, 0, tag >>> 3);
    }
  }
  reader.leave(outer);
}

/** Packed ids up to the end of their field. Nearly all take three bytes at most and are defined. */
function readLocations(reader: WireReader, tables: ProfileTables, known: Int32Array, sample: RawSample): void {
  const { buf, len } = reader;
  const { locations } = sample;
  let { pos } = reader;
  let { depth } = sample;
  while (pos < len) {
    const [first, second, third] = [buf[pos] ?? 0, buf[pos + 1] ?? 0, buf[pos + 2] ?? 0];
    let end = pos + 1;
    let id = first;
    if (first >= 128) {
      id = second < 128 ? (first & 127) | (second << 7) : (first & 127) | ((second & 127) << 7) | (third << 14);
      end = second < 128 ? pos + 2 : third < 128 ? pos + 3 : Infinity;
    }
    const location = id < known.length ? (known[id] ?? -1) : -1;
    if (end <= len && location >= 0 && depth < MAX_DEPTH) {
      locations[depth++] = location;
      pos = end;
      continue;
    }
    reader.pos = pos;
    sample.depth = depth;
    addLocation(sample, tables, reader.unsigned());
    ({ pos } = reader);
    ({ depth } = sample);
  }
  reader.pos = pos;
  sample.depth = depth;
}

function addLocation(sample: RawSample, tables: ProfileTables, id: Int64): void {
  if (sample.depth === MAX_DEPTH) {
    sample.overDeep = true;
    return;
  }
  const location = tables.locations.definitionOf(id);
  if (location < 0 && tables.cutAt === null) {
    throw new WireError(`a sample stands in location ${id}, which the profile does not define`, sample.offset);
  }
  sample.locations[sample.depth++] = location;
}

function addValue(sample: RawSample, chosen: number, value: Int64): void {
  if (sample.values === chosen) sample.value = value;
  sample.values++;
}

function readLabel(reader: WireReader): RawLabel {
  const offset = reader.pos;
  let key = 0;
  let text = 0;
  let number: Int64 = 0;
  let unit = 0;
  const outer = reader.enter();
  while (!reader.atEnd) {
    const tag = reader.tag();
    if (tag === LabelTag.Key) key = reader.small();
    else if (tag === LabelTag.Text) text = reader.small();
    else if (tag === LabelTag.Number) number = reader.signed();
    else if (tag === LabelTag.Unit) unit = reader.small();
    else reader.skipType(tag & 7, 0, tag >>> 3);
  }
  reader.leave(outer);
  return { key, text, number, unit, offset };
}
