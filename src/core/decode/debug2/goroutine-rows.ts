import { NONE } from '../../model/column.ts';
import { hashOfId } from '../../model/goroutine-id.ts';
import { NumberColumn } from './number-column.ts';

/**
 * The goroutines of a file, a row each: numbers only, so a million of them take 20 MB. Rows are found by id among
 * those of the dump that is being read.
 */
export class GoroutineRows {
  readonly id = new NumberColumn();
  /** The row of the record table. */
  readonly record = new NumberColumn();
  /** Minutes + 1; 0 where none are printed. */
  readonly #minutes = new NumberColumn();
  readonly creatorId = new NumberColumn();
  /** 0 where the arguments are not looked at, or tell nothing. */
  readonly argumentsHash = new NumberColumn();
  /** First row of the dump that is being read. */
  #start = 0;
  #slots = new Int32Array(256).fill(NONE);

  get length(): number {
    return this.id.length;
  }

  minutes(row: number): number {
    return this.#minutes.get(row) - 1;
  }

  push(id: number, record: number, minutes: number, creatorId: number, argumentsHash: number): void {
    const row = this.length;
    this.id.push(id);
    this.record.push(record);
    this.#minutes.push(minutes + 1);
    this.creatorId.push(creatorId);
    this.argumentsHash.push(argumentsHash);
    if ((row + 1 - this.#start) * 2 > this.#slots.length) this.#index(this.#slots.length * 2);
    else this.#slots[this.#slot(id)] = row;
  }

  /** Minutes of the rows [from, to), NONE where none are printed. */
  minutesOf(from: number, to: number): Int32Array<ArrayBuffer> {
    const minutes = new Int32Array(to - from);
    for (let row = from; row < to; row++) minutes[row - from] = this.minutes(row);
    return minutes;
  }

  /** The row of this id in the dump that is being read, or NONE. */
  find(id: number): number {
    return this.#slots[this.#slot(id)] ?? NONE;
  }

  /** What a later block of the same goroutine told better. */
  replace(row: number, record: number, minutes: number, creatorId: number): void {
    this.record.set(row, record);
    this.#minutes.set(row, minutes + 1);
    this.creatorId.set(row, creatorId);
  }

  /** Drops the rows [from, to). `startAt` must follow before the next `find`. */
  remove(from: number, to: number): void {
    if (from === to) return;
    for (const column of [this.id, this.record, this.#minutes, this.creatorId, this.argumentsHash]) {
      column.remove(from, to);
    }
  }

  /** The dump that is being read starts at this row. */
  startAt(row: number): void {
    this.#start = row;
    this.#index(2 ** Math.ceil(Math.log2(Math.max(256, (this.length - row) * 2 + 1))));
  }

  #slot(id: number): number {
    const mask = this.#slots.length - 1;
    for (let slot = hashOfId(id) & mask; ; slot = (slot + 1) & mask) {
      const row = this.#slots[slot] ?? NONE;
      if (row === NONE || this.id.get(row) === id) return slot;
    }
  }

  #index(size: number): void {
    this.#slots = size === this.#slots.length ? this.#slots.fill(NONE) : new Int32Array(size).fill(NONE);
    for (let row = this.#start; row < this.length; row++) this.#slots[this.#slot(this.id.get(row))] = row;
  }
}
