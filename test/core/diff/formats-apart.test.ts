import { describe, expect, it } from 'vitest';
import { diffSnapshots } from '../../../src/core/diff/diff-snapshots.ts';
import { NONE } from '../../../src/core/model/column.ts';
import { creatorIndex } from '../../../src/core/model/index-types.ts';
import { creatorChain, functionName } from '../../../src/core/model/stack-frames.ts';
import { formatDiff } from '../../support/format-diff.ts';
import { snapshotFromText } from '../../support/snapshot-from-text.ts';

const deep = (frames: number) => Array.from({ length: frames }, () => 'main.recurse r.go:3').join(' > ');

describe('stacks too deep for a format', () => {
  it('are compared by the part that both show', () => {
    const { diff } = diffSnapshots([
      snapshotFromText(`2 chan receive, depthcapped | ${deep(120)} > main.leaf l.go:1`, {
        format: 'pprof',
        depthCapped: true,
      }),
      snapshotFromText(
        `1 chan receive, elided | main.main m.go:1 > ${deep(90)} > main.leaf l.go:1
         1 chan receive | main.main m.go:1 > ${deep(60)} > main.leaf l.go:1`,
        { elided: true },
      ),
    ]);
    expect(formatDiff(diff).map((row) => row.split(' |')[0])).toEqual(['≥2 → 2 0 chan receive exact']);
  });

  it('stay whole between dumps of one format', () => {
    const one = () => snapshotFromText(`1 select, elided | main.main m.go:1 > ${deep(98)} > main.leaf l.go:1`);
    expect(formatDiff(diffSnapshots([one(), one()]).diff)[0]).toContain('main.main:1');
  });
});

describe('go wrappers that old crash dumps show', () => {
  const crash = '1 select | main.start.func1 m.go:5 > main.work w.go:2 < main.start m.go:5';

  it('are no difference where the other side hides them', () => {
    expect(
      formatDiff(
        diffSnapshots([snapshotFromText('1 select | main.work w.go:2'), snapshotFromText(crash, { format: 'crash' })])
          .diff,
      ),
    ).toEqual(['1 → 1 0 select exact | main.work:2']);
  });

  it('are kept where the other side has them: then they are closures', () => {
    expect(
      formatDiff(diffSnapshots([snapshotFromText(crash), snapshotFromText(crash, { format: 'crash' })]).diff),
    ).toEqual(['1 → 1 0 select exact | main.start.func1:5 > main.work:2']);
  });
});

describe('who started whom', () => {
  const chains = (before: string | null, after: string) => {
    const snapshots = [...(before === null ? [] : [before]), after].map((text) => snapshotFromText(text));
    const { parts, symbols } = diffSnapshots(snapshots).diff;
    return Array.from({ length: parts.length }, (_, part) => {
      const creator = parts.creator[part] ?? NONE;
      const chain = creatorChain(symbols, creator === NONE ? NONE : creatorIndex(creator));
      return `${parts.before[part]} → ${parts.after[part]} ${chain.map((frame) => functionName(symbols, frame)).join(' < ')}`;
    }).sort();
  };

  it('goes up as far as the starters are in the dump', () => {
    expect(
      chains(
        null,
        `#1 sleep | main.main
         #40 select | main.serve < main.main in 1
         #50 select | main.work < main.serve in 40
         #51 select | main.work < main.serve in 99`,
      ),
    ).toEqual(['0 → 1 ', '0 → 1 main.main', '0 → 1 main.serve', '0 → 1 main.serve < main.main']);
  });

  it('knows a starter from BEFORE that is gone in AFTER, in one process', () => {
    const work = '#50 select | main.work < main.serve in 40';
    expect(
      chains(`#40 select | main.serve < main.main in 1\n${work}`, `${work}\n#51 select | main.work < main.serve in 40`),
    ).toEqual(['1 → 0 main.main', '1 → 2 main.serve < main.main']);
  });

  it('is not led round in circles', () => {
    expect(chains(null, '#40 select | main.a < main.b in 50\n#50 select | main.b < main.a in 40')).toHaveLength(2);
  });

  it('is taken for both sides where one format does not tell it', () => {
    expect(
      chains('3 select | main.work', '#50 select | main.work < main.serve\n#51 select | main.work < main.serve'),
    ).toEqual(['3 → 2 main.serve']);
  });
});
