import { describe, expect, it } from 'vitest';
import { decode } from '../../../src/core/decode/decode.ts';
import { diffSnapshots } from '../../../src/core/diff/diff-snapshots.ts';
import type { Snapshot } from '../../../src/core/model/snapshot.ts';

/** Workers that main started: ids, creators and lines are those of every run; only pointers tell runs apart. */
function dump(pointer: string, ids: readonly number[]): Snapshot {
  const text = ids
    .map(
      (id) =>
        `goroutine ${id} [chan receive]:\nmain.work(0x${pointer}${id}, 0x${id})\n\t/app/main.go:7 +0x1c\n` +
        'created by main.main in goroutine 1\n\t/app/main.go:12 +0x2d\n',
    )
    .join('\n');
  const result = decode(new TextEncoder().encode(text));
  if (!result.ok || result.decoded.kind !== 'snapshot') throw new Error('it is a dump');
  return result.decoded.snapshot;
}

const hashes = (snapshot: Snapshot) => [...(snapshot.goroutines?.argumentsHash ?? [])];

describe('the hash of arguments', () => {
  it('is equal for equal arguments, and 0 where none is a pointer', () => {
    expect(hashes(dump('c00012', [18, 19]))).toEqual(hashes(dump('c00012', [18, 19])));
    expect(hashes(dump('c00012', [18]))).not.toEqual(hashes(dump('c00013', [18])));
    expect(hashes(dump('1', [18, 19]))).toEqual([0, 0]);
  });

  it('is of a sample of the ids above 256', () => {
    expect(hashes(dump('c00012', [256, 257, 320])).map((hash) => hash !== 0)).toEqual([true, false, true]);
  });

  it('tells a restart that nothing else would', () => {
    const answer = (before: string, after: string) =>
      diffSnapshots([dump(before, [18, 19, 20]), dump(after, [18, 19, 20, 21])]).diff.comparison.sameProcess;
    expect(answer('c00012', 'c00012')).toBe('yes');
    expect(answer('2e74cba0', '36e9dc10')).toBe('no');
  });
});
