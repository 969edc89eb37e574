import type { Diff } from '../../core/diff/diff.ts';
import { type Column, NONE, seal } from '../../core/model/column.ts';
import type { RowIndex } from '../../core/model/index-types.ts';
import type { Analysis } from '../../core/report/model.ts';

/**
 * The analysis with two other snapshots of its series as before and after, for an exported report, which cannot
 * compare anew: the counts are theirs; what is only known of the pair that it was made of (who stayed, who started
 * whom, labels, waits) is left out.
 */
export function pairOf(analysis: Analysis, [from, to]: readonly [number, number]): Analysis {
  const { series, diff } = analysis;
  const before = diff.rows.series?.[from];
  const after = diff.rows.series?.[to];
  const [first, last] = [series[from], series[to]];
  if (before === undefined || after === undefined || first === undefined || last === undefined) return analysis;
  if (from === analysis.pair?.[0] && to === analysis.pair[1]) return analysis;
  return {
    ...analysis,
    pair: [from, to],
    before: first,
    after: last,
    diff: { ...diff, ...countsOf(diff, before, after) },
    findings: analysis.findings.map((finding) => ({
      ...finding,
      before: finding.series?.values[from] ?? finding.before,
      after: finding.series?.values[to] ?? finding.after,
    })),
  };
}

function countsOf(diff: Diff, before: Column<RowIndex, number>, after: Column<RowIndex, number>): Partial<Diff> {
  const { length } = diff.rows;
  const zeros = new Int32Array(length + 1);
  let [beforeTotal, afterTotal, grown, shrunk] = [0, 0, 0, 0];
  for (let row = 0; row < length; row++) {
    const [b = 0, a = 0] = [before[row], after[row]];
    beforeTotal += b;
    afterTotal += a;
    if (a > b) grown++;
    else if (a < b) shrunk++;
  }
  return {
    rows: { ...diff.rows, before, after, identity: null },
    parts: {
      length,
      row: seal(Int32Array.from({ length }, (_, row) => row)),
      creator: seal(new Int32Array(length).fill(NONE)),
      labels: seal(new Int32Array(length)),
      before: seal(Float64Array.from(before)),
      after: seal(Float64Array.from(after)),
    },
    waits: { start: seal(zeros), minutes: seal(new Int32Array(0)), count: seal(new Int32Array(0)) },
    totals: {
      ...diff.totals,
      before: beforeTotal,
      after: afterTotal,
      grown,
      shrunk,
      survivors: null,
      moved: null,
      born: null,
      gone: null,
    },
  };
}
