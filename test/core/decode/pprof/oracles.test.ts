import { gunzipSync } from 'node:zlib';
import protobuf from 'protobufjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { decodePprof } from '../../../../src/core/decode/pprof/decode-pprof.ts';
import { fixturePath, listFixtures, readFixture } from '../../../support/fixtures.ts';
import { go } from '../../../support/go.ts';
import { parsePprofRaw } from '../../../support/pprof-raw.ts';
import { countStacks, frameText, StackCounter, type StackCounts } from '../../../support/stack-counts.ts';

/** Every captured profile of goroutines gives the stacks and counts that two other decoders give. */

const fixtures = ['zoo', 'fresh', 'modpaths', 'detect']
  .flatMap((folder) => listFixtures(folder))
  .filter((path) => /\.debug0$|\/goroutine[^/]*\.pb\.gz$/.test(path));

function bytesOf(name: string): Uint8Array {
  return gunzipSync(readFixture(name));
}

function ours(name: string): StackCounts {
  const result = decodePprof(bytesOf(name), { layers: [], truncated: false, warnings: [] });
  if (!result.ok) throw new Error(result.error.message);
  const counter = new StackCounter();
  if (result.decoded.kind === 'pair') {
    countStacks(result.decoded.before, counter, -1);
    countStacks(result.decoded.after, counter);
  } else {
    countStacks(result.decoded.snapshot, counter);
  }
  return counter.counts;
}

test('there are fixtures of every version and kind', () => {
  expect(fixtures.length).toBeGreaterThanOrEqual(29);
});

describe('proto/profile.proto, by reflection', () => {
  let profile: protobuf.Type;
  beforeAll(async () => {
    const root = await protobuf.load(new URL('../../../../proto/profile.proto', import.meta.url).pathname);
    profile = root.lookupType('perftools.profiles.Profile');
  });

  test.each(fixtures)('%s', (name) => {
    expect(ours(name)).toEqual(byReflection(profile, bytesOf(name)));
  });
});

describe('go tool pprof -raw', () => {
  test.each(fixtures)('%s', async (name) => {
    const raw = await go('tool', 'pprof', '-raw', '-symbolize=none', fixturePath(name));
    expect(ours(name)).toEqual(parsePprofRaw(raw));
  });
});

/** What toObject gives for proto/profile.proto with 64-bit numbers as text. */
interface PlainProfile {
  readonly sample?: readonly {
    locationId?: string[];
    value?: string[];
    label?: Record<'key' | 'str' | 'num', string>[];
  }[];
  readonly location?: readonly { id: string; address?: string; line?: { functionId: string; line?: string }[] }[];
  readonly function?: readonly { id: string; name: string; filename?: string }[];
  readonly stringTable: readonly string[];
}

function byReflection(type: protobuf.Type, bytes: Uint8Array): StackCounts {
  const plain: unknown = type.toObject(type.decode(bytes), { longs: String });
  const { sample = [], location = [], function: functions = [], stringTable } = asPlainProfile(plain);
  const text = (index: string | undefined) => stringTable[Number(index ?? 0)] ?? '';
  const functionOf = new Map(functions.map((fn) => [fn.id, fn]));
  const framesOf = new Map(
    location.map(({ id, address, line = [] }) => [
      id,
      line.length === 0
        ? [frameText(`0x${BigInt(address ?? 0).toString(16)}`, '', 0)]
        : line.map((at) => {
            const fn = functionOf.get(at.functionId);
            return frameText(text(fn?.name), text(fn?.filename), at.line ?? 0);
          }),
    ]),
  );
  const counter = new StackCounter();
  for (const { locationId = [], value = [], label = [] } of sample) {
    counter.add(
      locationId.flatMap((id) => framesOf.get(id) ?? []),
      label.map(({ key, str }) => `${text(key)}=${text(str)}`),
      Number(value[0]),
    );
  }
  return counter.counts;
}

function asPlainProfile(value: unknown): PlainProfile {
  if (!isPlainProfile(value)) throw new Error('not a profile');
  return value;
}

function isPlainProfile(value: unknown): value is PlainProfile {
  return typeof value === 'object' && value !== null && 'stringTable' in value;
}
