import { expect, it } from 'vitest';
import { DEFAULT_REDACTIONS, REDACTIONS, REPORT_FORMATS, type Redaction } from '../../../src/core/report/choices.ts';
import { redact } from '../../../src/core/report/redact.ts';
import { renderReport } from '../../../src/core/report/render.ts';
import { analysisOf, debug2 } from '../../support/analysis-of.ts';

const PAGE = '<html><head><title>x</title></head><body></body></html>';
const labels = ' {tenant: "acme-secret", host: "db7.internal"}';
const dumps = [4, 90].map((count, i) => ({
  name: `pprof.db7.internal.goroutine.00${i}.txt`,
  content: debug2(count, { labels }),
}));
const analysis = analysisOf(dumps);

/** Everything that is written, in all formats, inflated. */
function written(redactions: readonly Redaction[]): string {
  const shown = redact(analysis, redactions);
  return REPORT_FORMATS.map((format) => {
    const pieces = [...renderReport(format, shown, { page: PAGE })];
    return Buffer.concat(pieces.map((piece) => Buffer.from(piece))).toString('latin1');
  })
    .concat(JSON.stringify(shown.diff.symbols.strings))
    .join('\n');
}

it('leaves nothing out where nothing is to be left out', () => {
  expect(redact(analysis, [])).toBe(analysis);
  expect(written([])).toContain('acme-secret');
});

it('leaves labels out of tables and sentences, and says so', () => {
  const text = written(DEFAULT_REDACTIONS);
  expect(text).not.toContain('acme-secret');
  expect(text).not.toContain('tenant');
  expect(text).toContain('Left out of this report: labels and args.');
  expect(redact(analysis, DEFAULT_REDACTIONS).redacted).toEqual(['labels', 'args']);
});

it('leaves folders out and keeps file names and lines', () => {
  const text = written(['paths']);
  expect(text).not.toContain('anna');
  expect(text).toContain('quote.go:42');
});

it('leaves names of machines out of file names and labels', () => {
  const text = written(['hosts']);
  expect(text).not.toContain('db7');
  expect(text).toContain('on a channel at quote.go:42');
  expect(text).toContain('before.debug2.txt');
});

it.each([
  ['focus', '/srv/secret', 'paths'],
  ['hide', '^/srv/secret/app', 'paths'],
  ['ignore', 'secret\\.internal', 'hosts'],
  ['tagfocus', 'tenant=secret', 'labels'],
] as const)('leaves the pattern of %s=%s out of the command with %s', (name, pattern, redaction) => {
  const filters = [`${name}=${pattern}`, 'show_from=net/http'];
  const { diff } = analysis;
  const filtered = { ...analysis, diff: { ...diff, comparison: { ...diff.comparison, filters } } };
  expect(redact(filtered, [redaction]).diff.comparison.filters).toEqual([`${name}=…`, 'show_from=net/http']);
});

it('changes no count, no order and no stack', () => {
  const { diff } = redact(analysis, REDACTIONS);
  expect(diff.totals).toEqual(analysis.diff.totals);
  expect([...diff.rows.after]).toEqual([...analysis.diff.rows.after]);
  const sum = (column: Iterable<number>) => [...column].reduce((total, n) => total + n, 0);
  expect(sum(diff.parts.after)).toBe(sum(analysis.diff.parts.after));
  expect(diff.parts.length).toBeLessThanOrEqual(analysis.diff.parts.length);
});

it('spells argument words out of what readers quote', () => {
  const warning = {
    code: 'malformed-frame',
    message: 'no file follows main.f(0xc000123456, {0x1, 0x2})',
    line: 3,
    offset: 9,
    source: 'after',
  } as const;
  const { warnings } = redact({ ...analysis, warnings: [warning] }, ['args']);
  expect(warnings[0]?.message).toBe('no file follows main.f(…)');
});
