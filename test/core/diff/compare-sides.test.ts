import { describe, expect, it } from 'vitest';
import { diffSnapshots } from '../../../src/core/diff/diff-snapshots.ts';
import { type SnapshotFacts, snapshotFromText } from '../../support/snapshot-from-text.ts';

function compared(before: string, after: string, beforeFacts: SnapshotFacts = {}, afterFacts: SnapshotFacts = {}) {
  return diffSnapshots([snapshotFromText(before, beforeFacts), snapshotFromText(after, afterFacts)]).diff;
}

const WORKER = 'chan send | main.work < main.serve';

describe('whether both sides are one process', () => {
  it('is so where ids and creators agree', () => {
    const { comparison, totals } = compared(`#80 ${WORKER} in 40`, `#80 ${WORKER} in 40\n#200 ${WORKER} in 99`);
    expect(comparison).toMatchObject({ sameProcess: 'yes', sameBuild: 'yes', swappedSuspected: false });
    expect(comparison.reasons).toEqual(['1 goroutine has the same id and creator on both sides.']);
    expect(totals).toMatchObject({ survivors: 1, moved: 0, born: 1, gone: 0 });
  });

  it('is not so where one id was started by two', () => {
    const { comparison, rows, totals } = compared(
      `#80 ${WORKER} in 40\n#81 ${WORKER} in 40`,
      `#80 ${WORKER} in 40\n#81 ${WORKER} in 41`,
    );
    expect(comparison.sameProcess).toBe('no');
    expect(comparison.reasons[0]).toMatch(/^Goroutine 81 was started elsewhere/);
    expect(rows.identity).toBeNull();
    expect(totals).toMatchObject({ survivors: null, moved: null, born: null, gone: null });
  });

  it('is not so where all that had waited are gone', () => {
    const before = [81, 82, 83].map((id) => `#${id} chan send, 9 minutes | main.work < main.serve in 4`).join('\n');
    expect(compared(before, `#20 ${WORKER} in 4`).comparison.sameProcess).toBe('no');
  });

  it('is not known without ids, nor from the ids of every start', () => {
    expect(compared('3 select | main.f', `#80 ${WORKER}`).comparison).toMatchObject({
      sameProcess: 'unknown',
      sameBuild: 'unknown',
      reasons: ['BEFORE has no goroutine ids, so single goroutines cannot be followed.'],
    });
    expect(
      compared(
        `#20 select | main.f < main.main in 1\n#90 ${WORKER}\n#91 ${WORKER}\n#92 ${WORKER}`,
        `#20 select | main.f < main.main in 1\n#93 ${WORKER}`,
      ).comparison.sameProcess,
    ).toBe('unknown');
  });

  it('is not so for two builds', () => {
    const facts = compared(`#80 ${WORKER}`, `#80 ${WORKER}`, { buildId: 'a' }, { buildId: 'b' }).comparison;
    expect(facts).toMatchObject({ sameProcess: 'no', sameBuild: 'no' });
    expect(facts.reasons).toEqual([
      'The build ids differ: it is another binary, so the program was restarted in between.',
    ]);
  });

  it('does not take the cut record of a truncated file for another goroutine', () => {
    expect(
      compared(
        `#80 ${WORKER} in 4\n#81 ${WORKER} in 4`,
        `#80 ${WORKER} in 4\n#81 chan send, cut | main.work`,
        {},
        {
          truncated: true,
        },
      ).comparison.sameProcess,
    ).toBe('yes');
  });
});

describe('whether the sides look swapped', () => {
  it('tells by the time in the files', () => {
    const facts = compared(
      '1 select | main.f',
      '1 select | main.f',
      { capturedAt: '2026-11-20T10:00:00Z' },
      {
        capturedAt: '2026-11-20T09:00:00Z',
      },
    ).comparison;
    expect(facts.swappedSuspected).toBe(true);
    expect(facts.reasons.at(-1)).toMatch(/^The sides look swapped: AFTER was written at 2026-11-20T09/);
  });

  it('tells by minutes that run backwards', () => {
    const at = (minutes: number) => `#80 select, ${minutes} minutes | main.f < main.main in 1`;
    expect(compared(at(9), at(3)).comparison).toMatchObject({ sameProcess: 'yes', swappedSuspected: true });
    expect(compared(at(3), at(9)).comparison).toMatchObject({ sameProcess: 'yes', swappedSuspected: false });
  });

  it('tells by ids that are all of an earlier time', () => {
    const early = `#80 ${WORKER} in 4`;
    const late = `${early}\n#9000 ${WORKER} in 8`;
    expect(compared(late, early).comparison.swappedSuspected).toBe(true);
    expect(compared(early, late).comparison.swappedSuspected).toBe(false);
  });
});

describe('files that are not whole', () => {
  it('make bounds, and claim nothing of what is behind the cut', () => {
    const { rows, totals } = compared(`#80 ${WORKER}\n#81 ${WORKER}`, `#80 ${WORKER}`, {}, { truncated: true });
    expect([...rows.afterAtLeast, ...rows.beforeAtLeast]).toEqual([1, 0]);
    expect(totals).toMatchObject({ survivors: 1, gone: null, born: 0, atLeast: { before: false, after: true } });
    expect(rows.identity).toMatchObject({ gone: null, born: { length: 1 } });
  });

  it('claims nothing of a cut BEFORE either', () => {
    const { rows, totals } = compared(`#80 ${WORKER}`, `#80 ${WORKER}\n#81 ${WORKER}`, { truncated: true });
    expect(totals).toMatchObject({ survivors: 1, gone: 0, born: null, atLeast: { before: true, after: false } });
    expect(rows.identity).toMatchObject({ born: null, gone: { length: 1 } });
  });
});
