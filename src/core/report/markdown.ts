import type { Finding } from '../diagnose/finding.ts';
import { bytes, count, many } from '../diagnose/words.ts';
import { displayFunctionName } from '../model/function-name.ts';
import { rowIndex } from '../model/index-types.ts';
import { commandOf } from './command.ts';
import { countsText, courseText } from './course-text.ts';
import { FoldedNames } from './folded.ts';
import { type FrameView, frameView, fullPlace, place, stackView } from './frame-view.ts';
import { labelTexts } from './label-text.ts';
import { fenced, inCell, inCode, prose } from './markdown-escape.ts';
import type { Analysis, BesideFile, Source } from './model.ts';
import { snippetOf } from './snippet-text.ts';
import { courseOf, growthText, percent, type Summary, summarise } from './summary.ts';
import { visibleClip } from './visible.ts';

/** What an issue, a merge request or a chat takes, with room to spare below GitHub's 65,536 characters. */
const LIMIT = 60_000;
/** Findings of the table, and of these in full. */
const LISTED = 30;
const DETAILED = 3;
const FRAMES = 30;
/** Rows of the folded stacks at the end; fewer where the limit comes first. */
const STACKS = 200;
const WIDEST_STACK = 1000;
const ROOM_FOR_FENCE = 200;

/**
 * A report for an issue: the verdict, the findings as a table, the first three in full, all else folded. At most
 * 60,000 characters; what was cut for it is said at the end.
 */
export function renderMarkdown(analysis: Analysis): string {
  const summary = summarise(analysis);
  const page = new Page(LIMIT - 400);
  page.add(opening(summary));
  page.add(table(analysis, summary.open));
  page.addWhole(counts(analysis), 'the counts of monitoring');
  const explained = new Set<string>();
  for (const finding of summary.open.slice(0, DETAILED)) {
    page.addWhole(detail(analysis, finding, !explained.has(finding.pattern)), 'a finding in full');
    explained.add(finding.pattern);
  }
  page.addWhole(expected(analysis, summary.expected), 'the list of expected growth');
  page.addWhole(health(analysis, summary), 'what could not be told');
  page.addWhole(inputs(analysis), 'the inputs');
  page.add(stacks(analysis, page));
  return page.finish();
}

/** Text up to a limit, and a list of what did not fit. */
class Page {
  #text = '';
  readonly #cut: string[] = [];
  readonly #limit: number;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get room(): number {
    return this.#limit - this.#text.length;
  }

  add(text: string): void {
    this.#text += text;
  }

  addWhole(text: string, name: string): void {
    if (text.length <= this.room) this.add(text);
    else this.cut(name);
  }

  cut(what: string): void {
    this.#cut.push(what);
  }

  finish(): string {
    const note =
      this.#cut.length === 0 ? '' : `\n_Cut to fit: ${this.#cut.join('; ')}. The HTML or JSON report has all._\n`;
    return this.#text + note;
  }
}

function opening(summary: Summary): string {
  const lines = [`### ${prose(summary.headline)}`, '', `Goroutines: **${summary.change}**`, ''];
  for (const sentence of summary.health.slice(0, 10)) lines.push(`> ${prose(sentence)}`, '>');
  if (summary.health.length > 0) lines[lines.length - 1] = '';
  return `${lines.join('\n')}\n`;
}

function table(analysis: Analysis, findings: readonly Finding[]): string {
  if (findings.length === 0) return '';
  const alone = analysis.before === null;
  const lines = [
    `| | ${alone ? 'Goroutines' : 'Grew by | Before → after'} | Parked | At | Started by | Oldest wait |`,
    `|---|---:|${alone ? '' : '---:|'}---|---|---|---|`,
  ];
  for (const finding of findings.slice(0, LISTED)) {
    const { diff } = analysis;
    const wait =
      finding.waitMinutes === null || finding.waitMinutes.max === 0 ? '' : `≥ ${count(finding.waitMinutes.max)} min`;
    const cells = [
      finding.verdict,
      growthText(analysis, finding),
      ...(alone ? [] : [courseOf(analysis, finding)]),
      inCell(finding.state),
      finding.culprit === null ? '' : frameCell(frameView(diff, finding.culprit)),
      finding.creator === null ? '' : frameCell(frameView(diff, finding.creator)),
      wait,
    ];
    lines.push(`| ${cells.join(' | ')} |`);
  }
  if (findings.length > LISTED) lines.push('', `and ${count(findings.length - LISTED)} more`);
  return `${lines.join('\n')}\n\n`;
}

function counts({ counts: courses }: Analysis): string {
  if (courses.length === 0) return '';
  return `Goroutines as monitoring counted them:\n\n${courses.map((course) => `- ${prose(countsText(course))}\n`).join('')}\n`;
}

function frameCell(frame: FrameView): string {
  return `${inCell(displayFunctionName(frame.function))} ${inCell(place(frame))}`;
}

/** What is to be done is the same for all findings of a pattern: it is told with the first. */
function detail({ diff }: Analysis, finding: Finding, explain: boolean): string {
  const lines = [
    `#### ${finding.rank}. ${prose(finding.title)}: ${finding.verdict}, ${percent(finding.confidence)}`,
    '',
  ];
  lines.push(prose(finding.sentence), '');
  for (const { text } of finding.evidence) lines.push(`- ${prose(text)}`);
  for (const { text } of finding.counterEvidence) lines.push(`- but: ${prose(text)}`);
  for (const label of labelTexts(finding.labels)) lines.push(`- label ${prose(label)}`);
  if (finding.series !== null) lines.push(`- over the series: ${prose(courseText(finding.series))}`);
  if (finding.survivors !== null) lines.push(`- ${many(finding.survivors, 'goroutine')} stayed from before to after`);
  lines.push(`- keeps at least ${bytes(finding.memoryAtLeast)} of stacks`, '');
  const frames = stackView(diff, finding.stack);
  const shown = frames.slice(0, FRAMES).map((frame) => `${frame.function}\n    ${fullPlace(frame)}`);
  if (frames.length > FRAMES) shown.push(`… ${count(frames.length - FRAMES)} more frames`);
  lines.push(fenced('', shown.join('\n')), '');
  const snippet = snippetOf(finding);
  if (snippet !== null) lines.push(fenced('', snippet), '');
  lines.push(`**Fix.** ${prose(finding.advice.summary)}`, '');
  if (explain) for (const step of finding.advice.checklist) lines.push(`- [ ] ${prose(step)}`);
  if (explain && finding.advice.example !== null) {
    lines.push(
      '',
      fenced('go', `// before\n${finding.advice.example.before}\n\n// after\n${finding.advice.example.after}`),
    );
  }
  lines.push('');
  lines.push(`Who owns it: ${prose(finding.owner.whoOwns)}  `);
  lines.push(`How is it told to stop: ${prose(finding.owner.howStopped)}  `);
  lines.push(`Who waits for it: ${prose(finding.owner.whoWaits)}`, '');
  return `${lines.join('\n')}\n`;
}

function expected(analysis: Analysis, findings: readonly Finding[]): string {
  if (findings.length === 0) return '';
  const items = findings.map((finding) => {
    const why = finding.suppressed === null ? '' : ` (${finding.suppressed.rule}: ${finding.suppressed.reason})`;
    return `- ${growthText(analysis, finding)} ${prose(finding.sentence + why)}`;
  });
  return folded(
    `${analysis.before === null ? 'Expected' : 'Expected growth'}: ${count(findings.length)}`,
    items.join('\n'),
  );
}

function health(analysis: Analysis, { cannotTell }: Summary): string {
  const lines = cannotTell.map((sentence) => `- ${prose(sentence)}`);
  for (const { source, message } of analysis.warnings.slice(0, 50))
    lines.push(`- ${source ?? 'input'}: ${prose(message)}`);
  if (analysis.warnings.length > 50) lines.push(`- and ${count(analysis.warnings.length - 50)} more warnings`);
  return lines.length === 0 ? '' : `#### What we could not tell\n\n${lines.join('\n')}\n\n`;
}

function inputs(analysis: Analysis): string {
  const sources = analysis.series.length > 0 ? analysis.series : [analysis.before, analysis.after];
  const lines = ['| Input | Format | Goroutines | Captured | SHA-256 |', '|---|---|---:|---|---|'];
  for (const source of sources) if (source !== null) lines.push(inputRow(source));
  for (const file of analysis.beside) lines.push(besideRow(file));
  const { name, version } = analysis.generator;
  return folded('Inputs', `${lines.join('\n')}\n\n${name} ${version}: ${inCode(commandOf(analysis))}`);
}

function inputRow({ name, format, goroutines, capturedAt, sha256 }: Source): string {
  return `| ${inCell(name)} | ${format} | ${count(goroutines)} | ${capturedAt === null ? '' : inCell(capturedAt)} | \`${sha256}\` |`;
}

function besideRow({ name, holds, size, sha256 }: BesideFile): string {
  const format = holds === 'leaks' ? 'goroutineleak' : `${count(size)} series of counts`;
  return `| ${inCell(name)} | ${format} | ${holds === 'leaks' ? count(size) : ''} | | \`${sha256}\` |`;
}

/** As many rows as fit, by delta descending, each on a line as `root;caller;leaf before after`. */
function stacks({ diff }: Analysis, page: Page): string {
  const names = new FoldedNames(diff);
  const lines: string[] = [];
  let room = page.room - ROOM_FOR_FENCE;
  for (let row = 0; row < Math.min(diff.rows.length, STACKS); row++) {
    const line = visibleClip(names.line(rowIndex(row)), WIDEST_STACK);
    room -= line.length + 1;
    if (room < 0) break;
    lines.push(line);
  }
  const left = diff.rows.length - lines.length;
  if (left > 0) page.cut(`${count(left)} of ${many(diff.rows.length, 'stack')}`);
  return lines.length === 0 ? '' : folded('Stacks, before and after', fenced('', lines.join('\n')));
}

function folded(title: string, content: string): string {
  return content === '' ? '' : `<details><summary>${title}</summary>\n\n${content}\n\n</details>\n\n`;
}
