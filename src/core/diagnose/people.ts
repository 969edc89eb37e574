import { type GoroutineIds, goroutineIds } from '../diff/goroutine-ids.ts';
import { type GoroutinesByRow, goroutinesByRow } from '../diff/goroutines-by-row.ts';
import { at, type Column, NONE, type None } from '../model/column.ts';
import { type GoroutineIndex, goroutineIndex, type RowIndex, type SampleIndex } from '../model/index-types.ts';
import type { GoroutineTable } from '../model/snapshot.ts';
import type { Scene } from './scene.ts';

/** AFTER's goroutines by row and by id, for dumps that print ids. */
export class People {
  readonly #table: GoroutineTable;
  readonly #rowOfSample: Column<SampleIndex, RowIndex | None>;
  readonly #ids: GoroutineIds;
  readonly #byRow: GoroutinesByRow;

  private constructor(table: GoroutineTable, rowOfSample: Column<SampleIndex, RowIndex | None>, rows: number) {
    this.#table = table;
    this.#rowOfSample = rowOfSample;
    this.#ids = goroutineIds(table);
    this.#byRow = goroutinesByRow(table, rowOfSample, rows);
  }

  /** null where AFTER prints no ids. */
  static of(scene: Scene): People | null {
    const table = scene.input.snapshots.at(-1)?.goroutines ?? null;
    const rowOfSample = scene.input.rowOfSample.at(-1);
    return table === null || rowOfSample === undefined ? null : new People(table, rowOfSample, scene.diff.rows.length);
  }

  /** AFTER's goroutines of a row. */
  members(row: RowIndex): GoroutineIndex[] {
    const { start, goroutine } = this.#byRow;
    return Array.from(goroutine.subarray(start[row], start[row + 1]), goroutineIndex);
  }

  /** Calls back with each of AFTER's goroutines of a row: the id of its starter, 0 where it is not told, and its own. */
  eachStarter(row: RowIndex, tell: (creatorId: number, id: number) => void): void {
    const { start, goroutine } = this.#byRow;
    for (let i = start[row] ?? 0; i < (start[row + 1] ?? 0); i++) {
      const g = goroutineIndex(goroutine[i] ?? 0);
      tell(at(this.#table.creatorId, g), at(this.#table.id, g));
    }
  }

  /** The goroutine that started this one; 0 where the dump does not tell. */
  creatorId(goroutine: GoroutineIndex): number {
    return at(this.#table.creatorId, goroutine);
  }

  /** The row that a goroutine stands in, or null when it is gone (or was left out). */
  rowOfId(id: number): RowIndex | null {
    const g = this.#ids.find(id);
    if (g === NONE) return null;
    const row = at(this.#rowOfSample, at(this.#table.sample, goroutineIndex(g)));
    return row === NONE ? null : row;
  }
}
