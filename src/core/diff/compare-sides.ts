import type { Snapshot } from '../model/snapshot.ts';
import type { Answer } from './diff.ts';
import type { SharedIds } from './shared-ids.ts';

/** What is known of two snapshots as a pair, before any stack is matched. */
export interface SidesFacts {
  readonly crossFormat: boolean;
  readonly sameProcess: Answer;
  readonly sameBuild: Answer;
  readonly swappedSuspected: boolean;
  readonly reasons: readonly string[];
}

export const ALONE: SidesFacts = {
  crossFormat: false,
  sameProcess: 'unknown',
  sameBuild: 'unknown',
  swappedSuspected: false,
  reasons: [],
};

export function compareSides(before: Snapshot, after: Snapshot, shared: SharedIds | null): SidesFacts {
  const reasons: string[] = [];
  const { buildId } = before.origin;
  const sameBuildIds = buildId !== null && after.origin.buildId !== null ? buildId === after.origin.buildId : null;
  const sameProcess = shared === null ? 'unknown' : shared.conflicts > 0 ? 'no' : shared.same > 0 ? 'yes' : 'unknown';
  return {
    crossFormat: before.origin.format !== after.origin.format,
    sameProcess,
    sameBuild: sameProcess === 'yes' || sameBuildIds === true ? 'yes' : sameBuildIds === false ? 'no' : 'unknown',
    swappedSuspected: false,
    reasons,
  };
}
