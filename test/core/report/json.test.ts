import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { renderJson } from '../../../src/core/report/json.ts';
import { checkReport } from '../../../src/node/check-report.ts';
import { analysisOf, debug2, exampleAnalysis, textOf } from '../../support/analysis-of.ts';

const schema = readFileSync(new URL('../../../docs/report.schema.json', import.meta.url), 'utf8');

const pairs = [
  ['debug2.txt', 'debug2.txt'],
  ['pb.gz', 'debug2.txt'],
  ['debug1.txt', 'pb.gz'],
] as const;

it.each(pairs)('follows its schema: %s against %s', (before, after) => {
  expect(checkReport(schema, textOf(renderJson(exampleAnalysis(before, after))))).toEqual([]);
});

it('follows its schema for one snapshot, a series and labels', () => {
  const labels = ' {tenant: acme, "trace id": "a b"}';
  const dumps = [1, 4, 9].map((count, i) => ({ name: `${i}.txt`, content: debug2(count, { labels }) }));
  const series = JSON.parse(textOf(renderJson(analysisOf(dumps))));
  expect(checkReport(schema, JSON.stringify(series))).toEqual([]);
  expect(series.series.map((source: { goroutines: number }) => source.goroutines)).toEqual([1, 4, 9]);
  expect(series.stacks[0]).toMatchObject({ series: [1, 4, 9], labels: { tenant: 'acme', 'trace id': 'a b' } });
  const other = JSON.parse(textOf(renderJson(analysisOf(dumps, [], { pair: [0, 1] }))));
  expect(checkReport(schema, JSON.stringify(other))).toEqual([]);
  expect(other).toMatchObject({
    before: { name: '0.txt' },
    after: { name: '1.txt' },
    pair: [0, 1],
    totals: { delta: 3 },
    stacks: [{ before: 1, after: 4, series: [1, 4, 9] }],
  });
  const single = JSON.parse(textOf(renderJson(analysisOf(dumps.slice(0, 1)))));
  expect(checkReport(schema, JSON.stringify(single))).toEqual([]);
  expect(single.before).toBeNull();
});

it('writes rows that sum to the totals, on both sides', () => {
  const report = JSON.parse(textOf(renderJson(exampleAnalysis())));
  const sum = (side: 'before' | 'after') =>
    report.stacks.reduce((total: number, row: Record<string, number>) => total + (row[side] ?? 0), 0);
  expect(sum('before')).toBe(report.totals.before);
  expect(sum('after')).toBe(report.totals.after);
  for (const row of report.stacks) {
    expect(row.survivors + row.moved_in + row.born).toBe(row.after);
    expect(row.survivors + row.moved_out + row.gone).toBe(row.before);
  }
});

it('writes keys in the order of the schema, and the same bytes for the same input', () => {
  const text = textOf(renderJson(exampleAnalysis()));
  expect(textOf(renderJson(exampleAnalysis()))).toBe(text);
  const report = JSON.parse(text);
  const { properties, $defs } = JSON.parse(schema);
  const order = (value: object, of: { properties: object }) =>
    expect(Object.keys(value)).toEqual(Object.keys(of.properties).filter((key) => key in value));
  order(report, { properties });
  order(report.after, $defs.source);
  order(report.comparison, $defs.comparison);
  order(report.totals, $defs.totals);
  order(report.findings[0], $defs.finding);
  order(report.stacks[0], $defs.row);
  order(report.stacks[0].frames[0], $defs.frame);
});

it('gives rows different ids, which findings point to', () => {
  const report = JSON.parse(textOf(renderJson(exampleAnalysis())));
  const ids: string[] = report.stacks.map((row: { id: string }) => row.id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const finding of report.findings) for (const id of finding.stacks) expect(ids).toContain(id);
});

it('says where a report is wrong', () => {
  const report = JSON.parse(textOf(renderJson(exampleAnalysis())));
  report.findings[0].verdict = 'maybe';
  delete report.totals.delta;
  const problems = checkReport(schema, JSON.stringify(report));
  expect(problems.join('\n')).toContain('/findings/0/verdict');
  expect(problems.join('\n')).toContain("/totals must have required property 'delta'");
  expect(checkReport(schema, '{')[0]).toMatch(/^it is not JSON/);
});
