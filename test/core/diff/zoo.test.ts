import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { decode } from '../../../src/core/decode/decode.ts';
import type { Diff } from '../../../src/core/diff/diff.ts';
import { diffSnapshots } from '../../../src/core/diff/diff-snapshots.ts';
import type { Snapshot } from '../../../src/core/model/snapshot.ts';
import { formatDiff } from '../../support/format-diff.ts';

const ZOO = new URL('../../fixtures/zoo/', import.meta.url);

function read(path: string): Snapshot {
  const result = decode(readFileSync(new URL(path, ZOO)));
  if (!result.ok) throw new Error(`${path}: ${result.error.message}`);
  if (result.decoded.kind !== 'snapshot') throw new Error(`${path} is a comparison`);
  return result.decoded.snapshot;
}

const FORMATS = ['goroutine.debug0', 'goroutine.debug1', 'goroutine.debug2'];

/** The rows that are not the same on both sides, but for the one goroutine that never stops running. */
function changed(diff: Diff): string[] {
  return formatDiff(diff).filter(
    (text, row) => diff.rows.before[row] !== diff.rows.after[row] && !text.includes('main.spinner:'),
  );
}

const PROCESSES = readdirSync(ZOO).filter((name) => existsSync(new URL(`${name}/goroutine.debug2`, ZOO)));

/** One process after another, each captured in all formats within a moment. */
describe.each(PROCESSES)('%s', (process) => {
  const snapshots = FORMATS.map((format) => read(`${process}/${format}`));

  it.each([
    [0, 1],
    [0, 2],
    [1, 2],
    [1, 0],
    [2, 0],
    [2, 1],
  ])('debug=%d against debug=%d: nothing grew', (from, to) => {
    const [before, after] = [snapshots[from], snapshots[to]];
    if (before === undefined || after === undefined) throw new Error('a format is missing');
    const { diff } = diffSnapshots([before, after]);
    expect(changed(diff)).toEqual([]);
    expect(diff.totals.before).toBeGreaterThan(50);
    expect(diff.totals.leftOut).toEqual({ before: 1, after: 1 });
  });

  it('a crash dump against debug=2: the same but for what ended in between', () => {
    const [, , before] = snapshots;
    if (before === undefined) throw new Error('a format is missing');
    const { diff } = diffSnapshots([before, read(`${process}/sigquit.all.txt.gz`)]);
    // The program's commands and its long nap are over, main went on, and on old Gos one ran on another thread.
    const between = /os\/exec\.|main\.main:344|syscall\.Nanosleep| running .* \| \.$/;
    expect(changed(diff).filter((row) => !between.test(row))).toEqual([]);
    // This one crash is of another run.
    expect(diff.comparison.sameProcess).toBe(process === 'go1.26.8' ? 'no' : 'yes');
  });
});
