import type { Finding } from '../diagnose/finding.ts';
import { bytes, count } from '../diagnose/words.ts';
import { displayFunctionName } from '../model/function-name.ts';
import { commandOf } from './command.ts';
import { type FrameView, frameView, fullPlace, stackView } from './frame-view.ts';
import { escapeMarkup } from './html-escape.ts';
import type { Analysis, Source } from './model.ts';
import { counted, signed, summarise } from './summary.ts';
import { visibleClip } from './visible.ts';

/** Id of the part that the viewer puts itself in place of. */
export const STATIC_ID = 'straggler-static';

/** Characters of one text of a dump. */
const WIDEST = 1000;

/** The report without script: verdict, health, findings with evidence and fix, inputs. Semantic HTML, no style. */
export function* staticReport(analysis: Analysis): Generator<string> {
  const summary = summarise(analysis);
  yield `<main id="${STATIC_ID}">\n<h1>${safe(summary.headline)}</h1>\n<p>Goroutines: ${safe(summary.change)}</p>\n`;
  yield list(summary.health);
  for (const finding of [...summary.open, ...summary.expected]) yield* findingHtml(analysis, finding);
  if (summary.cannotTell.length > 0) yield `<h2>What we could not tell</h2>\n${list(summary.cannotTell)}`;
  yield* inputs(analysis);
  yield '</main>\n';
}

function* findingHtml(analysis: Analysis, finding: Finding): Generator<string> {
  const { diff } = analysis;
  const delta = signed(finding.after - finding.before);
  const from = counted(finding.before, finding.atLeast.before);
  yield `<section>\n<h2>${finding.rank}. ${safe(finding.title)}: ${finding.verdict}</h2>\n<p>${safe(finding.sentence)}</p>\n`;
  yield `<p>${delta} (${from} → ${counted(finding.after, finding.atLeast.after)}), at least ${bytes(finding.memoryAtLeast)} of stacks</p>\n`;
  if (finding.suppressed !== null)
    yield `<p>Expected: ${safe(`${finding.suppressed.rule}: ${finding.suppressed.reason}`)}</p>\n`;
  yield list(finding.evidence.map(({ text }) => text));
  yield list(finding.counterEvidence.map(({ text }) => `but: ${text}`));
  yield `<p>${safe(finding.advice.summary)}</p>\n${list(finding.advice.checklist)}`;
  yield '<ol>\n';
  for (const frame of stackView(diff, finding.stack)) yield `<li>${frameHtml(frame)}</li>\n`;
  yield '</ol>\n';
  if (finding.creator !== null) yield `<p>started by ${frameHtml(frameView(diff, finding.creator))}</p>\n`;
  yield '</section>\n';
}

function* inputs(analysis: Analysis): Generator<string> {
  const { name, version } = analysis.generator;
  const sources = analysis.series.length > 0 ? analysis.series : [analysis.before, analysis.after];
  yield '<h2>Inputs</h2>\n<ul>\n';
  for (const source of sources) if (source !== null) yield `<li>${inputHtml(source)}</li>\n`;
  yield `</ul>\n<p>${name} ${version}: <code>${safe(commandOf(analysis))}</code></p>\n`;
}

function inputHtml({ name, format, goroutines, bytes: size, sha256 }: Source): string {
  return `${safe(name)}: ${format}, ${count(goroutines)} goroutines, ${bytes(size)}, SHA-256 <code>${safe(sha256)}</code>`;
}

function frameHtml(frame: FrameView): string {
  return `<code>${safe(displayFunctionName(frame.function))}</code> ${safe(fullPlace(frame))}`;
}

function list(sentences: readonly string[]): string {
  if (sentences.length === 0) return '';
  return `<ul>\n${sentences.map((sentence) => `<li>${safe(sentence)}</li>\n`).join('')}</ul>\n`;
}

function safe(text: string): string {
  return escapeMarkup(visibleClip(text, WIDEST));
}
