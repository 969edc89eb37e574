import type { Finding } from '../diagnose/finding.ts';
import type { Diff } from '../diff/diff.ts';
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
  readonly diff: Diff;
  /** Worst first. */
  readonly findings: readonly Finding[];
  readonly warnings: readonly SourcedWarning[];
  /** What was left out on purpose: "labels", "args", "paths", "hosts". */
  readonly redacted: readonly string[];
  /** Flags of the command that makes this again, without dashes, beside those that the comparison tells itself: "min_delta=5". */
  readonly flags: readonly string[];
}
