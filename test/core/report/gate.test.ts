import { Window } from 'happy-dom';
import { expect, it } from 'vitest';
import type { Verdict } from '../../../src/core/diagnose/finding.ts';
import { parseSuppressions } from '../../../src/core/diagnose/suppressions.ts';
import { gateFindings } from '../../../src/core/report/gate.ts';
import { renderJunit } from '../../../src/core/report/junit.ts';
import { renderSarif } from '../../../src/core/report/sarif.ts';
import { analysisOf, debug2, exampleAnalysis } from '../../support/analysis-of.ts';

const leaking = exampleAnalysis();
const calm = analysisOf([
  { name: 'a', content: debug2(3) },
  { name: 'b', content: debug2(3) },
]);
const { suppressions } = parseSuppressions(
  'IgnoreAnyFunction example.com/shop.(*Server).Quote.func1  # bounded by the test\n',
);
const suppressed = analysisOf(
  [
    { name: 'a', content: debug2(3) },
    { name: 'b', content: debug2(80) },
  ],
  suppressions,
);

/** Findings of the leaking example with a verdict: how many is for the diagnosis to say. */
function count(wanted: Verdict): number {
  return leaking.findings.filter(({ verdict }) => verdict === wanted).length;
}

it('is met by leaks, suspects or growth, never by what is suppressed', () => {
  const met = (gate: Parameters<typeof gateFindings>[0], { findings } = leaking) => gateFindings(gate, findings).length;
  expect(met({ kind: 'leak' })).toBe(count('leak'));
  expect(met({ kind: 'leak' })).toBeGreaterThan(0);
  expect(met({ kind: 'suspect' })).toBe(count('leak') + count('suspect'));
  expect(met({ kind: 'growth', n: 1448 })).toBe(leaking.findings.length);
  expect(met({ kind: 'growth', n: 1449 })).toBe(0);
  for (const gate of [{ kind: 'leak' }, { kind: 'suspect' }, { kind: 'growth', n: 1 }] as const) {
    expect(met(gate, calm)).toBe(0);
    expect(suppressed.findings).toHaveLength(1);
    expect(met(gate, suppressed)).toBe(0);
  }
});

/** What we use of the elements and attributes that junit-10.xsd of Jenkins' xunit plugin allows. */
const JUNIT: Readonly<Record<string, { attributes: readonly string[]; children: readonly string[] }>> = {
  testsuites: { attributes: ['tests', 'failures', 'errors', 'time'], children: ['testsuite'] },
  testsuite: {
    attributes: ['name', 'timestamp', 'tests', 'failures', 'errors', 'skipped', 'time'],
    children: ['testcase', 'system-out'],
  },
  testcase: { attributes: ['classname', 'name', 'time'], children: ['failure', 'skipped', 'system-out'] },
  failure: { attributes: ['type', 'message'], children: [] },
  skipped: { attributes: ['message'], children: [] },
  'system-out': { attributes: [], children: [] },
};

it.each([
  ['leaks', leaking, count('leak'), 0],
  ['nothing', calm, 0, 0],
  ['a suppression', suppressed, 0, 1],
] as const)('JUnit of %s is well formed and counts right', (_, analysis, failures, skipped) => {
  const { DOMParser } = new Window();
  const document = new DOMParser().parseFromString(renderJunit(analysis, { kind: 'leak' }), 'text/xml');
  const elements = [...document.querySelectorAll('*')];
  for (const element of elements) {
    const allowed = JUNIT[element.localName];
    expect(allowed, element.localName).toBeDefined();
    for (const { name } of element.attributes) expect(allowed?.attributes).toContain(name);
    for (const child of element.children) expect(allowed?.children).toContain(child.localName);
  }
  const suite = document.querySelector('testsuite');
  expect(suite?.getAttribute('failures')).toBe(`${failures}`);
  expect(document.querySelectorAll('failure')).toHaveLength(failures);
  expect(document.querySelectorAll('skipped')).toHaveLength(skipped);
  expect(document.querySelectorAll('testcase')).toHaveLength(Number(suite?.getAttribute('tests')));
});

it('SARIF names culprit lines relative to the repository', () => {
  const [run] = JSON.parse(renderSarif(leaking, ['/app/checkout'])).runs;
  const [result] = run.results;
  expect(result).toMatchObject({ ruleId: 'chan-send', level: 'error' });
  expect(run.tool.driver.rules[result.ruleIndex].id).toBe('chan-send');
  expect(result.locations[0].physicalLocation).toEqual({
    artifactLocation: { uri: 'handler.go' },
    region: { startLine: 42 },
  });
  expect(run.results).toHaveLength(count('leak') + count('suspect'));
});

it('SARIF holds suppressed findings as suppressed', () => {
  const [run] = JSON.parse(renderSarif(suppressed, [])).runs;
  expect(run.results[0].suppressions).toEqual([
    {
      kind: 'external',
      justification: 'IgnoreAnyFunction example.com/shop.(*Server).Quote.func1: bounded by the test',
    },
  ]);
  expect(run.results[0].locations[0].physicalLocation.artifactLocation.uri).toBe('file:///home/anna/shop/quote.go');
});
