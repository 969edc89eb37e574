import { describe, expect, test } from 'vitest';
import { createDecoder, decode } from '../../../../src/core/decode/decode.ts';
import { NONE } from '../../../../src/core/model/column.ts';
import { SampleFlag } from '../../../../src/core/model/snapshot.ts';
import { errorOf, snapshotOf } from '../../../support/decode-text.ts';
import { drawSnapshot } from '../../../support/draw-snapshot.ts';
import { readFixture } from '../../../support/fixtures.ts';

const plain = new TextDecoder().decode(readFixture('wrapped/plain.txt'));
const block = (id: number, line = 7) =>
  `goroutine ${id} [select]:\nmain.f(0x1)\n\t/app/a.go:${line} +0x1b\ncreated by main.main in goroutine 1\n\t/app/m.go:3 +0x2\n\n`;

describe('a text that was cut', () => {
  /** Whether everything before `end` is whole records: after the last one only (part of) its offset and newlines. */
  const whole = (end: number) =>
    /\+0x[0-9a-f]+\n{0,2}$/.test(plain.slice(0, end)) &&
    !/^\n?\t/.test(plain.slice(end)) &&
    /created by .*\n\t.*\n*$|main\.main\(\)\n\t.*\n*$/.test(plain.slice(0, end));

  test('anywhere: is flagged, and never counts more than is there', () => {
    for (let end = 1; end < plain.length; end++) {
      const text = plain.slice(0, end);
      const result = decode(new TextEncoder().encode(text));
      const headers = text.match(/^goroutine \d+ \[.*\]:/gm)?.length ?? 0;
      if (!result.ok) {
        expect(headers, text).toBe(0);
        continue;
      }
      if (result.decoded.kind !== 'snapshot') throw new Error('no snapshot');
      const { goroutines, completeness } = result.decoded.snapshot;
      expect(goroutines?.length, text).toBe(headers);
      expect(completeness.truncated, `cut at ${end}: …${text.slice(-80)}`).toBe(!whole(end));
    }
  });

  test('keeps the last record, flagged, beside the whole ones', () => {
    const snapshot = snapshotOf(block(5) + block(6).slice(0, 40));
    const flags = [...snapshot.samples.flags].map((flag) => (flag & SampleFlag.Cut) !== 0);
    expect(flags).toEqual([false, true]);
    expect(snapshot.warnings.map(({ code, line }) => [code, line])).toEqual([
      ['cut-record', 7],
      ['truncated', 7],
    ]);
  });

  test('at the size of a full buffer: is flagged even between two goroutines', () => {
    const size = 1 << 16;
    const filler = 'x'.repeat(20);
    let text = block(1);
    for (let id = 2; text.length < size - 400; id++) text += block(id);
    const left = size - text.length - block(9999).length;
    text += block(9999).replace('/app/a.go', `/app/${filler.slice(0, left % 10)}${'y'.repeat(left - (left % 10))}a.go`);
    expect(text.length).toBe(size);
    const snapshot = snapshotOf(text);
    expect(snapshot.completeness.truncated).toBe(true);
    expect(snapshot.warnings.map(({ code }) => code)).toEqual(['truncated']);
    const inside = snapshotOf(block(10_001) + text.slice(0, -block(10_001).length)).warnings;
    expect(inside.map(({ code }) => code)).toEqual(['cut-record', 'truncated']);
    expect(inside[1]?.message).toContain('exactly 65536 bytes');
    expect(snapshotOf(`${text}\n`).completeness.truncated).toBe(false);
  });
});

describe('what is too long', () => {
  test('a goroutine of more than 4 MiB is cut there, and the next one is read', () => {
    const frame = 'main.f(0x1)\n\t/app/a.go:7 +0x1b\n';
    const deep = `goroutine 3 [select]:\n${frame.repeat(Math.ceil((5 << 20) / frame.length))}\n`;
    const snapshot = snapshotOf(block(2) + deep + block(4));
    expect([...(snapshot.goroutines?.id ?? [])]).toEqual([2, 3, 4]);
    expect(snapshot.warnings.map(({ code }) => code)).toContain('limit');
    expect([...snapshot.samples.flags].map((flag) => (flag & SampleFlag.Cut) !== 0)).toEqual([false, true]);
  });

  test('a line of 40 MiB passes by, alone or in a goroutine', () => {
    const decoder = createDecoder();
    const chunk = new Uint8Array(1 << 20).fill(0x61);
    const push = (text: string) => decoder.push(new TextEncoder().encode(text));
    push(block(2));
    for (let i = 0; i < 40; i++) decoder.push(chunk);
    push(`\n${block(4)}goroutine 5 [select]:\n`);
    for (let i = 0; i < 40; i++) decoder.push(chunk);
    push(`\n${block(6)}`);
    const result = decoder.finish();
    if (!result.ok || result.decoded.kind !== 'snapshot') throw new Error('no snapshot');
    expect([...(result.decoded.snapshot.goroutines?.id ?? [])]).toEqual([2, 4, 5, 6]);
  });

  test('a line of 40 MiB without any goroutine is refused', () => {
    const decoder = createDecoder();
    for (let i = 0; i < 40; i++) decoder.push(new Uint8Array(1 << 20).fill(0x61));
    expect(decoder.finish()).toMatchObject({ ok: false, error: { kind: 'unrecognized' } });
  });

  test('zeros without end are refused at once', () => {
    const decoder = createDecoder();
    decoder.push(new Uint8Array(1 << 17));
    expect(decoder.settled).toBe(true);
    expect(decoder.finish()).toMatchObject({ ok: false, error: { kind: 'unrecognized' } });
  });
});

test('a stack without frames, and one that is all white space', () => {
  const snapshot = snapshotOf(`goroutine 5 [select]:\n\ngoroutine 6 [select]:\n   \n\t\n\n${block(7)}`);
  expect([...snapshot.samples.stack].filter((stack) => stack === NONE).length).toBe(1);
  expect(snapshot.goroutines?.length).toBe(3);
});

test('line numbers of warnings count from the beginning of the file', () => {
  const log = 'nothing\n'.repeat(300_000);
  const snapshot = snapshotOf(`${log}${block(1)}goroutine 2 [odd state]:\n${block(3)}`);
  expect(snapshot.warnings).toMatchObject([{ code: 'unknown-state', line: 300_007 }]);
});

test.each([
  ['', 'empty'],
  [' \r\n', 'empty'],
  ['hello\n', 'unrecognized'],
  ['<!doctype html><title>Sign in</title>', 'wrong-profile'],
  ['heap profile: 1: 2 [3: 4] @ heap/1048576\n', 'wrong-profile'],
  ['mypool profile: total 4\n', 'wrong-profile'],
  ['goroutine profile: total 7\n', 'truncated'],
  ['Unknown profile\n', 'wrong-profile'],
])('%j is %s', (text, kind) => {
  const error = errorOf(text);
  expect(error.kind).toBe(kind);
  expect(error.message).toMatch(/^[A-Z].*[^.]$/s);
  expect(error.advice).not.toBe('');
});

test('a profile of proven leaks with none in it is a success', () => {
  expect(drawSnapshot(snapshotOf('goroutineleak profile: total 0\n'))).toContain(
    '! empty-profile: The runtime has proved no leak',
  );
});

test('blank lines and odd characters before a dump do not make it a protobuf', () => {
  for (const start of ['\n', '\n\n', '\n"', '2\n', '*\n', '\r\n']) {
    for (let pad = 0; pad < 120; pad++) {
      expect(snapshotOf(`${start}${'j'.repeat(pad)}\n${block(3)}`).goroutines?.length).toBe(1);
    }
  }
});

test('headers that no goroutine follows from are no snapshot', () => {
  expect(errorOf('goroutine profile: total x\ngoroutine 1234567890123456 [select]:\nmain.f()\n').kind).toBe(
    'unrecognized',
  );
  expect(errorOf('goroutine 0000000000000001 [select]:\nmain.f()\n\t/a.go:1\n').kind).toBe('unrecognized');
});

test('a debug=1 table behind a dump is reported', () => {
  const codes = snapshotOf(`${block(3)}${block(4)}goroutine profile: total 1\n1 @ 0x1\n`).warnings.map(
    ({ code }) => code,
  );
  expect(codes).toEqual(['other-format']);
});
