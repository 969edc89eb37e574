import { expect, it } from 'vitest';
import { renderHtml } from '../../../src/core/report/html.ts';
import { renderJson } from '../../../src/core/report/json.ts';
import { renderMarkdown } from '../../../src/core/report/markdown.ts';
import type { Analysis } from '../../../src/core/report/model.ts';
import { renderSvg } from '../../../src/core/report/svg.ts';
import { renderText } from '../../../src/core/report/text.ts';
import { analysisOf, debug2, textOf } from '../../support/analysis-of.ts';

// What stands behind the cut of a file is not seen; no report may call it gone, born or none.

const QUOTES = debug2(12);
const BILLS = debug2(5, { fn: 'example.com/shop.bill', file: '/home/anna/shop/bill.go', firstId: 500 });
/** Ends in the middle of a line, before it comes to the bills. */
const cut = (dump: string) => dump.slice(0, -20);

const cutAfter = () => analysed(`${QUOTES}\n${BILLS}`, cut(QUOTES));
const cutBefore = () => analysed(cut(QUOTES), `${QUOTES}\n${BILLS}`);

function analysed(before: string, after: string): Analysis {
  return analysisOf([
    { name: 'before.txt', content: before },
    { name: 'after.txt', content: after },
  ]);
}

interface Row {
  readonly frames: readonly { readonly function: string }[];
  readonly [field: string]: unknown;
}

function jsonRow(analysis: Analysis, fn: string): Row | undefined {
  const report = JSON.parse(textOf(renderJson(analysis))) as { readonly stacks: readonly Row[] };
  return report.stacks.find(({ frames }) => frames[0]?.function.includes(fn));
}

it('a cut AFTER: JSON has null for gone, and counts as bounds', () => {
  expect(jsonRow(cutAfter(), 'bill')).toMatchObject({
    before: 5,
    after: 0,
    gone: null,
    born: 0,
    at_least: { before: false, after: true },
  });
});

it('a cut BEFORE: JSON has null for born', () => {
  expect(jsonRow(cutBefore(), 'bill')).toMatchObject({
    before: 0,
    after: 5,
    born: null,
    gone: 0,
    at_least: { before: true, after: false },
  });
});

it('a cut AFTER: text, HTML and SVG say "not seen"', () => {
  const analysis = cutAfter();
  expect(textOf(renderText(analysis))).toContain('≥ −5, not seen');
  expect(textOf(renderHtml(analysis, '<html><head></head><body></body></html>'))).toContain('≥ −5 (5 → not seen)');
  expect(renderSvg(analysis)).toContain('17 → ≥ ');
});

it('a cut BEFORE: growth is at most what it looks like, and nothing was "none before"', () => {
  const analysis = cutBefore();
  for (const text of [textOf(renderText(analysis)), renderMarkdown(analysis)]) {
    expect(text).toContain('≤ +5');
    expect(text).not.toContain('none did before');
    expect(text).not.toContain('more than before');
  }
  expect(renderSvg(analysis)).toMatch(/bill[^<]*: not seen → 5, ≤ \+5/);
});
