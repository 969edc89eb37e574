import { constants, deflateRawSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { crc32 } from '../../src/core/decode/crc32.ts';
import type { InflaterFactory } from '../../src/core/decode/inflater.ts';
import { pakoInflater } from '../../src/core/decode/pako-inflater.ts';
import { zlibInflater } from '../../src/node/inflate-zlib.ts';
import { inflateAll } from '../support/inflate-all.ts';

const ENGINES: readonly [string, InflaterFactory][] = [
  ['pako', pakoInflater],
  ['zlib', zlibInflater],
];

const text = (data: Uint8Array) => new TextDecoder().decode(data);
const concat = (...parts: Uint8Array[]) => Uint8Array.from(Buffer.concat(parts));
/** Text that does not compress to nothing. */
const noise = (bytes: number) =>
  Buffer.from(Array.from({ length: bytes }, (_, i) => 32 + (Math.imul(i, 2654435761) >>> 26)));

describe.each(ENGINES)('%s', (_, inflater) => {
  test('undoes gzip', () => {
    const { data, end } = inflateAll(inflater, gzipSync('goroutine 1 [running]:'));
    expect(text(data)).toBe('goroutine 1 [running]:');
    expect(end).toEqual({ status: 'complete', message: '', offset: null, members: 1, trailing: 0 });
  });

  test('joins members, wherever a chunk ends', () => {
    const [a, b, c] = [gzipSync('first '), gzipSync(''), gzipSync('third')];
    const all = concat(a, b, c);
    for (let size = 1; size <= all.length; size++) {
      const { data, end } = inflateAll(inflater, all, size);
      expect(text(data)).toBe('first third');
      expect([end.status, end.members]).toEqual(['complete', 3]);
    }
  });

  test('takes every optional field of a header', () => {
    const raw = deflateRawSync('named');
    const trailer = gzipSync('named').subarray(-8);
    const header = [0x1f, 0x8b, 8, 2 | 4 | 8 | 16, 0, 0, 0, 0, 0, 3];
    const fields = [3, 0, 1, 2, 3, ...Buffer.from('a.txt\0why\0'), 0xab, 0xcd];
    const { data, end } = inflateAll(inflater, concat(Uint8Array.from([...header, ...fields]), raw, trailer), 1);
    expect([text(data), end.status]).toEqual(['named', 'complete']);
  });

  test('gives what was there before the end was cut off', () => {
    const whole = noise(100_000);
    const gzipped = gzipSync(whole);
    for (const length of [0, 1, 9, 10, 500, gzipped.length - 9, gzipped.length - 1]) {
      const { data, end } = inflateAll(inflater, gzipped.subarray(0, length), 300);
      expect([end.status, end.offset]).toEqual(['truncated', 0]);
      expect(Buffer.compare(data, whole.subarray(0, data.length))).toBe(0);
    }
    expect(inflateAll(inflater, gzipped.subarray(0, -8)).data.length).toBe(whole.length);
  });

  test('gives all data before a wrong checksum or length', () => {
    const gzipped = gzipSync('all of it');
    const at = (byte: number) => gzipped.map((value, i) => (i === gzipped.length - byte ? value ^ 1 : value));
    expect(inflateAll(inflater, at(8)).end.message).toBe('its checksum is wrong');
    expect(inflateAll(inflater, at(4)).end.message).toBe('its length is wrong');
    expect(text(inflateAll(inflater, at(8)).data)).toBe('all of it');
  });

  test('stops at data that are no DEFLATE, and names the member', () => {
    const first = gzipSync('first');
    const second = concat(gzipSync('').subarray(0, 10), Uint8Array.of(0xff, 0xff, 0xff));
    const { data, end } = inflateAll(inflater, concat(first, second));
    expect(text(data)).toBe('first');
    expect(end).toMatchObject({ status: 'damaged', offset: first.length, members: 2 });
  });

  test('counts what follows the last member and ignores it', () => {
    const { data, end } = inflateAll(inflater, concat(gzipSync('dump'), Buffer.from('\0\0\0\0trailing')), 3);
    expect([text(data), end.status, end.trailing]).toEqual(['dump', 'complete', 12]);
  });

  test('says where there is no gzip at all', () => {
    const { data, end } = inflateAll(inflater, Buffer.from('goroutine 1'));
    expect([data.length, end.status, end.message]).toEqual([0, 'damaged', 'this is no gzip header']);
  });

  test('passes zeros through in small pieces, however many they are', () => {
    const megabyte = gzipSync(Buffer.alloc(1 << 20), { level: constants.Z_BEST_COMPRESSION });
    let bytes = 0;
    let largest = 0;
    const inflating = inflater((chunk) => {
      bytes += chunk.length;
      largest = Math.max(largest, chunk.length);
    });
    for (let i = 0; i < 64; i++) inflating.push(megabyte);
    expect(inflating.finish().status).toBe('complete');
    expect(bytes).toBe(64 << 20);
    expect(largest).toBeLessThanOrEqual(64 * 1024);
  });
});

type Inflated = ReturnType<typeof inflateAll>;

function expectSame(a: Inflated, b: Inflated): void {
  expect(a.end).toEqual(b.end);
  expect(Buffer.compare(a.data, b.data)).toBe(0);
}

describe('the two engines', () => {
  const members = fc.array(fc.uint8Array({ maxLength: 40_000, size: 'max' }), { minLength: 1, maxLength: 3 });

  test('give the same for whole streams in pieces of any size', () => {
    fc.assert(
      fc.property(members, fc.integer({ min: 1, max: 50_000 }), (parts, size) => {
        const bytes = concat(...parts.map((part) => gzipSync(part)));
        const pako = inflateAll(pakoInflater, bytes, size);
        expectSame(inflateAll(zlibInflater, bytes, size), pako);
        expect(Buffer.compare(pako.data, Buffer.concat(parts))).toBe(0);
      }),
      { numRuns: 60 },
    );
  });

  test('give the same for cut, flipped and lengthened streams', () => {
    const change = fc.record({
      at: fc.nat(),
      bit: fc.nat({ max: 7 }),
      cut: fc.nat(),
      junk: fc.uint8Array({ maxLength: 30 }),
    });
    fc.assert(
      fc.property(members, change, fc.integer({ min: 1, max: 5_000 }), (parts, { at, bit, cut, junk }, size) => {
        const whole = concat(...parts.map((part) => gzipSync(part)), junk);
        const at0 = at % whole.length;
        whole[at0] = (whole[at0] ?? 0) ^ (1 << bit);
        const bytes = whole.subarray(0, whole.length - (cut % whole.length));
        const zlib = inflateAll(zlibInflater, bytes, size);
        expectSame(zlib, inflateAll(pakoInflater, bytes, size));
        expectSame(zlib, inflateAll(zlibInflater, bytes));
      }),
      { numRuns: 200 },
    );
  });
});

test('crc32 is what gzip writes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), fc.nat({ max: 100 }), (bytes, cut) => {
      const [head, tail] = [bytes.subarray(0, cut), bytes.subarray(cut)];
      expect(crc32(tail, crc32(head, 0))).toBe(gzipSync(bytes).readUInt32LE(gzipSync(bytes).length - 8));
    }),
  );
});
