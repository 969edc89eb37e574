import type { Finding } from '../diagnose/finding.ts';
import type { DiffWithSnapshots } from '../diff/diff.ts';
import type { Snapshot } from '../model/snapshot.ts';
import type { Analysis, Source, SourcedWarning } from './model.ts';
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
  readonly files: readonly FileFacts[];
  /** As in Analysis. */
  readonly flags: readonly string[];
}

/** Puts together what is shown and reported: first snapshot against last, the ones between as the series. */
export function buildAnalysis({ comparison, findings, files, flags }: AnalysisParts): Analysis {
  const sources = comparison.snapshots.map((snapshot, i) => {
    const file = files[i];
    if (file === undefined) throw new RangeError(`snapshot ${i} of ${comparison.snapshots.length} has no file`);
    return sourceOf(file, snapshot);
  });
  const after = sources[sources.length - 1];
  if (after === undefined) throw new RangeError('an analysis needs a snapshot');
  return {
    generator: { name: 'straggler', version: VERSION },
    before: sources.length > 1 ? (sources[0] ?? null) : null,
    after,
    series: sources.length > 2 ? sources : [],
    diff: comparison.diff,
    findings,
    warnings: warningsOf(comparison.snapshots),
    redacted: [],
    flags,
  };
}

/** An input as reports name it. `goroutines` counts all that the file holds, the observer included. */
function sourceOf(file: FileFacts, snapshot: Snapshot): Source {
  const { origin, samples, symbols } = snapshot;
  let goroutines = 0;
  for (const count of samples.count) goroutines += count;
  return {
    ...file,
    format: origin.format,
    layers: origin.layers,
    goroutines,
    distinctStacks: new Set(samples.stack).size,
    capturedAt: origin.capturedAt,
    buildId: origin.buildId,
    completeness: snapshot.completeness,
    labels: symbols.labelSets.length > 1,
    ids: snapshot.goroutines !== null,
    dumps: origin.dumps,
  };
}

/** Warnings of the two sides that are compared; what is between them in a series keeps its own to itself. */
function warningsOf(snapshots: readonly Snapshot[]): SourcedWarning[] {
  const last = snapshots.length - 1;
  return snapshots.flatMap((snapshot, i) => {
    if (i !== 0 && i !== last) return [];
    const source = i === last ? 'after' : 'before';
    return snapshot.warnings.map((warning) => ({ ...warning, source }) satisfies SourcedWarning);
  });
}
