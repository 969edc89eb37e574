import { count } from '../diagnose/words.ts';
import { characterMeasure, fitText } from '../flame/fit-text.ts';
import { type PlacedNode, type Viewport, visibleNodes } from '../flame/layout.ts';
import { nodeName } from '../flame/node-name.ts';
import { painter } from '../flame/palette.ts';
import { type FlameMode, ROOT, weigh } from '../flame/tree.ts';
import { WideNodes } from '../flame/wide-nodes.ts';
import { wideTrie } from '../flame/wide-trie.ts';
import { at } from '../model/column.ts';
import { escapeMarkup } from './html-escape.ts';
import type { Analysis } from './model.ts';
import { courseOf, growthText, summarise } from './summary.ts';

const WIDTH = 1200;
const ROW = 18;
const TOP = 56;
/** Boxes narrower than this many pixels are left out, and at most so many are drawn. */
const NARROWEST = 0.4;
const MOST = 5000;
const DEEPEST = 200;

/** All of the graph, on one sheet. */
const SHEET: Viewport = {
  x0: 0,
  x1: 1,
  firstDepth: 0,
  lastDepth: DEEPEST,
  width: WIDTH,
  minWidth: NARROWEST,
  limit: MOST,
  always: null,
};

/** What stays free beside a text. */
const MARGIN = 6;
const LETTER = 6.9;

/** Advance of a character of the 12-pixel sans-serif, widest guess: text never leaves its box. */
const measure = characterMeasure((character) => (character.charCodeAt(0) < 0x2000 ? LETTER : 12));

/**
 * The growth as an icicle, callers above callees, as a picture of its own: no script, nothing loaded. A box shows
 * its whole name and counts when pointed at. Where nothing grew it shows what is there AFTER.
 */
export function renderSvg(analysis: Analysis): string {
  const { before: first, diff } = analysis;
  const alone = first === null;
  const mode = !alone && diff.totals.grown > 0 ? 'growth' : 'after';
  const wide = new WideNodes(diff, mode, SHEET);
  const tree = weigh(wideTrie(diff, wide), mode);
  const nodes = visibleNodes(tree, { ...SHEET, minWidth: wide.minWidth });
  const paint = painter(diff, tree, 'change', 'light', 'safe');
  const depth = nodes.reduce((most, { node }) => Math.max(most, at(tree.depth, node)), 0);
  const height = TOP + (depth + 1) * ROW + 8;
  const total = at(tree.value, ROOT);
  const box = ({ node, x0, x1 }: PlacedNode): string => {
    const x = x0 * WIDTH;
    const width = (x1 - x0) * WIDTH;
    const y = TOP + at(tree.depth, node) * ROW;
    const name =
      node === ROOT
        ? `all goroutines: ${alone ? '' : `${WORDS[tree.mode]} `}${count(total)}`
        : nodeName(diff.symbols, tree, node);
    const { fill, ink } = paint(node);
    const before = at(tree.before, node);
    const after = at(tree.after, node);
    const share = total > 0 ? ` (${Math.round((1000 * at(tree.value, node)) / total) / 10} %)` : '';
    const counts = { before, after, atLeast: diff.totals.atLeast };
    const growth = alone ? '' : `, ${growthText(analysis, counts)}`;
    const title = `${name}: ${courseOf(analysis, counts)}${growth}${share}`;
    const text = width - MARGIN < LETTER ? '' : fitText(name, width - MARGIN, measure);
    const label = text === '' ? '' : `<text x="${px(x + 3)}" y="${y + 13}" fill="${ink}">${escapeMarkup(text)}</text>`;
    const rect = `<rect x="${px(x)}" y="${y}" width="${px(Math.max(width - 0.5, 0.3))}" height="${ROW - 1}" fill="${fill}"/>`;
    return `<g><title>${escapeMarkup(title)}</title>${rect}${label}</g>`;
  };
  const summary = summarise(analysis);
  let boxes = '';
  for (const placed of nodes) boxes += `${box(placed)}\n`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" font-family="Verdana, 'DejaVu Sans', sans-serif" font-size="11" role="img">`,
    `<title>${escapeMarkup(summary.headline)}</title>`,
    '<style>g:hover>rect{stroke:#1b2130;stroke-width:1}</style>',
    `<rect width="${WIDTH}" height="${height}" fill="#fff"/>`,
    `<text x="8" y="22" font-size="14" fill="#1b2130">${escapeMarkup(fitText(summary.headline, WIDTH - 16, (text) => 1.4 * measure(text)))}</text>`,
    `<text x="8" y="42" fill="#1b2130">${escapeMarkup(`Goroutines ${summary.change}. Width: ${alone ? 'goroutines' : `goroutines, ${WORDS[tree.mode]}. Red grew, orange is new`}.`)}</text>`,
    `${boxes}</svg>`,
    '',
  ].join('\n');
}

const WORDS: Record<FlameMode, string> = {
  growth: 'grew by',
  after: 'after',
  before: 'before',
  shrunk: 'shrank by',
};

function px(x: number): string {
  return x.toFixed(2);
}
