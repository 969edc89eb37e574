import type { Evidence, Finding } from '../diagnose/finding.ts';
import { bytes, count, many } from '../diagnose/words.ts';
import { at } from '../model/column.ts';
import { displayFunctionName } from '../model/function-name.ts';
import { rowIndex } from '../model/index-types.ts';
import { commandOf } from './command.ts';
import { countsText, courseText } from './course-text.ts';
import { type FrameView, frameView, fullPlace, stackView } from './frame-view.ts';
import { escapeMarkup } from './html-escape.ts';
import { labelTexts } from './label-text.ts';
import type { Analysis, BesideFile, Source } from './model.ts';
import { snippetOf } from './snippet-text.ts';
import { courseOf, growthText, percent, rowBounds, summarise } from './summary.ts';
import { visibleClip } from './visible.ts';

/** Class of the parts that are readable without script, and that are printed. */
const STATIC_CLASS = 'in-words';

/** Characters of one text of a dump. */
const WIDEST = 1000;
/** Findings in full, and those that are only named; the viewer and the JSON report have all. */
const DETAILED = 30;
const NAMED = 200;
/** Rows that are listed, and frames of each; the viewer and the JSON report have all. */
const ROWS = 100;
const FRAMES = 40;

/** The report in words: verdict, health, findings with evidence and fix, what could not be told, inputs. */
export function* staticReport(analysis: Analysis): Generator<string> {
  const summary = summarise(analysis);
  yield `<article class="${STATIC_CLASS}">\n<h1>${safe(summary.headline)}</h1>\n<p>Goroutines: ${safe(summary.change)}</p>\n`;
  yield list(analysis.counts.map(countsText));
  yield list(summary.health);
  const explained = new Set<string>();
  for (const finding of summary.open.slice(0, DETAILED)) {
    yield* findingHtml(analysis, finding, !explained.has(finding.pattern));
    explained.add(finding.pattern);
  }
  yield named(analysis, 'More findings', summary.open.slice(DETAILED));
  yield named(analysis, analysis.before === null ? 'Expected' : 'Expected growth', summary.expected);
  if (summary.cannotTell.length > 0) yield `<h2>What we could not tell</h2>\n${list(summary.cannotTell)}`;
  const warnings = analysis.warnings.map(({ source, message }) => `${source ?? 'input'}: ${message}`);
  if (warnings.length > 0) yield `<h2>Warnings of the reader</h2>\n${list(warnings.slice(0, ROWS))}`;
  yield* inputs(analysis);
  yield '</article>\n';
}

/** What is to be done is the same for all findings of a pattern: it is told with the first. */
function* findingHtml(analysis: Analysis, finding: Finding, explain: boolean): Generator<string> {
  const { before, diff } = analysis;
  const { owner, advice } = finding;
  const course = courseOf(analysis, finding);
  const growth = before === null ? `${course} goroutines` : `${growthText(analysis, finding)} (${course})`;
  yield `<section>\n<h2>${finding.rank}. ${safe(finding.title)}: ${finding.verdict}, ${safe(percent(finding.confidence))}</h2>\n`;
  yield `<p>${safe(finding.sentence)}</p>\n`;
  yield `<p>${growth}, at least ${bytes(finding.memoryAtLeast)} of stacks</p>\n`;
  yield list(labelTexts(finding.labels).map((label) => `label ${label}`));
  if (finding.series !== null) yield `<p>Over the series: ${safe(courseText(finding.series))}</p>\n`;
  yield list(finding.evidence.map(reason));
  yield list(finding.counterEvidence.map((one) => `but: ${reason(one)}`));
  yield frames(stackView(diff, finding.stack));
  yield sourceHtml(finding);
  if (finding.creator !== null) yield `<p>started by ${frameHtml(frameView(diff, finding.creator))}</p>\n`;
  yield `<p><strong>Fix.</strong> ${safe(advice.summary)}</p>\n`;
  if (explain) yield list(advice.checklist);
  if (explain && advice.example !== null) {
    yield `<pre>// before\n${code(advice.example.before)}\n\n// after\n${code(advice.example.after)}</pre>\n`;
  }
  yield list([
    `Who owns it: ${owner.whoOwns}`,
    `How is it told to stop: ${owner.howStopped}`,
    `Who waits for it: ${owner.whoWaits}`,
  ]);
  if (finding.nextCapture !== null) yield `<p>${safe(finding.nextCapture)}</p>\n`;
  yield '</section>\n';
}

/** The lines of source around the culprit, where they were read. */
function sourceHtml(finding: Finding): string {
  const snippet = snippetOf(finding);
  return snippet === null ? '' : `<pre>${code(snippet)}</pre>\n`;
}

function reason({ text, from }: Evidence): string {
  return from === 'dump' ? text : `${text} (${from})`;
}

/** Findings in a line each. */
function named(analysis: Analysis, title: string, findings: readonly Finding[]): string {
  if (findings.length === 0) return '';
  const lines = findings.slice(0, NAMED).map((finding) => line(analysis, finding));
  if (findings.length > NAMED) lines.push(`and ${count(findings.length - NAMED)} more`);
  return `<h2>${title}</h2>\n${list(lines)}`;
}

function line(analysis: Analysis, finding: Finding): string {
  const why = finding.suppressed === null ? '' : ` (${finding.suppressed.rule}: ${finding.suppressed.reason})`;
  return `${growthText(analysis, finding)} ${finding.sentence}${why}`;
}

function* inputs(analysis: Analysis): Generator<string> {
  const { name, version } = analysis.generator;
  const sources = analysis.series.length > 0 ? analysis.series : [analysis.before, analysis.after];
  yield '<h2>Inputs</h2>\n<ul>\n';
  for (const source of sources) if (source !== null) yield `<li>${inputHtml(source)}</li>\n`;
  for (const file of analysis.beside) yield `<li>${besideHtml(file)}</li>\n`;
  yield `</ul>\n<p>${name} ${version}: <code>${safe(commandOf(analysis))}</code></p>\n`;
}

function inputHtml({ name, format, goroutines, bytes: size, sha256, capturedAt }: Source): string {
  const time = capturedAt === null ? '' : `, ${safe(capturedAt)}`;
  return `${safe(name)}: ${format}, ${count(goroutines)} goroutines, ${bytes(size)}${time}, SHA-256 <code>${safe(sha256)}</code>`;
}

function besideHtml({ name, holds, size, bytes: length, sha256 }: BesideFile): string {
  const what = holds === 'leaks' ? `${many(size, 'goroutine')} proven leaked` : `${count(size)} series of counts`;
  return `${safe(name)}: ${what}, ${bytes(length)}, SHA-256 <code>${safe(sha256)}</code>`;
}

/** The rows that changed most, each with its stack. */
export function* staticStacks(analysis: Analysis): Generator<string> {
  const { diff } = analysis;
  const { rows, symbols } = diff;
  yield `<section class="${STATIC_CLASS}">\n<h2>Stacks</h2>\n`;
  if (rows.length > ROWS) yield `<p>The first ${count(ROWS)} of ${many(rows.length, 'stack')}, by growth.</p>\n`;
  for (let i = 0; i < Math.min(rows.length, ROWS); i++) {
    const row = rowIndex(i);
    const before = at(rows.before, row);
    const after = at(rows.after, row);
    const state = symbols.strings[at(rows.state, row)] ?? '';
    const atLeast = rowBounds(rows, row);
    const counts = { before, after, atLeast };
    const course = courseOf(analysis, counts);
    const growth = analysis.before === null ? course : `${growthText(analysis, counts)} (${course})`;
    yield `<p>${growth} ${safe(state)}</p>\n`;
    yield frames(stackView(diff, at(rows.stack, row)));
  }
  yield '</section>\n';
}

function frames(stack: readonly FrameView[]): string {
  const items = stack.slice(0, FRAMES).map((frame) => `<li>${frameHtml(frame)}</li>\n`);
  if (stack.length > FRAMES) items.push(`<li>… ${count(stack.length - FRAMES)} more frames</li>\n`);
  return items.length === 0 ? '' : `<ol>\n${items.join('')}</ol>\n`;
}

function frameHtml(frame: FrameView): string {
  return `<code>${safe(displayFunctionName(frame.function))}</code> ${safe(fullPlace(frame))}`;
}

function list(sentences: readonly string[]): string {
  if (sentences.length === 0) return '';
  return `<ul>\n${sentences.map((sentence) => `<li>${safe(sentence)}</li>\n`).join('')}</ul>\n`;
}

/** Go code of the catalogue, its lines kept. */
function code(text: string): string {
  return text
    .split('\n')
    .map((line) => safe(line.replaceAll('\t', '    ')))
    .join('\n');
}

function safe(text: string): string {
  return escapeMarkup(visibleClip(text, WIDEST));
}
