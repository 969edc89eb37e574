import { Window } from 'happy-dom';
import { expect, it } from 'vitest';
import { renderFolded } from '../../../src/core/report/folded.ts';
import { renderHtml } from '../../../src/core/report/html.ts';
import { renderJson } from '../../../src/core/report/json.ts';
import { renderJunit } from '../../../src/core/report/junit.ts';
import { renderMarkdown } from '../../../src/core/report/markdown.ts';
import { renderProfile } from '../../../src/core/report/pprof.ts';
import { renderSarif } from '../../../src/core/report/sarif.ts';
import { renderSvg } from '../../../src/core/report/svg.ts';
import { renderText } from '../../../src/core/report/text.ts';
import { analysisOf, textOf } from '../../support/analysis-of.ts';
import { HOSTILE, hostileAnalysis } from '../../support/hostile.ts';

const analysis = hostileAnalysis();

const PAGE =
  '<!doctype html><html lang="en"><head><title>viewer</title></head><body><div id="app"></div></body></html>';

const texts: Readonly<Record<string, string>> = {
  text: textOf(renderText(analysis)),
  markdown: renderMarkdown(analysis),
  json: textOf(renderJson(analysis)),
  folded: textOf(renderFolded(analysis.diff)),
  svg: renderSvg(analysis),
  sarif: renderSarif(analysis, []),
  junit: renderJunit(analysis, { kind: 'growth', n: 1 }),
  html: textOf(renderHtml(analysis, PAGE)),
};

/** No half of a surrogate pair in it: it is the same after a trip through UTF-8. */
function wellFormed(text: string): boolean {
  return Buffer.from(text, 'utf8').toString('utf8') === text;
}

it.each(Object.keys(texts))('%s holds no character that acts instead of being shown', (format) => {
  const acting = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/;
  const text = texts[format] ?? '';
  expect(acting.exec(text)?.[0].charCodeAt(0)).toBeUndefined();
  expect(wellFormed(text)).toBe(true);
});

it('finds every hostile place: nothing is lost for being odd', () => {
  expect(analysis.diff.rows.length).toBe(HOSTILE.length);
  expect(analysis.diff.totals.after - analysis.diff.totals.before).toBe(50 * HOSTILE.length);
});

it('writes a page with the scripts and elements that it was built with, and no more', () => {
  const { document } = new Window({ settings: { disableJavaScriptEvaluation: true } });
  document.write(texts['html'] ?? '');
  expect([...document.querySelectorAll('script')].map((script) => script.getAttribute('type'))).toEqual(['text/plain']);
  expect(document.querySelectorAll('img, svg, iframe, a, style, link')).toHaveLength(0);
  const attributes = [...document.querySelectorAll('*')].flatMap((element) =>
    [...element.attributes].map(({ name }) => name),
  );
  expect(attributes.filter((name) => name.startsWith('on'))).toEqual([]);
});

it('writes XML that parses, with text only where text belongs', () => {
  const { DOMParser } = new Window();
  for (const format of ['svg', 'junit']) {
    const document = new DOMParser().parseFromString(texts[format] ?? '', 'text/xml');
    expect(document.querySelectorAll('parsererror, script, img, a, foreignObject')).toHaveLength(0);
    expect(texts[format]).not.toMatch(/<!\[CDATA\[|<!--/);
    const attributes = [...document.querySelectorAll('*')].flatMap((element) => [...element.attributes]);
    expect(attributes.filter(({ name }) => name.startsWith('on') || name === 'href')).toEqual([]);
  }
});

it('writes Markdown without live markup, mentions, links or broken tables', () => {
  const markdown = texts['markdown'] ?? '';
  expect(markdown.length).toBeLessThan(60_000);
  const prose = markdown
    .replaceAll('- [ ] ', '')
    .replace(/^(`{3,})[^\n]*\n[\s\S]*?^\1$/gm, '')
    .replace(/(`+)[^`\n](?:[^\n]*?[^`\n])?\1(?!`)/g, '');
  expect(prose).not.toMatch(/(?<!\\)<(?!\/?(?:details|summary)>)/);
  expect(prose).not.toMatch(/@\w|(?<!\\)!?\[|https?:\/\/|www\.|#\d/);
  const rows = markdown.split('\n').filter((line) => line.startsWith('| leak') || line.startsWith('| suspect'));
  expect(rows.length).toBeGreaterThan(5);
  for (const row of rows) expect(row.match(/\|/g)).toHaveLength(8);
});

it('writes one line a stack into folded, whatever its names hold', () => {
  const lines = (texts['folded'] ?? '').trimEnd().split('\n');
  expect(lines).toHaveLength(HOSTILE.length);
  for (const line of lines) expect(line).toMatch(/^[^;].* 10 60$/);
});

it('keeps every name whole in JSON and in a profile', () => {
  const names = JSON.parse(texts['json'] ?? '').stacks.map(
    (row: { frames: { function: string }[] }) => row.frames[0]?.function,
  );
  const again = analysisOf([{ name: 'again.pb.gz', content: renderProfile(analysis, 'after') }]);
  for (const text of HOSTILE) {
    // Halves of pairs cannot be written as UTF-8, and what stands in brackets is taken for type arguments.
    if (!wellFormed(text) || text.includes('[')) continue;
    expect(names).toContain(`main.${text}`);
    expect(again.diff.symbols.strings).toContain(`main.${text}`);
  }
});

it('prints a short report, whatever the length of the names', () => {
  expect((texts['text'] ?? '').length).toBeLessThan(30_000);
});
