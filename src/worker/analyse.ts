import { diagnose } from '../core/diagnose/diagnose.ts';
import type { SourceReader } from '../core/diagnose/source-reader.ts';
import type { DiffWithSnapshots } from '../core/diff/diff.ts';
import { diffSnapshots } from '../core/diff/diff-snapshots.ts';
import { isLeakList } from '../core/diff/leak-profiles.ts';
import type { CompiledFilters } from '../core/model/filter.ts';
import type { Filters } from '../core/model/filters.ts';
import type { Snapshot } from '../core/model/snapshot.ts';
import { type AnalysisParts, buildAnalysis, type FileFacts, sourceOf } from '../core/report/analysis.ts';
import { countCourses } from '../core/report/counts.ts';
import type { Analysis, BesideFile } from '../core/report/model.ts';
import type { SourceRoot } from '../node/source/find-file.ts';
import { decodeAll, decoderHere } from './decode-all.ts';
import type { DecodedInput } from './decode-input.ts';
import { inputBytes } from './input.ts';
import { type AnalysisOptions, type AnalysisRequest, failed, type OnProgress, type Outcome } from './protocol.ts';

/** What is shown, and what questions about single goroutines are answered from. */
export interface Analysed {
  readonly analysis: Analysis;
  readonly detail: DiffWithSnapshots;
}

/** With what it was made of, to be compared again with other options. */
export interface Kept extends Analysed {
  readonly inputs: readonly DecodedInput[];
}

/** The whole way from files to findings, in the calling thread. */
export async function analyse(
  { inputs, options }: AnalysisRequest,
  onProgress: OnProgress = () => {},
): Promise<Outcome<Kept>> {
  const totalBytes = await inputBytes(inputs);
  const decoded = await decodeAll([decoderHere(options)], inputs, totalBytes, onProgress);
  if (!decoded.ok) return decoded;
  onProgress({ phase: 'comparing', doneBytes: totalBytes, totalBytes });
  return compareAndKeep(decoded.value, options);
}

export async function compareAndKeep(
  inputs: readonly DecodedInput[],
  options: AnalysisOptions,
): Promise<Outcome<Kept>> {
  const outcome = await compare(inputs, options);
  return outcome.ok ? { ok: true, value: { ...outcome.value, inputs } } : outcome;
}

/**
 * From decoded inputs, oldest first, to findings. Two steps that do not share a frame: where the caller keeps no inputs
 * either, their symbols, half of what a large pair takes, are gone before it is judged.
 */
export function compare(inputs: readonly DecodedInput[], options: AnalysisOptions): Promise<Outcome<Analysed>> {
  return differences(inputs, options).then((found) => (found.ok ? judge(found.value, options) : found));
}

/** What differs, and what is still to be said of the files that it was found in. */
type Differences = Omit<AnalysisParts, 'findings' | 'flags'>;

async function differences(inputs: readonly DecodedInput[], options: AnalysisOptions): Promise<Outcome<Differences>> {
  const sides = sidesOf(inputs);
  if (!sides.ok) return sides;
  const filters = await compiledFilters(options.filters);
  if (!filters.ok) return filters;
  const { compared, leaks } = withoutLeakLists(sides.value);
  const comparison = diffSnapshots(
    compared.map(({ snapshot }) => snapshot),
    {
      pair: options.pair,
      match: options.match,
      normalize: options.normalize,
      manual: options.manual,
      filters: filters.value,
      leaks: leaks.map(({ snapshot }) => snapshot),
    },
  );
  const value = {
    comparison,
    sources: compared.map(({ file, snapshot }) => sourceOf(file, snapshot)),
    beside: inputs.flatMap((input) => besideOf(input, leaks)),
    counts: inputs.flatMap(({ file, decoded }) =>
      decoded.kind === 'counts' ? countCourses(file.name, decoded.counts) : [],
    ),
  };
  return { ok: true, value };
}

async function judge(found: Differences, options: AnalysisOptions): Promise<Outcome<Analysed>> {
  const findings = diagnose(found.comparison, {
    minDelta: options.minDelta,
    suppressions: options.suppressions,
    sources: await sourceReader(options.source),
  });
  const analysis = buildAnalysis({ ...found, findings, flags: flagsOf(options) });
  return { ok: true, value: { analysis, detail: found.comparison } };
}

/** The input as a file beside the comparison, where it is no part of it. */
function besideOf({ file, decoded }: DecodedInput, leaks: readonly Side[]): BesideFile[] {
  if (decoded.kind === 'counts') return [{ ...file, holds: 'counts', size: decoded.counts.length }];
  const leaked = leaks.find((side) => side.file === file);
  if (leaked === undefined) return [];
  let size = 0;
  for (const count of leaked.snapshot.samples.count) size += count;
  return [{ ...file, holds: 'leaks', size }];
}

/** What of the options shapes the answer and is not written down in the comparison. */
function flagsOf({ minDelta, dump, suppressionsFile }: AnalysisOptions): string[] {
  return [
    ...(minDelta > 1 ? [`min_delta=${minDelta}`] : []),
    ...(dump === 'last-complete' ? [] : [`dump=${dump}`]),
    ...(suppressionsFile === null ? [] : [`suppressions=${suppressionsFile}`]),
  ];
}

/**
 * goroutineleak profiles beside snapshots of all goroutines name what is proven leaked in these; where there is
 * nothing else they are compared with each other.
 */
function withoutLeakLists(sides: readonly Side[]): {
  readonly compared: readonly Side[];
  readonly leaks: readonly Side[];
} {
  const compared = sides.filter(({ snapshot }) => !isLeakList(snapshot));
  if (compared.length === 0) return { compared: sides, leaks: [] };
  return { compared, leaks: sides.filter(({ snapshot }) => isLeakList(snapshot)) };
}

/** The engine of regular expressions is loaded only where there is one; null: there is none. */
export async function compiledFilters(filters: Filters): Promise<Outcome<CompiledFilters | null>> {
  if (Object.values(filters).every((text) => text === null)) return { ok: true, value: null };
  const { compileFilters } = await import('../core/model/filter-pattern.ts');
  const compiled = compileFilters(filters);
  return compiled.ok
    ? { ok: true, value: compiled.filters }
    : failed('usage', compiled.message, 'use the syntax of Go regular expressions');
}

/** Loaded only where it is asked for: the grammar of Go is large. */
async function sourceReader(root: SourceRoot | null): Promise<SourceReader | null> {
  if (root === null) return null;
  const { openSourceReader } = await import('../node/source/open-source-reader.ts');
  return openSourceReader(root);
}

interface Side {
  readonly file: FileFacts;
  readonly snapshot: Snapshot;
}

/** A file that is itself a comparison is both sides; it cannot be compared with anything else. Counts are no side. */
function sidesOf(inputs: readonly DecodedInput[]): Outcome<readonly Side[]> {
  const sides: Side[] = [];
  const isAlone = inputs.filter(({ decoded }) => decoded.kind !== 'counts').length === 1;
  for (const [i, { file, decoded }] of inputs.entries()) {
    if (decoded.kind === 'counts') continue;
    if (decoded.kind === 'snapshot') {
      sides.push({ file, snapshot: decoded.snapshot });
    } else if (isAlone) {
      sides.push({ file, snapshot: decoded.before }, { file, snapshot: decoded.after });
    } else {
      return failed('usage', 'this file is itself a comparison of two snapshots', 'open it alone', i);
    }
  }
  if (sides.length > 0) return { ok: true, value: sides };
  return failed('wrong-profile', 'this holds goroutine counts over time, no snapshot', 'give it beside snapshots', 0);
}
