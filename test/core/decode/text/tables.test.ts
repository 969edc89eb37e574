import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { errorOf, snapshotOf } from '../../../support/decode-text.ts';
import { drawSnapshot } from '../../../support/draw-snapshot.ts';

const record = (count: number, fn: string, extra = '') =>
  `${count} @ 0x48abce 0x41a5ae 0x492621\n${extra}#\t0x41a5ad\t${fn}+0x1b\t\t/app/main.go:257\n\n`;
const table = (total: number, ...records: string[]) => `goroutine profile: total ${total}\n${records.join('')}`;
const totalOf = (text: string, options = {}) => [...snapshotOf(text, options).samples.count].reduce((a, b) => a + b, 0);

describe('debug=1', () => {
  test('counts, labels, inlined calls, addresses without a name', () => {
    const text = table(
      7,
      record(4, 'main.f', '# labels: {"request":"abc", "user":"x\\"]: y\\tz"}\n'),
      '2 @ 0x1 0x2\n#\t0x1\tmain.a+0x5\t/app/a.go:1\n#\t0x1\tmain.b+0x9\t\t\t/app/a.go:2\n#\t0x7\n\n',
      '1 @\n\n',
    );
    expect(drawSnapshot(snapshotOf(text)).split('\n')).toEqual([
      'debug1 goroutine dump 1/1',
      '! unsymbolized: 1 places in the code have no name and are shown by their address',
      '0: 4 [] main.f /app/main.go:257 {request=abc, user=x"]: y\tz}',
      '1: 2 [] ~main.a /app/a.go:1 < main.b /app/a.go:2 < 0x7 :0',
      '2: 1 [runnable]',
      '',
    ]);
  });

  test('two records that look the same are one sample', () => {
    const snapshot = snapshotOf(table(5, record(2, 'main.f'), record(3, 'main.f').replace('0x48abce', '0x48abcf')));
    expect([...snapshot.samples.count]).toEqual([5]);
  });

  test('a total that does not fit is reported; far below it the end is taken to be missing', () => {
    const near = snapshotOf(table(5, record(4, 'main.f')));
    expect(near.warnings.map(({ code }) => code)).toEqual(['count-mismatch']);
    expect(near.completeness.truncated).toBe(false);
    expect(snapshotOf(table(50, record(4, 'main.f'))).completeness.truncated).toBe(true);
  });

  test('a cut record is flagged', () => {
    const snapshot = snapshotOf(table(6, record(4, 'main.f'), record(2, 'main.g').slice(0, -20)));
    expect(drawSnapshot(snapshot)).toMatch(/1: 2 .*Cut/);
    expect(snapshot.completeness.truncated).toBe(true);
  });

  test('of several tables the last complete one is taken, or the one that is asked for', () => {
    const text = table(4, record(4, 'main.f')) + table(5, record(5, 'main.f')) + table(60, record(1, 'main.f'));
    expect(totalOf(text)).toBe(5);
    expect(snapshotOf(text).origin.dumps).toEqual({ count: 3, chosen: 2 });
    expect(snapshotOf(text).warnings.map(({ code }) => code)).toEqual(['several-dumps']);
    expect(totalOf(text, { dump: 'first' })).toBe(4);
    expect(totalOf(text, { dump: 'last' })).toBe(1);
    expect(totalOf(text, { dump: 3 })).toBe(1);
    expect(errorOf(text, { dump: 4 }).message).toBe('The text holds 3 dumps; there is no number 4');
  });
});

test('a damaged gzip stream does not keep a wrong total from being reported', () => {
  const zipped = new Uint8Array(gzipSync(table(3, record(4, 'main.f'))));
  zipped[zipped.length - 8] = (zipped[zipped.length - 8] ?? 0) ^ 1;
  expect(snapshotOf(zipped).warnings.map(({ code }) => code)).toEqual(['gzip-damaged', 'count-mismatch']);
});
