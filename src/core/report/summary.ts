import type { Finding } from '../diagnose/finding.ts';
import { count, goroutines, list, many } from '../diagnose/words.ts';
import type { Diff, RowTable } from '../diff/diff.ts';
import { at } from '../model/column.ts';
import { displayFunctionName } from '../model/function-name.ts';
import type { RowIndex } from '../model/index-types.ts';
import { MOST_SERIES } from './counts.ts';
import { place, stackView } from './frame-view.ts';
import type { Analysis, Source } from './model.ts';

/** What a report says before any detail. All sentences are whole, without line breaks, and may hold text of a dump. */
export interface Summary {
  /** The verdict in one sentence. */
  readonly headline: string;
  /** "412 → 5,414 (+5,002, ×13)". */
  readonly change: string;
  /** What to know of the inputs before trusting the rest; empty where all is well. */
  readonly health: readonly string[];
  /** Leaks and suspects that nobody expects, worst first. */
  readonly open: readonly Finding[];
  /** Expected by judgement or by a suppression. */
  readonly expected: readonly Finding[];
  readonly cannotTell: readonly string[];
}

export function summarise(analysis: Analysis): Summary {
  const open = analysis.findings.filter(isOpen);
  return {
    headline: headline(analysis, open),
    change: change(analysis),
    health: health(analysis),
    open,
    expected: analysis.findings.filter((finding) => !isOpen(finding)),
    cannotTell: cannotTell(analysis, open),
  };
}

/** Whether a finding counts against the program: neither expected nor suppressed. */
export function isOpen(finding: Finding): boolean {
  return finding.verdict !== 'expected' && finding.suppressed === null;
}

/** "+5,002", "−3", "±0". */
export function signed(n: number): string {
  const rounded = Math.round(n * 100) / 100;
  if (rounded === 0) return '±0';
  return rounded > 0 ? `+${count(rounded)}` : count(rounded);
}

/** "≥ 5,414" where the count is a lower bound; none that could be seen is not known to be none. */
export function counted(n: number, atLeast: boolean): string {
  if (!atLeast) return count(n);
  return n === 0 ? 'not seen' : `≥ ${count(n)}`;
}

/** Which of two counts are lower bounds. */
export interface Bounds {
  readonly before: boolean;
  readonly after: boolean;
}

/** The signed difference of two counts, as a bound where one of them is: "+5", "≥ +5", "≤ +5"; "≈ +5" where both are. */
export function difference(before: number, after: number, atLeast: Bounds): string {
  return `${boundSign(atLeast)}${signed(after - before)}`;
}

/** The same of a row: "−3, not seen" where AFTER ends before it may have come to it. */
export function rowDifference({ rows }: Diff, row: RowIndex): string {
  const before = at(rows.before, row);
  const after = at(rows.after, row);
  const atLeast = rowBounds(rows, row);
  return `${difference(before, after, atLeast)}${after === 0 && atLeast.after ? ', not seen' : ''}`;
}

/** Which counts of a row are lower bounds. */
export function rowBounds(rows: RowTable, row: RowIndex): Bounds {
  return { before: at(rows.beforeAtLeast, row) === 1, after: at(rows.afterAtLeast, row) === 1 };
}

/** What stands before a difference of counts that are bounds. */
export function boundSign({ before, after }: Bounds): '' | '≥ ' | '≤ ' | '≈ ' {
  if (before && after) return '≈ ';
  if (after) return '≥ ';
  return before ? '≤ ' : '';
}

/** What a finding or a box of the graph counts. */
interface Counts {
  readonly before: number;
  readonly after: number;
  readonly atLeast: Bounds;
}

/** "+5,002"; of one snapshot alone, which cannot tell growth, how many there are: "5,414". */
export function growthText(analysis: Analysis, { before, after, atLeast }: Counts): string {
  return analysis.before === null ? counted(after, atLeast.after) : difference(before, after, atLeast);
}

/** "412 → 5,414"; of one snapshot alone "5,414". */
export function courseOf(analysis: Analysis, { before, after, atLeast }: Counts): string {
  const to = counted(after, atLeast.after);
  return analysis.before === null ? to : `${counted(before, atLeast.before)} → ${to}`;
}

/** "95 %"; nothing is ever certain. */
export function percent(confidence: number): string {
  return confidence > 0.99 ? '> 99 %' : `${Math.round(confidence * 100)} %`;
}

/** Before and after as a person writes it; one snapshot alone has only an after. */
export function change({ before, diff: { totals } }: Analysis): string {
  const after = counted(totals.after, totals.atLeast.after);
  if (before === null) return after;
  const ratio = totals.before > 0 && totals.after > totals.before ? `, ×${factor(totals.after / totals.before)}` : '';
  const delta = difference(totals.before, totals.after, totals.atLeast);
  return `${counted(totals.before, totals.atLeast.before)} → ${after} (${delta}${ratio})`;
}

function factor(ratio: number): string {
  return ratio < 10 ? `${Math.round(ratio * 10) / 10}` : count(ratio);
}

function headline(analysis: Analysis, open: readonly Finding[]): string {
  const leaks = open.filter((finding) => finding.verdict === 'leak');
  const single = analysis.before === null;
  if (leaks.length > 0) {
    const suspects = open.length - leaks.length;
    return `${many(leaks.length, 'goroutine leak')}: ${grew(leaks, single)}${alsoSuspect(suspects)}.`;
  }
  if (open.length > 0) {
    return `No leak is certain, ${places(open.length)} suspect: ${grew(open, single)}.`;
  }
  const { totals } = analysis.diff;
  if (nothingLeft(analysis)) return 'Nothing to judge: no goroutine passes the filters.';
  if (single) return `No goroutine leak can be seen in this snapshot alone: ${goroutines(totals.after)}.`;
  const delta = totals.after - totals.before;
  if (delta > 0 && analysis.findings.length > 0)
    return `No goroutine leak found: the growth by ${goroutines(delta)} is expected.`;
  if (delta > 0) return `No goroutine leak found: growth by ${goroutines(delta)}, none of it at a suspicious place.`;
  return `No goroutine leak found: ${delta === 0 ? 'the number of goroutines is the same' : `${goroutines(-delta)} fewer than before`}.`;
}

/** The filters took everything: that is no sign of health. */
function nothingLeft({ diff: { comparison, totals } }: Analysis): boolean {
  return comparison.filters.length > 0 && totals.before === 0 && totals.after === 0;
}

function places(n: number): string {
  return n === 1 ? '1 place is' : `${count(n)} places are`;
}

function alsoSuspect(n: number): string {
  return n === 0 ? '' : `; ${n === 1 ? '1 more place is' : `${count(n)} more places are`} suspect`;
}

function grew(findings: readonly Finding[], single: boolean): string {
  const sum = findings.reduce((total, { before, after }) => total + after - (single ? 0 : before), 0);
  const where = findings.length === 1 ? 'one place' : `${count(findings.length)} places`;
  if (!single && sum <= 0) {
    // Proven or certain by itself, without having grown.
    const there = findings.reduce((total, { after }) => total + after, 0);
    return `${goroutines(there)} parked at ${where}, no more than before`;
  }
  return single ? `${goroutines(sum)} parked at ${where}` : `${where} grew by ${goroutines(sum)}`;
}

function health(analysis: Analysis): string[] {
  const { before, after, diff } = analysis;
  const { comparison, totals } = diff;
  const sentences: string[] = [];
  if (comparison.swappedSuspected) {
    sentences.push('The two snapshots look swapped: what is called AFTER seems to be the older one.');
  }
  if (comparison.sameProcess === 'no') {
    sentences.push('The program was restarted between the snapshots: goroutine ids cannot be compared.');
  }
  if (comparison.sameBuild === 'no') {
    sentences.push(`The snapshots are from different builds; stacks were matched by "${comparison.match}".`);
  }
  if (before !== null && diff.completeness.before !== null) sentences.push(...incomplete('BEFORE', before));
  sentences.push(...incomplete(before === null ? 'The snapshot' : 'AFTER', after));
  if (totals.unknown) sentences.push('The input tells differences only: its totals are not those of the program.');
  if (comparison.normalize === 'total') sentences.push('BEFORE is scaled to the total of AFTER: counts are not raw.');
  if (comparison.normalize === 'per1000') sentences.push('Counts are per 1,000 goroutines, not raw.');
  for (const { name, holds, size } of analysis.beside) {
    if (holds === 'leaks')
      sentences.push(
        `${name}: ${goroutines(size)} proven leaked by the runtime; that others are not listed proves nothing.`,
      );
    if (holds === 'counts' && size > MOST_SERIES)
      sentences.push(`${name} holds ${count(size)} series of counts; the ${MOST_SERIES} highest are shown.`);
  }
  if (comparison.manual.length > 0) {
    sentences.push(
      ...comparison.manual.map(({ text }) => text),
      'What was matched by hand is in no flag: the command that is named here makes the report without it.',
    );
  }
  if (comparison.filters.length > 0)
    sentences.push(`Only part of the goroutines is shown: ${comparison.filters.join(', ')}.`);
  return sentences;
}

function incomplete(side: string, { completeness, goroutines: n }: Source): string[] {
  const sentences: string[] = [];
  if (completeness.truncated)
    sentences.push(`${side} is cut off: at least ${goroutines(n)}, and counts of it are lower bounds.`);
  if (completeness.depthCapped)
    sentences.push(`${side} has stacks that lack their root: the profiler keeps a limited depth.`);
  if (completeness.elided) sentences.push(`${side} has stacks whose middle was not printed.`);
  return sentences;
}

function cannotTell(analysis: Analysis, open: readonly Finding[]): string[] {
  const { before, after, diff } = analysis;
  const sentences: string[] = [];
  const sides = [before, after].filter((source) => source !== null);
  const without = [...new Set(sides.filter((source) => !source.ids).map((source) => SPELLED[source.format]))];
  if (before === null) sentences.push('Whether these goroutines grow or stay: one snapshot cannot tell.');
  if (without.length > 0) {
    sentences.push(`Which goroutines stayed, how long they wait and who started them: ${list(without)} does not say.`);
  } else if (before !== null && diff.comparison.normalize !== 'none') {
    sentences.push('Which goroutines stayed: counts that are scaled are not those of single goroutines.');
  } else if (before !== null && diff.rows.identity === null) {
    sentences.push('Which goroutines stayed: the snapshots are not known to be of one process.');
  }
  if (before !== null && diff.comparison.sameProcess === 'unknown') {
    sentences.push('Whether both snapshots are of the same process.');
  }
  sentences.push(...offers(diff));
  const unread = open.some((finding) => !finding.evidence.some(({ from }) => from === 'source'));
  if (unread) sentences.push('What the code at these lines does: the Go source was not read (--source_path).');
  if (analysis.redacted.length > 0) sentences.push(`Left out of this report: ${list(analysis.redacted, 9)}.`);
  return sentences;
}

/** Rows that are perhaps one, named by where they are parked. */
const OFFERS = 3;

function offers(diff: Diff): string[] {
  const { probable } = diff.comparison;
  const sentences = probable
    .slice(0, OFFERS)
    .map(({ before, after, why }) => `Whether ${parkedAt(diff, before)} became ${parkedAt(diff, after)}. ${why}`);
  if (probable.length > OFFERS)
    sentences.push(`And ${count(probable.length - OFFERS)} more pairs of stacks like these.`);
  return sentences;
}

function parkedAt(diff: Diff, row: RowIndex): string {
  const [leaf] = stackView(diff, at(diff.rows.stack, row));
  return leaf === undefined
    ? 'a goroutine that had not started'
    : `${displayFunctionName(leaf.function)} ${place(leaf)}`;
}

const SPELLED: Record<Source['format'], string> = {
  pprof: 'a protobuf profile (debug=0)',
  debug1: 'a debug=1 dump',
  debug2: 'a debug=2 dump',
  crash: 'a crash dump',
};
