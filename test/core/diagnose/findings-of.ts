import { type DiagnoseOptions, diagnose } from '../../../src/core/diagnose/diagnose.ts';
import type { Finding } from '../../../src/core/diagnose/finding.ts';
import { diffSnapshots } from '../../../src/core/diff/diff-snapshots.ts';
import { functionName, lineOf } from '../../../src/core/model/stack-frames.ts';
import { type SnapshotFacts, snapshotFromText } from '../../support/snapshot-from-text.ts';

/** A finding with its culprit and creator spelled out as "function:line". */
export interface Told extends Finding {
  readonly at: string;
  readonly by: string | null;
}

/** Findings about two drawn snapshots. */
export function findingsOf(
  before: string,
  after: string,
  options: Partial<DiagnoseOptions> & { readonly facts?: SnapshotFacts } = {},
): Told[] {
  const { facts, ...rest } = options;
  const input = diffSnapshots([snapshotFromText(before, facts), snapshotFromText(after, facts)]);
  const { symbols } = input.diff;
  return diagnose(input, { minDelta: 1, suppressions: [], sources: null, ...rest }).map((finding) => ({
    ...finding,
    at: finding.culprit === null ? '' : `${functionName(symbols, finding.culprit)}:${lineOf(symbols, finding.culprit)}`,
    by: finding.creator === null ? null : functionName(symbols, finding.creator),
  }));
}

/** Lines for goroutines with ids: "{id}" counts from `first`, "{parent}" from 1000. */
export function drawn(first: number, count: number, line: string): string {
  const lines: string[] = [];
  for (let i = 0; i < count; i++) {
    lines.push(line.replaceAll('{id}', `${first + i}`).replaceAll('{parent}', `${1000 + first + i}`));
  }
  return lines.join('\n');
}

/** A goroutine that shows two dumps to be of one process. */
export const MAIN = '#1 IO wait, 5 minutes | main.main main.go:9 > net.(*TCPListener).Accept net/tcpsock.go:1';
