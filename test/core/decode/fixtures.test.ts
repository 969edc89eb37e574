import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { createDecoder, decode } from '../../../src/core/decode/decode.ts';
import type { DecodeResult } from '../../../src/core/decode/decode-result.ts';
import { checkIntegrity } from '../../../src/core/model/integrity.ts';
import type { Snapshot } from '../../../src/core/model/snapshot.ts';
import { drawSnapshot } from '../../support/draw-snapshot.ts';
import { listFixtures, readFixture } from '../../support/fixtures.ts';

/** Folders of captures. The golden drawing of a file lies beside it in test/fixtures/golden. */
const DRAWN = ['panics', 'synctest', 'fresh', 'modpaths', 'detect', 'wrapped'];
const ZOO = listFixtures('zoo');

function draw(result: DecodeResult): string {
  if (!result.ok) {
    const { kind, message, advice } = result.error;
    return `${kind}: ${message}; ${advice}\n`;
  }
  const { decoded } = result;
  if (decoded.kind === 'snapshot') return drawSnapshot(decoded.snapshot);
  return `before\n${drawSnapshot(decoded.before)}after\n${drawSnapshot(decoded.after)}`;
}

function snapshotsOf(result: DecodeResult): Snapshot[] {
  if (!result.ok) return [];
  const { decoded } = result;
  return decoded.kind === 'snapshot' ? [decoded.snapshot] : [decoded.before, decoded.after];
}

/** The same bytes in chunks of a size that is no divisor of anything. */
function inChunks(bytes: Uint8Array, size: number): DecodeResult {
  const decoder = createDecoder();
  for (let i = 0; i < bytes.length; i += size) decoder.push(bytes.slice(i, i + size));
  return decoder.finish();
}

describe('every capture', () => {
  test.each([...ZOO, ...DRAWN.flatMap(listFixtures)])('%s: tables are sound, and chunks make no difference', (path) => {
    const bytes = readFixture(path);
    const whole = decode(bytes);
    for (const snapshot of snapshotsOf(whole)) expect(checkIntegrity(snapshot)).toEqual([]);
    expect(draw(inChunks(bytes, 997))).toBe(draw(whole));
    expect(draw(inChunks(bytes, 1))).toBe(draw(whole));
  });

  test.each(DRAWN.flatMap(listFixtures))('%s is drawn as the golden file has it', async (path) => {
    await expect(draw(decode(readFixture(path)))).toMatchFileSnapshot(`../../fixtures/golden/${path}.golden`);
  });

  test('the zoo of every Go version in numbers', async () => {
    const summary = ZOO.map((path) => {
      const lines = snapshotsOf(decode(readFixture(path))).flatMap((snapshot) => [summarise(snapshot)]);
      return `${path}\n${lines.join('\n')}`;
    });
    await expect(`${summary.join('\n\n')}\n`).toMatchFileSnapshot('../../fixtures/golden/zoo.golden');
  });
});

/** Counts by state, and the warnings: what a change of the reader is likely to move. */
function summarise({ samples, symbols, warnings, origin }: Snapshot): string {
  const counts = new Map<string, number>();
  let total = 0;
  for (let row = 0; row < samples.length; row++) {
    const state = symbols.strings[samples.state[row] ?? 0] || '-';
    counts.set(state, (counts.get(state) ?? 0) + (samples.count[row] ?? 0));
    total += samples.count[row] ?? 0;
  }
  const states = [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([state, count]) => `${state} ${count}`);
  const notes = warnings.map(
    ({ code, line, message }) => `\n  ! ${code}${line === null ? '' : ` ${line}`}: ${message}`,
  );
  return `  ${origin.format} ${total}: ${states.join(', ')}${notes.join('')}`;
}

describe('one process in all its formats', () => {
  test('a level-2 dump of a crash has the goroutines of its threads once', () => {
    const paths = ['sigquit.all.txt.gz', 'sigquit.crash.txt.gz', 'sigquit.single.txt.gz', 'sigquit.system.txt.gz'];
    const totals = paths.map((name) => {
      const [snapshot] = snapshotsOf(decode(gunzipSync(readFixture(`zoo/go1.26.8/${name}`))));
      return snapshot?.goroutines?.length;
    });
    expect(totals).toEqual([78, 78, 78, 78]);
  });
});
