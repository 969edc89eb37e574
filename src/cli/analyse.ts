import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseSuppressions, type Suppression } from '../core/diagnose/suppressions.ts';
import { formatOf, REPORT_FORMATS, type ReportFormat } from '../core/report/choices.ts';
import { DEFAULT_GATE, gateFindings } from '../core/report/gate.ts';
import type { Analysis } from '../core/report/model.ts';
import type { RenderOptions } from '../core/report/render.ts';
import { renderText } from '../core/report/text.ts';
import { explainSystemError } from '../node/system-error.ts';
import type { AnalysisOptions } from '../worker/protocol.ts';
import { viewerPagePath } from './built-files.ts';
import { Exit, failure } from './exit.ts';
import type { AnalyseFlags } from './program.ts';
import { runAnalysis } from './run-analysis.ts';
import { inkFor, print } from './terminal.ts';

/** `straggler BEFORE AFTER`: analyses, prints, writes the reports, and judges the gate. */
export async function analyseCommand(snapshots: readonly string[], flags: AnalyseFlags): Promise<void> {
  if (flags.checkReport !== undefined) return (await import('./check-report.ts')).checkReportCommand(flags.checkReport);
  const paths = flags.diff_base === undefined ? snapshots : [flags.diff_base, ...snapshots];
  checkPaths(paths);
  const outputs = flags.output.map(outputOf);
  const outcome = await runAnalysis(paths, {
    ...(await optionsOf(flags)),
    hash: outputs.length > 0 || flags.format !== 'text',
  });
  if (!outcome.ok) {
    const { message, advice } = outcome.error;
    throw failure(outcome.input === null ? null : nameOf(paths[outcome.input]), message, advice);
  }
  const analysis = outcome.value;
  for (const { path, format } of outputs) {
    const { writeReport } = await import('../worker/write-report.ts');
    const options = { redactions: flags.redact, render: renderOptions(flags) };
    const written = await writeReport(analysis, { path, format, page: viewerPagePath(), options });
    if (!written.ok) throw failure(path, written.error.message, written.error.advice);
  }
  await print(await toStdout(analysis, flags.format));
  if (flags.fail_on !== undefined && gateFindings(flags.fail_on, analysis.findings).length > 0) {
    process.exitCode = Exit.GateMet;
  }
}

async function toStdout(analysis: Analysis, format: AnalyseFlags['format']): Promise<Iterable<string | Uint8Array>> {
  if (format === 'text') return renderText(analysis, inkFor(process.stdout));
  const { renderReport } = await import('../core/report/render.ts');
  return renderReport(format, analysis);
}

function renderOptions(flags: AnalyseFlags): Partial<RenderOptions> {
  return {
    profile: flags.pb,
    gate: flags.fail_on ?? DEFAULT_GATE,
    trim: flags.trim_path === undefined ? [] : [flags.trim_path],
  };
}

function checkPaths(paths: readonly string[]): void {
  if (paths.length === 0)
    throw failure(null, 'no snapshot is named', 'try straggler BEFORE AFTER, or straggler --help');
  if (paths.filter((path) => path === '-').length > 1) {
    throw failure('-', 'standard input can be one snapshot only', 'name files for the others');
  }
}

function outputOf(path: string): { readonly path: string; readonly format: ReportFormat } {
  const format = formatOf(basename(path));
  if (format === null) {
    const endings = REPORT_FORMATS.map((ending) => `.${ending}`).join(' ');
    throw failure(path, 'its ending names no report', `use one of ${endings}`);
  }
  return { path, format };
}

async function optionsOf(flags: AnalyseFlags): Promise<Partial<AnalysisOptions>> {
  return {
    match: flags.match,
    normalize: flags.normalize,
    minDelta: flags.min_delta,
    filters: {
      focus: flags.focus ?? null,
      ignore: flags.ignore ?? null,
      hide: flags.hide ?? null,
      showFrom: flags.show_from ?? null,
      tagFocus: flags.tagfocus ?? null,
      tagIgnore: flags.tagignore ?? null,
    },
    dump: flags.dump ?? 'last-complete',
    suppressions: flags.suppressions === undefined ? [] : await readSuppressions(flags.suppressions),
    suppressionsFile: flags.suppressions === undefined ? null : basename(flags.suppressions),
    source: flags.source_path === undefined ? null : { root: flags.source_path, trimPath: flags.trim_path ?? null },
  };
}

async function readSuppressions(path: string): Promise<readonly Suppression[]> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    const { message, advice } = explainSystemError(error);
    throw failure(path, message, advice);
  }
  const { suppressions, errors } = parseSuppressions(text);
  const [first] = errors;
  if (first !== undefined) throw failure(`${path}:${first.line}`, first.message, '');
  return suppressions;
}

function nameOf(path: string | undefined): string {
  return path === undefined || path === '-' ? 'standard input' : path;
}
