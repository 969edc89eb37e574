import protobuf from 'protobufjs/minimal.js';
import { describe, expect, test } from 'vitest';
import type { Decoded, LayerReport } from '../../../../src/core/decode/decode-result.ts';
import { decodePprof } from '../../../../src/core/decode/pprof/decode-pprof.ts';
import { checkIntegrity } from '../../../../src/core/model/integrity.ts';
import type { Snapshot } from '../../../../src/core/model/snapshot.ts';
import { drawSamples } from '../../../support/draw-samples.ts';
import { type ProfileDrawing, profileOf, tag, varint } from '../../../support/profile-text.ts';

const bare: LayerReport = { layers: [], truncated: false, warnings: [] };

function decoded(bytes: Uint8Array): Decoded {
  const result = decodePprof(bytes, bare);
  if (!result.ok) throw new Error(`${result.error.kind}: ${result.error.message}`);
  return result.decoded;
}

function snapshotOf(bytes: Uint8Array): Snapshot {
  const result = decoded(bytes);
  if (result.kind !== 'snapshot') throw new Error('a pair');
  expect(checkIntegrity(result.snapshot)).toEqual([]);
  return result.snapshot;
}

const samples = (text: string, drawing?: ProfileDrawing) => drawSamples(snapshotOf(profileOf(text, drawing)));
const codes = (snapshot: Snapshot) => snapshot.warnings.map(({ code }) => code);

function errorOf(bytes: Uint8Array) {
  const result = decodePprof(bytes, bare);
  if (result.ok) throw new Error('it was read');
  return result.error;
}

describe('samples', () => {
  test('have their frames leaf first, and the state that the leaf tells', () => {
    expect(
      samples(`
        3: runtime.gopark proc.go:402 < runtime.chanrecv chan.go:700+500 < runtime.chanrecv1 chan.go:400 < main.f a.go:7
        1: main.spin a.go:9 < main.main a.go:3`),
    ).toEqual([
      '3 [chan receive] runtime.gopark proc.go:402 < runtime.chanrecv chan.go:700 < runtime.chanrecv1 chan.go:400 < main.f a.go:7',
      '1 [runnable] main.spin a.go:9 < main.main a.go:3',
    ]);
  });

  test('keep inlined calls, innermost first', () => {
    expect(samples('1: ~main.leaf a.go:1 < ~main.mid a.go:5 < main.outer a.go:9 < main.main b.go:2')).toEqual([
      '1 [runnable] ~main.leaf a.go:1 < ~main.mid a.go:5 < main.outer a.go:9 < main.main b.go:2',
    ]);
  });

  test('without a location are goroutines that have not started', () => {
    const snapshot = snapshotOf(profileOf('2:'));
    expect(drawSamples(snapshot)).toEqual(['2 [runnable]']);
    expect(snapshot.samples.stack[0]).toBe(-1);
  });

  test('with the same stack and labels are one', () => {
    expect(samples('1: main.f a.go:1\n2: main.f a.go:1\n4: main.f a.go:1 {k=v}')).toEqual([
      '3 [runnable] main.f a.go:1',
      '4 [runnable] main.f a.go:1 {k=v}',
    ]);
  });

  test('that differ in nothing but type arguments are one', () => {
    expect(
      samples(`
        1: main.(*Box[go.shape.struct { main.a string; main.b []uint8 }]).Wait a.go:1
        2: main.(*Box[go.shape.int]).Wait a.go:1`),
    ).toEqual(['3 [runnable] main.(*Box[...]).Wait a.go:1']);
  });

  test('have labels of text and of numbers', () => {
    expect(samples('1: main.f a.go:1 {tenant=acme, bytes=16, neg=-3}')).toEqual([
      '1 [runnable] main.f a.go:1 {bytes=16, neg=-3, tenant=acme}',
    ]);
  });

  test('of a location without a name are shown by its address', () => {
    const snapshot = snapshotOf(profileOf('1: 0x4d96a0 < main.main a.go:1\n1: 0xffffffffff600000'));
    expect(drawSamples(snapshot)).toEqual(['1 [] 0x4d96a0 :0 < main.main a.go:1', '1 [] 0xffffffffff600000 :0']);
    expect(codes(snapshot)).toEqual(['unsymbolized']);
  });

  test('that write the profile are marked', () => {
    expect(samples('1: runtime.goroutineProfileWithLabels mprof.go:1 < main.f a.go:1')).toEqual([
      '1 [running] runtime.goroutineProfileWithLabels mprof.go:1 < main.f a.go:1 Observer',
    ]);
  });

  test('of goroutineleak are marked leaked, and none of them is a success', () => {
    const types = [['goroutineleak', 'count']] as const;
    expect(samples('1: main.f a.go:1', { types })).toEqual(['1 [runnable] main.f a.go:1 Leaked']);
    const none = snapshotOf(profileOf('', { types }));
    expect(none.samples.length).toBe(0);
    expect(codes(none)).toEqual(['empty-profile']);
  });
});

describe('the wire', () => {
  const text = `
    5: ~main.leaf a.go:1 < main.outer a.go:9 < main.main b.go:2 {k=v}
    2: main.main b.go:2
    1:`;
  const plain = samples(text);

  test.each<[string, ProfileDrawing]>([
    ['numbers one by one', { packed: false }],
    ['tables before the samples', { tablesFirst: true }],
    ['location ids far apart', { idStep: 10_000_019n }],
    ['location ids beyond 2⁵³', { idStep: 0x1000_0000_0000_0001n }],
    ['unknown fields', { prefix: unknownFields() }],
  ])('may have %s', (_, drawing) => {
    expect(samples(text, drawing)).toEqual(plain);
  });

  test('chooses the goroutines among several values', () => {
    const snapshot = snapshotOf(
      profileOf('7,3: main.f a.go:1', {
        types: [
          ['cpu', 'nanoseconds'],
          ['goroutine', 'count'],
        ],
      }),
    );
    expect(drawSamples(snapshot)).toEqual(['3 [runnable] main.f a.go:1']);
    expect(codes(snapshot)).toEqual(['several-sample-types']);
  });

  test('tells when it was taken, and of which build', () => {
    const { origin } = snapshotOf(profileOf('1:', { timeNanos: '1795217883043109543', buildId: 'abc' }));
    expect(origin.capturedAt).toBe('2026-11-20T23:38:03.043Z');
    expect(origin.buildId).toBe('abc');
  });

  test('keeps counts beyond what a number holds as lower bounds', () => {
    const snapshot = snapshotOf(profileOf('9223372036854775807: main.f a.go:1\n5: main.g a.go:1'));
    expect(drawSamples(snapshot)[0]).toBe(`${Number.MAX_SAFE_INTEGER} [runnable] main.f a.go:1`);
    expect(snapshot.completeness.truncated).toBe(true);
    expect(codes(snapshot)).toEqual(['limit']);
  });

  test('keeps exact counts up to 2⁵³ − 1', () => {
    const snapshot = snapshotOf(profileOf('9007199254740990: main.f a.go:1'));
    expect(drawSamples(snapshot)).toEqual(['9007199254740990 [runnable] main.f a.go:1']);
    expect(snapshot.completeness.truncated).toBe(false);
  });
});

describe('a difference', () => {
  const pairOf = (bytes: Uint8Array) => {
    const pair = decoded(bytes);
    if (pair.kind !== 'pair') throw new Error('one snapshot');
    for (const side of [pair.before, pair.after]) expect(checkIntegrity(side)).toEqual([]);
    expect([pair.before.origin.differencesOnly, pair.after.origin.differencesOnly]).toEqual([true, true]);
    return { before: drawSamples(pair.before), after: drawSamples(pair.after) };
  };

  test('by negative counts', () => {
    expect(pairOf(profileOf('3: main.f a.go:1\n-2: main.g a.go:1\n-1:'))).toEqual({
      before: ['2 [runnable] main.g a.go:1', '1 [runnable]'],
      after: ['3 [runnable] main.f a.go:1'],
    });
  });

  test('by a duration, even where nothing shrank', () => {
    expect(pairOf(profileOf('3: main.f a.go:1', { durationNanos: 1_030_000_000 }))).toEqual({
      before: [],
      after: ['3 [runnable] main.f a.go:1'],
    });
  });

  test('by the label that pprof -diff_base writes, whatever the sign', () => {
    const bytes = profileOf(
      '3: main.f a.go:1\n-2: main.f a.go:1 {pprof::base=true}\n5: main.g a.go:1 {pprof::base=true}',
    );
    expect(pairOf(bytes)).toEqual({
      before: ['2 [runnable] main.f a.go:1', '5 [runnable] main.g a.go:1'],
      after: ['3 [runnable] main.f a.go:1'],
    });
  });

  test('is not what a snapshot is', () => {
    expect(snapshotOf(profileOf('1:')).origin.differencesOnly).toBe(false);
  });
});

describe('the depth cap', () => {
  const deep = (frames: number, root: string) =>
    [...Array.from({ length: frames - 1 }, () => 'main.walk a.go:5'), `${root} a.go:1`].join(' < ');

  test.each([
    [32, 'main.walk', true],
    [31, 'main.walk', false],
    [128, 'main.walk', true],
    [100, 'main.walk', false],
    [32, 'runtime.main', false],
    [128, 'net/http.(*conn).serve', false],
  ])('of %i frames with %s outermost: %s', (frames, root, capped) => {
    const snapshot = snapshotOf(profileOf(`2: ${deep(frames, root)}\n1: main.idle a.go:1`));
    expect(snapshot.completeness.depthCapped).toBe(capped);
    expect(drawSamples(snapshot)[0]?.endsWith('DepthCapped')).toBe(capped);
    expect(codes(snapshot)).toEqual(capped ? ['depth-capped'] : []);
  });

  test('is 128 where any stack is deeper than 32', () => {
    const snapshot = snapshotOf(profileOf(`1: ${deep(32, 'main.walk')}\n1: ${deep(33, 'main.run')}`));
    expect(snapshot.completeness.depthCapped).toBe(false);
  });

  test('spares a function that is outermost in a shallow stack too', () => {
    const snapshot = snapshotOf(profileOf(`1: ${deep(32, 'main.run')}\n1: main.run a.go:1`));
    expect(snapshot.completeness.depthCapped).toBe(false);
  });
});

describe('refuses', () => {
  test.each([
    ['heap', [['inuse_space', 'bytes']], 'a heap'],
    ['CPU', [['cpu', 'nanoseconds']], 'a CPU profile'],
    [
      'block',
      [
        ['contentions', 'count'],
        ['delay', 'nanoseconds'],
      ],
      'a block or mutex profile',
    ],
    ['threadcreate', [['threadcreate', 'count']], 'a threadcreate profile'],
    ['custom', [['my\u001b[31m.conns', 'count']], 'of another kind (my\ufffd[31m.conns/count)'],
  ] as const)('a %s profile by its name', (_, types, name) => {
    const error = errorOf(profileOf('', { types }));
    expect(error.kind).toBe('wrong-profile');
    expect(error.message).toContain(name);
    expect(error.advice).toContain('/debug/pprof/goroutine');
  });

  test('a goroutine profile without goroutines', () => {
    expect(errorOf(profileOf('')).kind).toBe('empty');
  });

  test.each<[string, Uint8Array, string]>([
    [
      'a location that is nowhere',
      message([
        2,
        [
          [1, 9],
          [2, 1],
        ],
      ]),
      'location 9',
    ],
    ['a string beyond the table', message([1, [[1, 99]]]), 'string index'],
    ['a string index of 2³¹', message([1, [[1, 0x8000_0000]]]), 'string index'],
    ['a field that reaches over its message', Uint8Array.of(0x0a, 2, 0x0a, 9), 'over its end'],
    [
      'two values where one is said',
      message([
        2,
        [
          [2, 1],
          [2, 1],
        ],
      ]),
      '2 values',
    ],
    ['a number of eleven bytes', Uint8Array.of(0x48, ...new Array(11).fill(0x80), 1), 'ten bytes'],
    ['a location defined twice', message([4, [[1, 3]]], [4, [[1, 3]]]), 'defined twice'],
    ['a function defined twice', message([5, [[1, 3]]], [5, [[1, 3]]]), 'defined twice'],
    ['groups ten million deep', new Uint8Array(10_000_000).fill(tag(15, 3)), 'depth'],
  ])('%s, and says where', (_, bytes, what) => {
    const whole = what === 'string index' ? bytes : joined(profileOf('1: main.f a.go:1'), bytes);
    const error = errorOf(whole);
    expect(error.kind).toBe('malformed');
    expect(error.message).toContain(what);
    expect(error.offset).toBeGreaterThanOrEqual(0);
    expect(error.offset).toBeLessThan(whole.length);
  });

  test('more frames than anyone can wait for', () => {
    const stack = Array.from({ length: 8000 }, () => '~main.i a.go:1').join(' < ');
    const text = `1: ${stack} < main.f a.go:1`;
    const one = profileOf(text);
    const sample = protobuf.Writer.create().uint32(tag(2, 2)).fork();
    varint(sample, 1, 1);
    varint(sample, 2, 1);
    const repeatedSample = sample.ldelim().finish();
    const many = new Uint8Array(repeatedSample.length * 2_000);
    for (let i = 0; i < 2_000; i++) many.set(repeatedSample, i * repeatedSample.length);
    expect(errorOf(joined(one, many)).kind).toBe('too-large');
  });
});

describe('has a bound for', () => {
  test.each<[string, number[], number]>([
    ['strings', [tag(6, 2), 0], 4_100_000],
    ['samples', [tag(2, 2), 2, tag(2, 0), 1], 2_100_000],
  ])('%s', (_, bytes, times) => {
    const flood = new Uint8Array(bytes.length * times);
    for (let at = 0; at < flood.length; at += bytes.length) flood.set(bytes, at);
    expect(errorOf(joined(profileOf('1:'), flood)).kind).toBe('too-large');
  });

  test('the labels of a sample', () => {
    const labels = Array.from({ length: 1001 }, (_, i) => `k${i}=v`).join(', ');
    expect(errorOf(profileOf(`1: main.f a.go:1 {${labels}}`)).kind).toBe('too-large');
  });

  test('the depth of a stack, whose leaf it keeps', () => {
    const deep = Array.from({ length: 10_000 }, () => 'main.walk a.go:5').join(' < ');
    const snapshot = snapshotOf(profileOf(`1: ${deep}`));
    expect(snapshot.symbols.stacks.length).toBe(8192);
    expect(codes(snapshot)).toEqual(['limit', 'depth-capped']);
  });
});

describe('a cut file', () => {
  const text = '3: main.f a.go:1 < main.main b.go:2\n2: main.g a.go:5 < main.main b.go:2';
  const whole = profileOf(text, { tablesFirst: true, timeNanos: '1795217883043109543' });

  test('never gives more than the whole one, and is marked wherever it is cut', () => {
    for (let length = 0; length < whole.length; length++) {
      const result = decodePprof(whole.subarray(0, length), bare);
      if (!result.ok) {
        expect(['truncated', 'malformed', 'empty']).toContain(result.error.kind);
        continue;
      }
      if (result.decoded.kind !== 'snapshot') throw new Error('a pair');
      const { snapshot } = result.decoded;
      expect(checkIntegrity(snapshot)).toEqual([]);
      const total = [...snapshot.samples.count].reduce((sum, count) => sum + count, 0);
      expect(total).toBeLessThanOrEqual(5);
    }
  });

  test('keeps the counts where only the names are lost, and says so', () => {
    const names = whole.lastIndexOf('main.f'.charCodeAt(0)) - 20;
    const snapshot = snapshotOf(whole.subarray(0, names));
    expect(snapshot.completeness.truncated).toBe(true);
    expect(codes(snapshot)).toContain('truncated');
    expect([...snapshot.samples.count].reduce((sum, count) => sum + count, 0)).toBe(5);
  });

  test('is marked where a layer above it was cut', () => {
    const result = decodePprof(whole, { layers: ['gzip'], truncated: true, warnings: [] });
    expect(result.ok && result.decoded.kind === 'snapshot' && result.decoded.snapshot.completeness.truncated).toBe(
      true,
    );
  });
});

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const whole = new Uint8Array(a.length + b.length);
  whole.set(a);
  whole.set(b, a.length);
  return whole;
}

/** Fields of the outermost message, each a message of varints. */
function message(...fields: [field: number, varints: [field: number, value: number][]][]): Uint8Array {
  const writer = protobuf.Writer.create();
  for (const [field, varints] of fields) {
    writer.uint32(tag(field, 2)).fork();
    for (const [number, value] of varints) varint(writer, number, value);
    writer.ldelim();
  }
  return writer.finish();
}

function unknownFields(): Uint8Array {
  const writer = protobuf.Writer.create();
  varint(writer, 77, '18446744073709551615');
  writer.uint32(tag(78, 2)).string('new in some later version');
  writer.uint32(tag(79, 1)).fixed64(1).uint32(tag(80, 5)).fixed32(1);
  writer.uint32(tag(81, 3)).uint32(tag(82, 0)).uint32(5).uint32(tag(81, 4));
  return writer.finish();
}
