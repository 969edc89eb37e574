import type { Evidence, Finding } from '../diagnose/finding.ts';
import { rowIndex } from '../model/index-types.ts';
import { type FrameView, frameView, stackView } from './frame-view.ts';
import { JsonRows } from './json-rows.ts';
import { jsonText } from './json-text.ts';
import type { Analysis, BesideFile, CountCourse, Source } from './model.ts';
import { rowIds } from './row-ids.ts';

export const REPORT_SCHEMA = 'straggler.report/1';

/** Rows that go into one chunk. */
const ROWS_A_CHUNK = 256;

/**
 * The report as JSON, in chunks: the schema of docs/report.schema.json, keys in its order, a row a line. The same
 * analysis gives the same bytes. Never one string: 200,000 rows with their stacks are more than a string can hold.
 */
export function* renderJson(analysis: Analysis): Generator<string> {
  const ids = rowIds(analysis.diff);
  yield '{\n';
  for (const [key, value] of Object.entries(head(analysis))) yield `${jsonText(key)}: ${jsonText(value)},\n`;
  yield '"findings": [';
  for (const [i, finding] of analysis.findings.entries()) {
    yield `${i === 0 ? '' : ','}\n${jsonText(findingJson(analysis, finding, ids))}`;
  }
  yield '],\n"stacks": [';
  yield* rows(analysis, ids);
  yield `],\n"warnings": ${jsonText(analysis.warnings.map(({ source, code, message, line, offset }) => ({ source, code, message, line, offset })))}\n}\n`;
}

function* rows(analysis: Analysis, ids: readonly string[]): Generator<string> {
  const writer = new JsonRows(analysis.diff);
  const { length } = analysis.diff.rows;
  for (let first = 0; first < length; first += ROWS_A_CHUNK) {
    let chunk = '';
    for (let row = first; row < Math.min(length, first + ROWS_A_CHUNK); row++) {
      chunk += `${row === 0 ? '' : ','}\n${writer.row(rowIndex(row), ids[row] ?? '')}`;
    }
    yield chunk;
  }
}

function head(analysis: Analysis): Readonly<Record<string, unknown>> {
  const { generator, before, after, series, diff } = analysis;
  const { comparison, totals } = diff;
  const ids = comparison.probable.length > 0 ? rowIds(diff) : [];
  return {
    schema: REPORT_SCHEMA,
    generator,
    before: before === null ? null : sourceJson(before),
    after: sourceJson(after),
    ...(series.length > 0 ? { series: series.map(sourceJson), pair: analysis.pair } : {}),
    ...(analysis.beside.length > 0 ? { beside: analysis.beside.map(besideJson) } : {}),
    ...(analysis.counts.length > 0 ? { counts: analysis.counts.map(countsJson) } : {}),
    comparison: {
      match: comparison.match,
      cross_format: comparison.crossFormat,
      same_process: comparison.sameProcess,
      same_build: comparison.sameBuild,
      swapped_suspected: comparison.swappedSuspected,
      reasons: comparison.reasons,
      normalize: comparison.normalize,
      filters: comparison.filters,
      manual: comparison.manual.map(({ text }) => text),
      probable: comparison.probable.map(({ before: one, after: other, why }) => ({
        before: ids[one],
        after: ids[other],
        why,
      })),
      redacted: analysis.redacted,
    },
    totals: {
      before: totals.before,
      after: totals.after,
      delta: totals.after - totals.before,
      grown: totals.grown,
      shrunk: totals.shrunk,
      survivors: totals.survivors,
      moved: totals.moved,
      born: totals.born,
      gone: totals.gone,
      at_least: totals.atLeast,
      differences_only: totals.unknown,
      left_out: totals.leftOut,
    },
  };
}

function sourceJson(source: Source): unknown {
  return {
    name: source.name,
    format: source.format,
    layers: source.layers,
    bytes: source.bytes,
    sha256: source.sha256,
    goroutines: source.goroutines,
    distinct_stacks: source.distinctStacks,
    captured_at: source.capturedAt,
    build_id: source.buildId,
    truncated: source.completeness.truncated,
    depth_capped: source.completeness.depthCapped,
    elided: source.completeness.elided,
    labels: source.labels,
    ids: source.ids,
    dumps: source.dumps,
  };
}

function besideJson({ name, bytes, sha256, holds, size }: BesideFile): unknown {
  return { name, bytes, sha256, holds, size };
}

function countsJson({ file, name, trend, perHour, reaches, points }: CountCourse): unknown {
  return { file, name, trend, per_hour: perHour, reaches, points };
}

function findingJson({ diff }: Analysis, finding: Finding, ids: readonly string[]): unknown {
  const frame = (index: Finding['culprit']): FrameView | null => (index === null ? null : frameView(diff, index));
  const reason = ({ text, from, frame: index, snippet }: Evidence) => ({
    text,
    from,
    frame: frame(index),
    snippet:
      snippet === null
        ? null
        : { file: snippet.file, first_line: snippet.firstLine, marked: snippet.marked, lines: snippet.lines },
  });
  return {
    id: finding.id,
    rank: finding.rank,
    verdict: finding.verdict,
    confidence: finding.confidence,
    pattern: finding.pattern,
    title: finding.title,
    sentence: finding.sentence,
    state: finding.state,
    culprit: frame(finding.culprit),
    creator: frame(finding.creator),
    creator_chain: finding.creatorChain.map(frame),
    before: finding.before,
    after: finding.after,
    delta: finding.after - finding.before,
    at_least: finding.atLeast,
    survivors: finding.survivors,
    wait_minutes: finding.waitMinutes,
    instances:
      finding.instances === null
        ? null
        : {
            count: finding.instances.count,
            goroutines_each: finding.instances.goroutinesEach,
            noun: finding.instances.noun,
          },
    memory_at_least: finding.memoryAtLeast,
    caused_by: finding.causedBy,
    leaked_proven: finding.leakedProven,
    suppressed: finding.suppressed,
    series:
      finding.series === null
        ? null
        : {
            values: finding.series.values,
            trend: finding.series.trend,
            per_hour: finding.series.perHour,
            reaches: finding.series.reaches,
          },
    labels: finding.labels,
    evidence: finding.evidence.map(reason),
    counter_evidence: finding.counterEvidence.map(reason),
    owner: {
      who_owns: finding.owner.whoOwns,
      how_stopped: finding.owner.howStopped,
      who_waits: finding.owner.whoWaits,
    },
    advice: finding.advice,
    next_capture: finding.nextCapture,
    stacks: finding.rows.map((row) => ids[row]),
    stack: stackView(diff, finding.stack),
  };
}
