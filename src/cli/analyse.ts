import { readFile, stat } from 'node:fs/promises';
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
  if (flags.diff_base !== undefined && snapshots.length === 0) {
    throw failure(null, '-diff_base names the snapshot before', 'name the one after it too');
  }
  const paths = flags.diff_base === undefined ? snapshots : [flags.diff_base, ...snapshots];
  checkPaths(paths);
  const outputs = flags.output.map(outputOf);
  await checkOutputs(outputs, paths);
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
  // Before anything is printed: a reader that closes the pipe early does not open the gate.
  if (flags.fail_on !== undefined && gateFindings(flags.fail_on, analysis.findings).length > 0) {
    process.exitCode = Exit.GateMet;
  }
  await print(await toStdout(analysis, flags.format));
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

/** A snapshot is evidence that cannot be taken again: no report is written over one. */
async function checkOutputs(outputs: readonly Output[], snapshots: readonly string[]): Promise<void> {
  const inputs = await Promise.all(snapshots.filter((path) => path !== '-').map(fileId));
  for (const { path } of outputs) {
    const id = await fileId(path);
    if (id !== null && inputs.includes(id)) {
      throw failure(path, 'it is one of the snapshots that are read', 'name another file for the report');
    }
  }
}

/** The same for every path and link that leads to one file; null where there is none. */
async function fileId(path: string): Promise<string | null> {
  try {
    const { dev, ino } = await stat(path, { bigint: true });
    return `${dev}:${ino}`;
  } catch {
    return null;
  }
}

interface Output {
  readonly path: string;
  readonly format: ReportFormat;
}

function outputOf(path: string): Output {
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
    source:
      flags.source_path === undefined
        ? null
        : { root: await sourceFolder(flags.source_path), trimPath: flags.trim_path ?? null },
  };
}

/** The path as it is: a mistyped one would only show as findings with less behind them. */
async function sourceFolder(path: string): Promise<string> {
  const found = await stat(path).catch(() => null);
  if (found?.isDirectory()) return path;
  throw failure(
    path,
    found === null ? 'there is no such folder' : 'it is no folder',
    'name the folder of the Go source',
  );
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
