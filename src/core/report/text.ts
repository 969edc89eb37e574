import type { Finding, SeriesTrend } from '../diagnose/finding.ts';
import { bytes, count, many } from '../diagnose/words.ts';
import { displayFunctionName } from '../model/function-name.ts';
import { rowIndex } from '../model/index-types.ts';
import { countsText, paceText } from './course-text.ts';
import { type FrameView, frameView, fullPlace, stackView } from './frame-view.ts';
import { labelTexts } from './label-text.ts';
import type { Analysis, Source } from './model.ts';
import { courseOf, growthText, percent, rowDifference, signed, summarise } from './summary.ts';
import { visibleClip } from './visible.ts';

/** Findings in full; the rest is counted. */
const SHOWN = 5;
/** Counts of a series in full. */
const MOST_VALUES = 12;
/** Frames of a stack. */
const DEPTH = 8;
/** Characters of anything that a dump tells. */
const WIDEST = 400;

/** How words are marked on a terminal; all of it is plain where there is none. */
export interface Ink {
  readonly strong: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly dim: (text: string) => string;
}
export const PLAIN_INK: Ink = { strong: (text) => text, bad: (text) => text, dim: (text) => text };

/** A short report for a terminal: the verdict, the findings worst first, what to do, and what could not be told. */
export function* renderText(analysis: Analysis, ink: Ink = PLAIN_INK): Generator<string> {
  const summary = summarise(analysis);
  const { before, after } = analysis;
  yield `${ink.strong(safe(summary.headline))}\n`;
  yield `${ink.dim(`${before === null ? '' : `${inputText(before)} → `}${inputText(after)}`)}\n`;
  yield `goroutines ${summary.change}\n`;
  for (const course of analysis.counts.slice(0, SHOWN)) yield `counts ${safe(countsText(course))}\n`;
  if (analysis.counts.length > SHOWN) yield `counts … and ${count(analysis.counts.length - SHOWN)} more series\n`;
  for (const sentence of summary.health) yield `! ${safe(sentence)}\n`;
  for (const finding of summary.open.slice(0, SHOWN)) yield* findingText(analysis, finding, ink);
  yield* more(analysis, summary.open.slice(SHOWN), 'more');
  yield* more(analysis, summary.expected, 'expected');
  if (analysis.findings.length === 0) yield* topRows(analysis);
  for (const { message, source } of analysis.warnings.slice(0, SHOWN)) {
    yield `! ${source ?? 'input'}: ${safe(message)}\n`;
  }
  if (analysis.warnings.length > SHOWN)
    yield `! and ${count(analysis.warnings.length - SHOWN)} more warnings (--format json has all)\n`;
  if (summary.cannotTell.length > 0) {
    yield '\nWhat we could not tell\n';
    for (const sentence of summary.cannotTell) yield `  ${safe(sentence)}\n`;
  }
}

function* findingText(analysis: Analysis, finding: Finding, ink: Ink): Generator<string> {
  const { diff, before } = analysis;
  const mark = finding.verdict === 'leak' ? ink.bad('LEAK') : ink.strong(finding.verdict.toUpperCase());
  yield `\n${finding.rank}. ${mark} ${ink.strong(safe(finding.title))} (${finding.pattern}, ${percent(finding.confidence)})\n`;
  yield `   ${safe(finding.sentence)}\n`;
  const course = courseOf(analysis, finding);
  yield before === null ? line('goroutines', course) : line('grew by', `${growthText(analysis, finding)} (${course})`);
  if (finding.culprit !== null) yield line('parked at', frameText(frameView(diff, finding.culprit)));
  if (finding.state !== '') yield line('state', safe(finding.state));
  if (finding.creator !== null) yield line('started by', frameText(frameView(diff, finding.creator)));
  const age = ageText(finding);
  if (age !== '') yield line('waiting', age);
  if (finding.series !== null) yield line('trend', seriesText(finding.series));
  for (const label of labelTexts(finding.labels)) yield line('label', safe(label));
  yield line('keeps', `at least ${bytes(finding.memoryAtLeast)} of stacks`);
  for (const { text } of finding.evidence) yield line('because', safe(text));
  for (const { text } of finding.counterEvidence) yield line('but', safe(text));
  if (!finding.sentence.includes(finding.advice.summary)) yield line('fix', safe(finding.advice.summary));
  if (finding.nextCapture !== null) yield line('next', safe(finding.nextCapture));
  yield* stackText(stackView(diff, finding.stack), ink);
}

/** "rising: 3, 9, 27, +8 an hour"; of a long series both ends. */
function seriesText(series: SeriesTrend): string {
  const values = series.values.map((n) => count(n));
  const shown = values.length > MOST_VALUES ? [...values.slice(0, 3), '…', ...values.slice(-3)] : values;
  return `${series.trend}: ${shown.join(', ')}${paceText(series)}`;
}

function* stackText(frames: readonly FrameView[], ink: Ink): Generator<string> {
  for (const frame of frames.slice(0, DEPTH)) {
    const text = `     ${frameText(frame)}\n`;
    yield frame.kind === 'user' ? text : ink.dim(text);
  }
  if (frames.length > DEPTH) yield `     … ${count(frames.length - DEPTH)} more frames\n`;
}

function* more(analysis: Analysis, findings: readonly Finding[], word: string): Generator<string> {
  if (findings.length === 0) return;
  const delta = findings.reduce((sum, { before, after }) => sum + after - before, 0);
  yield `\n${count(findings.length)} ${word} (${analysis.before === null ? count(delta) : signed(delta)})\n`;
  for (const finding of findings.slice(0, SHOWN)) {
    const reason = finding.suppressed === null ? '' : ` [${finding.suppressed.rule}: ${finding.suppressed.reason}]`;
    yield `  ${growthText(analysis, finding)}  ${safe(finding.sentence + reason)}\n`;
  }
  if (findings.length > SHOWN) yield `  … and ${count(findings.length - SHOWN)} more\n`;
}

/** Where nothing is a finding: what stands where, largest change (or count) first. */
function* topRows({ diff, before }: Analysis): Generator<string> {
  if (diff.rows.length === 0) return;
  yield before === null ? '\nMost goroutines\n' : '\nLargest changes\n';
  const size = (row: number) =>
    Math.abs((diff.rows.after[row] ?? 0) - (before === null ? 0 : (diff.rows.before[row] ?? 0)));
  for (const row of largest(diff.rows.length, size)) {
    const stack = diff.rows.stack[row];
    const frames = stack === undefined ? [] : stackView(diff, stack);
    const own = frames.find(({ kind }) => kind === 'user') ?? frames[0];
    const state = diff.symbols.strings[diff.rows.state[row] ?? 0] ?? '';
    const n = before === null ? count(size(row)) : rowDifference(diff, rowIndex(row));
    yield `  ${n}  ${[safe(state), own === undefined ? 'not started' : frameText(own)].filter((s) => s !== '').join(' · ')}\n`;
  }
}

/** The few rows of the largest size, largest first, of equal ones the first: none of the others is put in order. */
function largest(rows: number, size: (row: number) => number): number[] {
  const top: number[] = [];
  for (let row = 0; row < rows; row++) {
    const own = size(row);
    let place = top.length;
    while (place > 0 && own > size(top[place - 1] ?? 0)) place--;
    if (place === SHOWN) continue;
    top.splice(place, 0, row);
    if (top.length > SHOWN) top.pop();
  }
  return top;
}

function ageText({ survivors, waitMinutes }: Finding): string {
  const parts: string[] = [];
  if (waitMinutes !== null && waitMinutes.max > 0) parts.push(`oldest ≥ ${count(waitMinutes.max)} min`);
  if (survivors !== null) parts.push(`${count(survivors)} stayed from before to after`);
  return parts.join(', ');
}

function inputText({ name, format, goroutines, capturedAt }: Source): string {
  const time = capturedAt === null ? '' : `, ${capturedAt}`;
  return `${safe(name)} (${format}, ${many(goroutines, 'goroutine')}${time})`;
}

function line(label: string, text: string): string {
  return `   ${label.padEnd(10)} ${text}\n`;
}

function frameText(frame: FrameView): string {
  return `${safe(displayFunctionName(frame.function))} ${safe(fullPlace(frame))}`.trimEnd();
}

function safe(text: string): string {
  return visibleClip(text, WIDEST);
}
