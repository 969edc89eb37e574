import { type GoroutineIds, goroutineIds } from '../diff/goroutine-ids.ts';
import { type GoroutinesByRow, goroutinesByRow } from '../diff/goroutines-by-row.ts';
import { at, type Column, NONE, type None, seal } from '../model/column.ts';
import { type GoroutineIndex, goroutineIndex, type RowIndex, type SampleIndex } from '../model/index-types.ts';
import type { GoroutineTable } from '../model/snapshot.ts';
import type { Scene } from './scene.ts';

/** AFTER's goroutines by row and by id, for dumps that print ids. */
export class People {
  readonly table: GoroutineTable;
  readonly byRow: GoroutinesByRow;
  /** By goroutine: the row that it stands in, or NONE. */
  readonly #row: Column<GoroutineIndex, RowIndex | None>;
  readonly #ids: GoroutineIds;
  /** Room for the ids of the starters of one place. */
  readonly #room: Float64Array;

  private constructor(table: GoroutineTable, rowOfSample: Column<SampleIndex, RowIndex | None>, rows: number) {
    this.table = table;
    const row = new Int32Array(table.length);
    for (let g = 0; g < row.length; g++) row[g] = rowOfSample[table.sample[g] ?? 0] ?? NONE;
    this.#row = seal(row);
    this.#ids = goroutineIds(table);
    this.byRow = goroutinesByRow(table, rowOfSample, rows);
    this.#room = new Float64Array(table.length);
  }

  /** null where AFTER prints no ids. */
  static of(scene: Scene): People | null {
    const table = scene.input.snapshots.at(-1)?.goroutines ?? null;
    const rowOfSample = scene.input.rowOfSample.at(-1);
    return table === null || rowOfSample === undefined ? null : new People(table, rowOfSample, scene.diff.rows.length);
  }

  /** The row that a goroutine stands in, or NONE when it is gone (or was left out). */
  rowOfId(id: number): RowIndex | None {
    const goroutine = this.#ids.find(id);
    if (goroutine === NONE) return NONE;
    return at(this.#row, goroutineIndex(goroutine));
  }

  /** For each of AFTER's goroutines of a row the row that its starter stands in, or NONE. */
  startersOf(row: RowIndex): (RowIndex | None)[] {
    const { start, goroutine } = this.byRow;
    return Array.from(goroutine.subarray(start[row], start[row + 1]), (g) =>
      this.rowOfId(this.table.creatorId[g] ?? 0),
    );
  }

  /** How many different goroutines started those of some rows, as far as the dump tells. */
  distinctStarters(rows: readonly RowIndex[]): number {
    const { start, goroutine } = this.byRow;
    const room = this.#room;
    let told = 0;
    for (const row of rows) {
      const end = start[row + 1] ?? 0;
      for (let i = start[row] ?? 0; i < end; i++) {
        const id = this.table.creatorId[goroutine[i] ?? 0] ?? 0;
        // One that starts many does so in a row: most repetitions are next to each other.
        if (id !== 0 && (told === 0 || id !== room[told - 1])) room[told++] = id;
      }
    }
    const ids = room.subarray(0, told).sort();
    let distinct = 0;
    for (let i = 0; i < told; i++) if (i === 0 || ids[i] !== ids[i - 1]) distinct++;
    return distinct;
  }
}
