import type { Finding } from '../diagnose/finding.ts';
import { displayFunctionName } from '../model/function-name.ts';
import { frameView, fullPlace, place, stackView } from './frame-view.ts';
import { type Gate, gateFindings } from './gate.ts';
import { escapeMarkup } from './html-escape.ts';
import type { Analysis } from './model.ts';
import { summarise } from './summary.ts';
import { visibleClip } from './visible.ts';

const WIDEST = 1000;
const FRAMES = 50;

/**
 * Findings as JUnit XML, a test case each: a failure where the finding meets the gate, skipped where a suppression
 * expects it, else passed. Without findings there is one case, which passes, so that a pipeline shows that it ran.
 */
export function renderJunit(analysis: Analysis, gate: Gate): string {
  const { findings } = analysis;
  const failing = new Set(gateFindings(gate, findings));
  const skipped = findings.filter(({ suppressed }) => suppressed !== null).length;
  const tests = Math.max(1, findings.length);
  const cases =
    findings.length === 0
      ? ['<testcase classname="goroutines" name="no goroutine leak" time="0"/>']
      : findings.map((finding) => testCase(analysis, finding, failing.has(finding)));
  const counts = `tests="${tests}" failures="${failing.size}" errors="0" time="0"`;
  const time = analysis.after.capturedAt === null ? '' : ` timestamp="${analysis.after.capturedAt.slice(0, 19)}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites ${counts}>`,
    `<testsuite name="straggler"${time} ${counts} skipped="${skipped}">`,
    ...cases,
    `<system-out>${xml(summarise(analysis).headline)}</system-out>`,
    '</testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

function testCase(analysis: Analysis, finding: Finding, failing: boolean): string {
  const { diff } = analysis;
  const culprit = finding.culprit === null ? null : frameView(diff, finding.culprit);
  const where = culprit === null ? '' : ` at ${displayFunctionName(culprit.function)} ${place(culprit)}`;
  const named = `classname="${xml(culprit?.package || 'goroutines')}" name="${xml(`${finding.title}${where}`)}" time="0"`;
  if (finding.suppressed !== null) {
    const why = `${finding.suppressed.rule}: ${finding.suppressed.reason}`;
    return `<testcase ${named}><skipped message="${xml(why)}"/></testcase>`;
  }
  if (!failing) return `<testcase ${named}><system-out>${xml(finding.sentence)}</system-out></testcase>`;
  const frames = stackView(diff, finding.stack);
  const lines = frames.slice(0, FRAMES).map((frame) => xml(`${frame.function} ${fullPlace(frame)}`));
  return `<testcase ${named}><failure type="${finding.verdict}" message="${xml(finding.sentence)}">${lines.join('\n')}</failure></testcase>`;
}

function xml(text: string): string {
  return escapeMarkup(visibleClip(text, WIDEST)).replace(/[\ufffe\uffff]/g, '\ufffd');
}
