import { at, NONE } from '../model/column.ts';
import { type GoroutineIndex, goroutineIndex, type RowIndex } from '../model/index-types.ts';
import type { Snapshot } from '../model/snapshot.ts';
import type { Scene } from './scene.ts';

/** AFTER's goroutines by row and by id, for dumps that print ids. */
export class People {
  readonly #snapshot: Snapshot;
  readonly #start: Int32Array;
  readonly #member: Int32Array;
  readonly #rowOfId = new Map<number, RowIndex>();

  private constructor(scene: Scene, snapshot: Snapshot) {
    this.#snapshot = snapshot;
    const rows = scene.diff.rows.length;
    const rowOfSample = scene.input.rowOfSample.at(-1);
    const table = snapshot.goroutines;
    const rowOf = new Int32Array(table?.length ?? 0).fill(NONE);
    const start = new Int32Array(rows + 1);
    if (table !== null && rowOfSample !== undefined) {
      for (let g = 0; g < table.length; g++) {
        const row = at(rowOfSample, at(table.sample, goroutineIndex(g)));
        if (row === NONE) continue;
        rowOf[g] = row;
        start[row + 1] = (start[row + 1] ?? 0) + 1;
        this.#rowOfId.set(at(table.id, goroutineIndex(g)), row);
      }
    }
    for (let row = 0; row < rows; row++) start[row + 1] = (start[row + 1] ?? 0) + (start[row] ?? 0);
    const next = start.slice();
    const member = new Int32Array(start[rows] ?? 0);
    for (const [g, row] of rowOf.entries()) {
      if (row === NONE) continue;
      const slot = next[row] ?? 0;
      member[slot] = g;
      next[row] = slot + 1;
    }
    this.#start = start;
    this.#member = member;
  }

  /** null where AFTER prints no ids. */
  static of(scene: Scene): People | null {
    const snapshot = scene.input.snapshots.at(-1);
    return snapshot?.goroutines ? new People(scene, snapshot) : null;
  }

  /** AFTER's goroutines of a row. */
  members(row: RowIndex): GoroutineIndex[] {
    return Array.from(this.#member.subarray(this.#start[row], this.#start[row + 1]), goroutineIndex);
  }

  /** Calls back with each of AFTER's goroutines of a row: the id of its starter, 0 where it is not told, and its own. */
  eachStarter(row: RowIndex, tell: (creatorId: number, id: number) => void): void {
    const table = this.#snapshot.goroutines;
    if (table === null) return;
    for (let i = this.#start[row] ?? 0; i < (this.#start[row + 1] ?? 0); i++) {
      const goroutine = goroutineIndex(this.#member[i] ?? 0);
      tell(at(table.creatorId, goroutine), at(table.id, goroutine));
    }
  }

  /** The goroutine that started this one; 0 where the dump does not tell. */
  creatorId(goroutine: GoroutineIndex): number {
    const table = this.#snapshot.goroutines;
    return table === null ? 0 : at(table.creatorId, goroutine);
  }

  /** The row that a goroutine stands in, or null when it is gone (or was left out). */
  rowOfId(id: number): RowIndex | null {
    return this.#rowOfId.get(id) ?? null;
  }
}
