import type { Finding } from '../diagnose/finding.ts';
import type { Diff } from '../diff/diff.ts';
import type { Pair } from '../diff/pair-order.ts';
import type { Course } from '../diff/trend.ts';
import type { Completeness, Layer, SnapshotFormat } from '../model/snapshot.ts';
import type { Warning } from '../model/warning.ts';

/** An input as reports name it: what the content tells (Origin) and what the host tells (name, size, hash). */
export interface Source {
  /** Base name: reports never hold a path. */
  readonly name: string;
  readonly format: SnapshotFormat;
  readonly layers: readonly Layer[];
  readonly bytes: number;
  /** Lower-case hex, of the bytes of the file as it is; "" where no report that names it was asked for. */
  readonly sha256: string;
  readonly goroutines: number;
  readonly distinctStacks: number;
  /** ISO 8601, from the content only. */
  readonly capturedAt: string | null;
  readonly buildId: string | null;
  readonly completeness: Completeness;
  /** Whether any goroutine has labels, and whether goroutines have ids. */
  readonly labels: boolean;
  readonly ids: boolean;
  /** Dumps in the file, and which one this is (from 1). */
  readonly dumps: { readonly count: number; readonly chosen: number };
}

/** A file that is no snapshot of the comparison but was laid beside it. */
export interface BesideFile {
  /** Base name. */
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
  /** leaks: a goroutineleak profile, which marks rows. counts: goroutine counts over time. */
  readonly holds: 'leaks' | 'counts';
  /** How many goroutines it proves leaked, or how many series of counts it has. */
  readonly size: number;
}

/** Goroutine counts over time as monitoring knows them, and how they went. */
export interface CountCourse extends Course {
  /** Base name of the file that they are from. */
  readonly file: string;
  /** What tells the series from others of that file: labels of the metric, or "". */
  readonly name: string;
  /** Oldest first; thinned out where there are very many. Times are ISO 8601 in UTC. */
  readonly points: readonly { readonly time: string | null; readonly count: number }[];
}

export interface SourcedWarning extends Warning {
  readonly source: 'before' | 'after' | null;
}

/** All that a window, a report or the command line shows. Plain data and typed arrays: it can be posted as it is. */
export interface Analysis {
  readonly generator: { readonly name: 'straggler'; readonly version: string };
  /** null: one snapshot alone. */
  readonly before: Source | null;
  readonly after: Source;
  /** All inputs, oldest first, where there are more than two; else empty. */
  readonly series: readonly Source[];
  /** Which two of the series are BEFORE and AFTER, by their places in it; null where there is no series. */
  readonly pair: Pair | null;
  /** Other files that were given, in the order they came; and the counts that they hold. */
  readonly beside: readonly BesideFile[];
  readonly counts: readonly CountCourse[];
  readonly diff: Diff;
  /** Worst first. */
  readonly findings: readonly Finding[];
  readonly warnings: readonly SourcedWarning[];
  /** What was left out on purpose: "labels", "args", "paths", "hosts". */
  readonly redacted: readonly string[];
  /** Flags of the command that makes this again, without dashes, beside those that the comparison tells itself: "min_delta=5". */
  readonly flags: readonly string[];
}
