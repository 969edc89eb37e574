import type { ComparedSnapshot, Diff } from '../diff/diff.ts';

const DEBUG2 = "curl -sS -o after.txt 'http://HOST:PORT/debug/pprof/goroutine?debug=2'";
const LEAK = "curl -sS -o leaked.pb.gz 'http://HOST:PORT/debug/pprof/goroutineleak'";

/** What could not be told from these inputs, as one sentence, and the command that would tell; null if nothing. */
export function nextCapture(diff: Diff, snapshots: readonly ComparedSnapshot[]): string | null {
  const after = snapshots.at(-1);
  if (after === undefined) return null;
  if (snapshots.length === 1) {
    return `One snapshot cannot tell growth. Take a second one some minutes later: ${DEBUG2}`;
  }
  if (after.goroutines === null) {
    const format =
      after.origin.format === 'debug1'
        ? 'debug=1 has no states, ids or creators'
        : 'protobuf has no ids, minutes or creators';
    return `${format[0]?.toUpperCase()}${format.slice(1)}: take both sides at debug=2 to see who started these and whether they stay: ${DEBUG2}`;
  }
  if (diff.rows.identity === null) {
    return `Which goroutines stayed cannot be told from these two. Take two at debug=2 from one process: ${DEBUG2}`;
  }
  if (hasNoMinutes(after)) {
    return `No wait times: no garbage collection has seen these waits yet. Take a third snapshot after a few minutes: ${DEBUG2}`;
  }
  return `A third snapshot after the load has ended tells whether they go away; with Go 1.27 the runtime can prove it: ${LEAK}`;
}

function hasNoMinutes(after: ComparedSnapshot): boolean {
  if (after.goroutines === null) return true;
  const { minutes } = after.goroutines;
  for (let g = 0; g < minutes.length; g++) if ((minutes[g] ?? 0) > 0) return false;
  return true;
}
