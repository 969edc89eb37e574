import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { formatOf, PROFILE_SIDES, REPORT_FORMATS } from '../../../src/core/report/choices.ts';
import { renderFolded } from '../../../src/core/report/folded.ts';
import { renderMarkdown } from '../../../src/core/report/markdown.ts';
import type { Analysis } from '../../../src/core/report/model.ts';
import { renderProfile } from '../../../src/core/report/pprof.ts';
import { renderReport } from '../../../src/core/report/render.ts';
import { renderSvg } from '../../../src/core/report/svg.ts';
import { PLAIN_INK, renderText } from '../../../src/core/report/text.ts';
import { analysisOf, debug2, exampleAnalysis, textOf } from '../../support/analysis-of.ts';

const folder = mkdtempSync(join(tmpdir(), 'straggler-formats-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Function → flat count, as `go tool pprof -top` prints it. */
function pprofTop(profile: Uint8Array): ReadonlyMap<string, number> {
  const path = join(folder, 'profile.pb.gz');
  writeFileSync(path, profile);
  const text = execFileSync('go', ['tool', 'pprof', '-top', '-nodefraction=0', path], { encoding: 'utf8' });
  const lines = text.split('\n').flatMap((line): [string, number][] => {
    const found = /^\s*(-?\d+)\s+\S+%\s+\S+%\s+-?\d+\s+\S+%\s+(.*)$/.exec(line);
    return found === null ? [] : [[found[2] ?? '', Number(found[1])]];
  });
  return new Map(lines.filter(([, flat]) => flat !== 0));
}

/** The same out of the rows: the leaf of each. pprof shows no sample without a frame. */
function leafCounts(side: 'delta' | 'before' | 'after'): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const line of textOf(renderFolded(analysis.diff)).trimEnd().split('\n')) {
    const [, stack = '', before = '', after = ''] = /^(.*) (\d+) (\d+)$/.exec(line) ?? [];
    const leaf =
      stack
        .replace(/;\[[^\]]*\]$/, '')
        .split(';')
        .at(-1) ?? '';
    const value = { delta: Number(after) - Number(before), before: Number(before), after: Number(after) }[side];
    if (value !== 0 && leaf !== 'not started') counts.set(leaf, (counts.get(leaf) ?? 0) + value);
  }
  return counts;
}

const analysis = exampleAnalysis();

it.each(['delta', 'before', 'after'] as const)('a profile of %s is what go tool pprof reads', (side) => {
  expect(pprofTop(renderProfile(analysis, side))).toEqual(leafCounts(side));
});

it('a profile with pprof::base shows the growth, and shares of the base', () => {
  expect(pprofTop(renderProfile(analysis, 'base'))).toEqual(leafCounts('delta'));
});

it('reads back negative values: what shrank is before, what grew is after', () => {
  const shrunk = analysisOf([
    { name: 'a', content: debug2(9) },
    { name: 'b', content: debug2(4) },
  ]);
  for (const [side, before, after] of [
    ['delta', 5, 0],
    ['base', 9, 4],
  ] as const) {
    const again = analysisOf([{ name: 'd.pb.gz', content: renderProfile(shrunk, side) }]);
    expect(again.diff.totals).toMatchObject({ before, after });
  }
});

it.each(['before', 'after'] as const)('a profile of %s is the snapshot that it was made of', (side) => {
  const again = analysisOf([
    { name: 'written.pb.gz', content: renderProfile(analysis, side) },
    {
      name: 'read.txt',
      content: readFileSync(new URL(`../../../examples/checkout/captures/${side}.debug2.txt`, import.meta.url)),
    },
  ]);
  expect(again.diff.rows.before).toEqual(again.diff.rows.after);
  expect(again.diff.symbols.labelSets.key).toHaveLength(0);
});

it.each(['delta', 'base'] as const)('a profile of %s that is read again names the same leaks', (side) => {
  const again = analysisOf([{ name: 'd.pb.gz', content: renderProfile(analysis, side) }]);
  const grown = (findings: Analysis['findings']) =>
    findings.filter(({ verdict }) => verdict !== 'expected').map(({ before, after }) => after - before);
  expect(grown(again.findings)).toEqual(grown(analysis.findings));
});

it('writes one folded line a row, root first, whose counts sum to the totals', () => {
  const { diff } = analysis;
  const lines = textOf(renderFolded(diff)).trimEnd().split('\n');
  expect(lines).toHaveLength(diff.rows.length);
  expect(lines[0]).toBe('checkout.(*Server).Checkout.func1;[chan send] 126 1502');
  const sum = (word: number) => lines.reduce((total, line) => total + Number(line.split(' ').at(word)), 0);
  expect([sum(-2), sum(-1)]).toEqual([diff.totals.before, diff.totals.after]);
});

it('draws the growth with every name and count in it', () => {
  const svg = renderSvg(analysis);
  expect(svg).toContain('<title>checkout.(*Server).Checkout.func1: 126 → 1,502, +1,376 (95 %)</title>');
  expect(svg).not.toMatch(/<script|https?:(?!\/\/www\.w3\.org\/2000\/svg)/);
});

it('draws what is there where nothing grew', () => {
  const same = analysisOf([
    { name: 'a', content: debug2(3) },
    { name: 'b', content: debug2(3) },
  ]);
  expect(renderSvg(same)).toContain('all goroutines: after 3');
});

it('says in Markdown what it cut, and stays below 60,000 characters', () => {
  const dump = (factor: number) =>
    Array.from({ length: 1500 }, (_, i) =>
      debug2(factor, { fn: `example.com/${'deep/'.repeat(20)}shop.Fn${i}`, firstId: 1000 + i * 10 }),
    ).join('\n');
  const markdown = renderMarkdown(
    analysisOf([
      { name: 'a', content: dump(1) },
      { name: 'b', content: dump(3) },
    ]),
  );
  expect(markdown.length).toBeLessThan(60_000);
  expect(markdown).toMatch(/_Cut to fit: .*of 1,500 stacks\. The HTML or JSON report has all\._\n$/);
});

it('says in text what grew, where, who started it and what to do', () => {
  const text = textOf(renderText(exampleAnalysis('pb.gz', 'debug2.txt'), PLAIN_INK));
  expect(text).toMatch(/^\d goroutine leaks?: /);
  expect(text).toContain('goroutines 201 → 1,648 (+1,447, ×8.2)');
  expect(text).toContain('parked at  checkout.(*Server).Checkout.func1 /app/checkout/handler.go:42');
  expect(text).toContain('started by checkout.(*Server).Checkout /app/checkout/handler.go:40');
  expect(text).toContain('grew by    +1,376 (126 → 1,502)');
  expect(text).toContain('What we could not tell');
});

it('speaks of no growth where there is one snapshot', () => {
  const alone = analysisOf([{ name: 'one', content: debug2(40) }]);
  for (const format of ['md', 'sarif', 'xml', 'svg'] as const) {
    expect(textOf(renderReport(format, alone))).not.toMatch(/grew|[Gg]rowth|\+40|0 → 40/);
  }
  const page = textOf(renderReport('html', alone, { page: '<html><head></head><body></body></html>' }));
  expect(page).not.toMatch(/\+40|0 → 40/);
  expect(textOf(renderText(alone))).not.toMatch(/grew|\+40|0 → 40/);
  expect(textOf(renderText(alone))).toContain('goroutines 40\n');
});

it('says why scaled counts tell of no single goroutine', () => {
  const dumps = [4, 40].map((n) => ({ name: `${n}`, content: debug2(n) }));
  const text = textOf(renderText(analysisOf(dumps, [], { normalize: 'total' })));
  expect(text).toContain('Which goroutines stayed: counts that are scaled are not those of single goroutines.');
});

it('says of one snapshot that it cannot tell growth, and names what stands most', () => {
  const text = textOf(renderText(analysisOf([{ name: 'one', content: debug2(40) }]), PLAIN_INK));
  expect(text).toContain('one (debug2, 40 goroutines)');
  expect(text).toContain('one snapshot cannot tell');
});

it('gives the same bytes twice, in every format', () => {
  for (const format of REPORT_FORMATS) {
    const options = { page: '<html><head><title>x</title></head><body></body></html>' };
    const bytes = () =>
      Buffer.concat([...renderReport(format, exampleAnalysis(), options)].map((piece) => Buffer.from(piece)));
    expect(bytes().equals(bytes())).toBe(true);
  }
  expect(PROFILE_SIDES.map((side) => Buffer.from(renderProfile(analysis, side)).toString('hex'))).toEqual(
    PROFILE_SIDES.map((side) => Buffer.from(renderProfile(exampleAnalysis(), side)).toString('hex')),
  );
});

it('knows formats by the ending', () => {
  expect(['leak.HTML', 'a.b.md', 'x.pb.gz', 'junit.xml'].map(formatOf)).toEqual(['html', 'md', 'pb.gz', 'xml']);
  expect(['html', 'leak.pdf', 'leak', 'x.gz'].map(formatOf)).toEqual([null, null, null, null]);
});
