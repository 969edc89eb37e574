import { NONE } from '../model/column.ts';
import type { RowIndex } from '../model/index-types.ts';
import type { ComparedSnapshot, DiffWithSnapshots, GoroutineDetail } from './diff.ts';
import { goroutineIds } from './goroutine-ids.ts';

/**
 * The goroutines of some rows, at most `limit`: AFTER's in the order of its file, then those of BEFORE that are not
 * there any more (without identity: all of BEFORE's). Formats without ids have none.
 */
export function goroutinesOf(d: DiffWithSnapshots, rows: readonly RowIndex[], limit: number): GoroutineDetail[] {
  const asked = new Uint8Array(d.diff.rows.length);
  for (const row of rows) asked[row] = 1;
  const last = d.snapshots.length - 1;
  const after = side(d, last);
  const before = last > 0 ? side(d, 0) : null;
  const followed = d.diff.rows.identity !== null;
  const details: GoroutineDetail[] = [];

  for (const { g, row } of goroutinesIn(after, asked)) {
    if (details.length >= limit) return details;
    const earlier = followed ? (before?.ids.find(after.idOf(g)) ?? NONE) : NONE;
    details.push(detail(after.snapshot, g, followed ? sideOfAfter(before, earlier, row) : 'after'));
  }
  if (before === null) return details;
  for (const { g } of goroutinesIn(before, asked)) {
    if (details.length >= limit) return details;
    if (followed && after.ids.find(before.idOf(g)) !== NONE) continue;
    // Behind the cut of a truncated file it may well be: that is no "gone".
    const known = followed && !after.snapshot.completeness.truncated;
    details.push(detail(before.snapshot, g, known ? 'gone' : 'before'));
  }
  return details;
}

interface Side {
  readonly snapshot: ComparedSnapshot;
  readonly rowOf: (goroutine: number) => number;
  readonly idOf: (goroutine: number) => number;
  readonly ids: { find(id: number): number };
}

const NO_IDS = { find: () => NONE };

function side(d: DiffWithSnapshots, index: number): Side {
  const snapshot = d.snapshots[index];
  if (snapshot === undefined) throw new RangeError(`there is no snapshot ${index}`);
  const { goroutines } = snapshot;
  const rowOfSample = d.rowOfSample[index];
  return {
    snapshot,
    rowOf: (g) => rowOfSample?.[goroutines?.sample[g] ?? 0] ?? NONE,
    idOf: (g) => goroutines?.id[g] ?? 0,
    ids: goroutines === null ? NO_IDS : goroutineIds(goroutines),
  };
}

function* goroutinesIn(side: Side, asked: Uint8Array): Generator<{ g: number; row: number }> {
  const length = side.snapshot.goroutines?.length ?? 0;
  for (let g = 0; g < length; g++) {
    const row = side.rowOf(g);
    if (row !== NONE && asked[row] === 1) yield { g, row };
  }
}

function sideOfAfter(before: Side | null, earlier: number, row: number): GoroutineDetail['side'] {
  if (earlier !== NONE && before !== null) return before.rowOf(earlier) === row ? 'survivor' : 'moved';
  return before?.snapshot.completeness.truncated ? 'after' : 'born';
}

function detail(snapshot: ComparedSnapshot, g: number, side: GoroutineDetail['side']): GoroutineDetail {
  const waited = snapshot.goroutines?.minutes[g] ?? NONE;
  return {
    id: snapshot.goroutines?.id[g] ?? 0,
    side,
    minutes: waited === NONE ? null : waited,
    creatorId: snapshot.goroutines?.creatorId[g] ?? 0,
  };
}
