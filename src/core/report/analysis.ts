import type { Finding } from '../diagnose/finding.ts';
import type { ComparedSnapshot, DiffWithSnapshots } from '../diff/diff.ts';
import { type Column, NONE, type None } from '../model/column.ts';
import type { SampleIndex, StackIndex } from '../model/index-types.ts';
import type { Snapshot } from '../model/snapshot.ts';
import type { Analysis, BesideFile, CountCourse, Source, SourcedWarning } from './model.ts';
import { VERSION } from './version.ts';

/** What only the host knows of an input: base name, size and lower-case hex SHA-256 of the file as it is ("": not asked for). */
export interface FileFacts {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
}

export interface AnalysisParts {
  readonly comparison: DiffWithSnapshots;
  /** Worst first. */
  readonly findings: readonly Finding[];
  /** One a snapshot of the comparison, oldest first; both sides of a pair that came as one file name that file. */
  readonly sources: readonly Source[];
  readonly beside: readonly BesideFile[];
  readonly counts: readonly CountCourse[];
  /** As in Analysis. */
  readonly flags: readonly string[];
}

/** Puts together what is shown and reported: BEFORE against AFTER, and all as the series. */
export function buildAnalysis({ comparison, findings, sources, beside, counts, flags }: AnalysisParts): Analysis {
  const { snapshots, order } = comparison;
  const [from = 0, to = 0] = [order[0], order.at(-1)];
  const [before = null, after] = [sources[from], sources[to]];
  if (after === undefined) throw new RangeError('an analysis needs a snapshot, and each a source');
  return {
    generator: { name: 'straggler', version: VERSION },
    before: sources.length > 1 ? before : null,
    after,
    series: sources.length > 2 ? sources : [],
    pair: sources.length > 2 ? [from, to] : null,
    beside,
    counts,
    diff: comparison.diff,
    findings,
    warnings: warningsOf(snapshots),
    redacted: [],
    flags,
  };
}

/** An input as reports name it. `goroutines` counts all that the file holds, the observer included. */
export function sourceOf(file: FileFacts, snapshot: Snapshot): Source {
  const { origin, samples, symbols } = snapshot;
  let goroutines = 0;
  for (let sample = 0; sample < samples.length; sample++) goroutines += samples.count[sample] ?? 0;
  return {
    ...file,
    format: origin.format,
    layers: origin.layers,
    goroutines,
    distinctStacks: distinct(samples.stack, symbols.stacks.length),
    capturedAt: origin.capturedAt,
    buildId: origin.buildId,
    completeness: snapshot.completeness,
    labels: symbols.labelSets.length > 1,
    ids: snapshot.goroutines !== null,
    dumps: origin.dumps,
  };
}

/** Warnings of the two sides that are compared, the first and the last; others of a series keep theirs to themselves. */
function warningsOf(snapshots: readonly ComparedSnapshot[]): SourcedWarning[] {
  const last = snapshots.length - 1;
  return snapshots.flatMap((snapshot, i) => {
    if (i !== 0 && i !== last) return [];
    const source = i === last ? 'after' : 'before';
    return snapshot.warnings.map((warning) => ({ ...warning, source }) satisfies SourcedWarning);
  });
}

/** How many different stacks are among these; NONE, the one without frames, is one of them. */
function distinct(stacks: Column<SampleIndex, StackIndex | None>, length: number): number {
  const seen = new Uint8Array(length + 1);
  let count = 0;
  for (let sample = 0; sample < stacks.length; sample++) {
    const stack = stacks[sample] ?? NONE;
    count += 1 - (seen[stack + 1] ?? 0);
    seen[stack + 1] = 1;
  }
  return count;
}
