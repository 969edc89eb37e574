import { diagnose } from '../core/diagnose/diagnose.ts';
import type { SourceReader } from '../core/diagnose/source-reader.ts';
import type { DiffWithSnapshots } from '../core/diff/diff.ts';
import { diffSnapshots } from '../core/diff/diff-snapshots.ts';
import { isLeakList } from '../core/diff/leak-profiles.ts';
import type { CompiledFilters } from '../core/model/filter.ts';
import type { Filters } from '../core/model/filters.ts';
import type { Snapshot } from '../core/model/snapshot.ts';
import { buildAnalysis, type FileFacts } from '../core/report/analysis.ts';
import type { Analysis } from '../core/report/model.ts';
import type { SourceRoot } from '../node/source/find-file.ts';
import { type DecodedInput, decodeInput } from './decode-input.ts';
import { inputBytes } from './input.ts';
import { type AnalysisOptions, type AnalysisRequest, failed, type OnProgress, type Outcome } from './protocol.ts';

/** What is shown, and what questions about single goroutines are answered from. */
export interface Analysed {
  readonly analysis: Analysis;
  readonly detail: DiffWithSnapshots;
}

/** The whole way from files to findings, in the calling thread. */
export async function analyse(
  { inputs, options }: AnalysisRequest,
  onProgress: OnProgress = () => {},
): Promise<Outcome<Analysed>> {
  const totalBytes = await inputBytes(inputs);
  const decoded: DecodedInput[] = [];
  let earlier = 0;
  for (const [i, input] of inputs.entries()) {
    const result = await decodeInput(input, { dump: options.dump, hash: options.hash }, (bytes) =>
      onProgress({ phase: 'reading', doneBytes: earlier + bytes, totalBytes }),
    );
    if (!result.ok) return failed(result.error.kind, result.error.message, result.error.advice, i);
    decoded.push(result.value);
    earlier += result.value.file.bytes;
  }
  onProgress({ phase: 'comparing', doneBytes: totalBytes, totalBytes });
  return compare(decoded, options);
}

/** From decoded inputs, oldest first, to findings. */
export async function compare(inputs: readonly DecodedInput[], options: AnalysisOptions): Promise<Outcome<Analysed>> {
  const sides = sidesOf(inputs);
  if (!sides.ok) return sides;
  const filters = await compiledFilters(options.filters);
  if (!filters.ok) return filters;
  const { compared, leaks } = withoutLeakLists(sides.value);
  const detail = diffSnapshots(
    compared.map(({ snapshot }) => snapshot),
    { match: options.match, normalize: options.normalize, manual: options.manual, filters: filters.value, leaks },
  );
  const findings = diagnose(detail, {
    minDelta: options.minDelta,
    suppressions: options.suppressions,
    sources: await sourceReader(options.source),
  });
  const files = compared.map(({ file }) => file);
  return {
    ok: true,
    value: { analysis: buildAnalysis({ comparison: detail, findings, files, flags: flagsOf(options) }), detail },
  };
}

/** What of the options shapes the answer and is not written down in the comparison. */
function flagsOf({ minDelta, dump }: AnalysisOptions): string[] {
  return [...(minDelta > 1 ? [`min_delta=${minDelta}`] : []), ...(dump === 'last-complete' ? [] : [`dump=${dump}`])];
}

/**
 * goroutineleak profiles beside snapshots of all goroutines name what is proven leaked in these; where there is
 * nothing else they are compared with each other.
 */
function withoutLeakLists(sides: readonly Side[]): {
  readonly compared: readonly Side[];
  readonly leaks: readonly Snapshot[];
} {
  const compared = sides.filter(({ snapshot }) => !isLeakList(snapshot));
  if (compared.length === 0) return { compared: sides, leaks: [] };
  return { compared, leaks: sides.flatMap(({ snapshot }) => (isLeakList(snapshot) ? [snapshot] : [])) };
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

/** A file that is itself a comparison is both sides; it cannot be compared with anything else. */
function sidesOf(inputs: readonly DecodedInput[]): Outcome<readonly Side[]> {
  const sides: Side[] = [];
  for (const [i, { file, decoded }] of inputs.entries()) {
    if (decoded.kind === 'snapshot') {
      sides.push({ file, snapshot: decoded.snapshot });
    } else if (inputs.length > 1) {
      return failed('usage', 'this file is itself a comparison of two snapshots', 'open it alone', i);
    } else {
      sides.push({ file, snapshot: decoded.before }, { file, snapshot: decoded.after });
    }
  }
  return { ok: true, value: sides };
}
