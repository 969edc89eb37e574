import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodePprof } from '../../../../src/core/decode/pprof/decode-pprof.ts';
import { NONE } from '../../../../src/core/model/column.ts';
import { stackIndex } from '../../../../src/core/model/index-types.ts';
import { checkIntegrity } from '../../../../src/core/model/integrity.ts';
import type { Snapshot } from '../../../../src/core/model/snapshot.ts';
import { type ProfileRow, writeProfile } from '../../../../src/core/report/profile-writer.ts';
import { drawSamples } from '../../../support/draw-samples.ts';
import { type ProfileDrawing, profileOf } from '../../../support/profile-text.ts';

const frame = fc
  .record({ name: fc.integer({ min: 0, max: 8 }), line: fc.integer({ min: 0, max: 3 }), inlined: fc.boolean() })
  .map(({ name, line, inlined }) => ({ text: `main.f${name} a${name % 2}.go:${line}`, inlined }));
const stack = fc
  .array(frame, { maxLength: 12 })
  .map((frames) =>
    frames.map(({ text, inlined }, i) => (inlined && i < frames.length - 1 ? `~${text}` : text)).join(' < '),
  );
const labels = fc.constantFrom('', ' {k=v}', ' {a=1, k=w}');
const sample = fc.record({ stack, labels, count: fc.integer({ min: 1, max: 1e9 }) });
const drawings: fc.Arbitrary<ProfileDrawing> = fc.record({
  packed: fc.boolean(),
  tablesFirst: fc.boolean(),
  idStep: fc.constantFrom(1n, 3n, 0x4000_0001n, 0x1000_0000_0000_0001n),
});

function snapshotOf(bytes: Uint8Array): Snapshot {
  const result = decodePprof(bytes, { layers: [], truncated: false, warnings: [] });
  if (!result.ok || result.decoded.kind !== 'snapshot') throw new Error('no snapshot');
  expect(checkIntegrity(result.decoded.snapshot)).toEqual([]);
  return result.decoded.snapshot;
}

test('what is drawn is what is read, however it is encoded', () => {
  fc.assert(
    fc.property(fc.array(sample, { minLength: 1, maxLength: 20 }), drawings, (drawn, drawing) => {
      const counts = new Map<string, number>();
      for (const { stack, labels, count } of drawn) {
        counts.set(stack + labels, (counts.get(stack + labels) ?? 0) + count);
      }
      const text = drawn.map(({ stack, labels, count }) => `${count}: ${stack}${labels}`).join('\n');
      const read = drawSamples(snapshotOf(profileOf(text, drawing)));
      expect(read).toEqual(
        [...counts].map(([what, count]) => `${count} [runnable] ${what}`.trim().replace(/ {2,}/g, ' ')),
      );
    }),
  );
});

test('a snapshot that is written as a profile is read as it was', () => {
  fc.assert(
    fc.property(fc.array(sample, { minLength: 1, maxLength: 20 }), (drawn) => {
      const text = drawn.map(({ stack, labels, count }) => `${count}: ${stack}${labels}`).join('\n');
      const first = snapshotOf(profileOf(text, { timeNanos: '1795217883043000000', buildId: 'abc' }));
      const written = writeProfile(first.symbols, rowsOf(first), {
        capturedAt: first.origin.capturedAt,
        buildId: first.origin.buildId,
        comments: ['a comment'],
      });
      const second = snapshotOf(gunzipSync(written));
      expect(drawSamples(second)).toEqual(drawSamples(first));
      expect(second.origin).toEqual(first.origin);
    }),
  );
});

function rowsOf({ samples, symbols }: Snapshot): ProfileRow[] {
  const { labelSets, strings } = symbols;
  return Array.from({ length: samples.length }, (_, row) => {
    const labels: [string, string][] = [];
    const set = samples.labels[row] ?? 0;
    for (let i = labelSets.start[set] ?? 0; i < (labelSets.start[set + 1] ?? 0); i++) {
      labels.push([strings[labelSets.key[i] ?? 0] ?? '', strings[labelSets.value[i] ?? 0] ?? '']);
    }
    const stack = samples.stack[row] ?? NONE;
    return { stack: stack === NONE ? NONE : stackIndex(stack), value: samples.count[row] ?? 0, labels };
  });
}

test('any bytes give a result or an error, never a crash', () => {
  const whole = profileOf('3: main.f a.go:1 < ~main.i a.go:2 < main.main b.go:2 {k=v}\n1:\n2: main.main b.go:2');
  const edit = fc.record({ at: fc.nat({ max: whole.length - 1 }), byte: fc.nat({ max: 255 }) });
  fc.assert(
    fc.property(fc.array(edit, { maxLength: 6 }), fc.nat({ max: whole.length }), (edits, length) => {
      const bytes = Uint8Array.from(whole);
      for (const { at, byte } of edits) bytes[at] = byte;
      const result = decodePprof(bytes.subarray(0, length), { layers: [], truncated: false, warnings: [] });
      if (!result.ok) {
        expect(result.error.message).not.toBe('');
        return;
      }
      const { decoded } = result;
      const read = decoded.kind === 'pair' ? [decoded.before, decoded.after] : [decoded.snapshot];
      for (const snapshot of read) expect(checkIntegrity(snapshot)).toEqual([]);
    }),
    { numRuns: 3000 },
  );
});
