import { NONE } from '../../model/column.ts';
import type { DumpChoice } from '../decode-result.ts';
import { Dump } from './dump.ts';
import { GoroutineRows } from './goroutine-rows.ts';
import type { Marker } from './line-kinds.ts';
import { RecordTable, Trait } from './record-table.ts';

/** A goroutine as the walker found it. */
export interface Sighting {
  readonly id: number;
  readonly minutes: number;
  readonly creatorId: number;
  readonly argumentsHash: number;
}

/**
 * Gathers the goroutines of a file, finds where one dump ends and the next begins, and keeps of all dumps only the
 * best so far and the one that is being read.
 */
export class DumpCollector {
  readonly rows = new GoroutineRows();
  readonly records = new RecordTable();
  readonly #choice: DumpChoice;
  readonly #keepSystem: boolean;
  #kept: Dump | null = null;
  #current: Dump | null = null;
  #count = 0;
  #pending: Marker | null = null;
  /** A line of dashes and nothing since: the next signal is the next thread of the same crash. */
  #ruled = false;

  constructor(choice: DumpChoice, keepSystem: boolean) {
    this.#choice = choice;
    this.#keepSystem = keepSystem;
  }

  /** Dumps seen so far. */
  get count(): number {
    return this.#count;
  }

  /** The dump that is being read, or a new one. */
  get current(): Dump {
    this.#current ??= this.#open('debug2', false);
    return this.#current;
  }

  mark(marker: Marker): void {
    if (marker === 'rule') {
      // Only a crash goes on with its threads; elsewhere somebody drew a line.
      if (this.#current?.format === 'crash') this.#ruled = this.#current.threads = true;
    } else if (!(marker === 'signal' && this.#ruled)) {
      this.#pending = marker;
    }
  }

  /** One more goroutine, whose record is a row of `records`, at a line of the text. */
  add(sighting: Sighting, record: number, line: number): void {
    this.#begin();
    const dump = this.current;
    const { id } = sighting;
    if (id === 0 || (!this.#keepSystem && this.records.has(record, Trait.System))) {
      if (!dump.threads) dump.system++;
      return;
    }
    const running = this.records.has(record, Trait.Running);
    if (dump.awaitsRunning && running) this.#disown(dump);
    const same = this.rows.find(id);
    if (same !== NONE && this.#repeats(dump, sighting, record, same, line)) return;
    const { current } = this;
    if (running && this.records.has(record, Trait.Framed) && current.goroutines > 0) current.border = this.rows.length;
    this.rows.push(id, record, sighting.minutes, sighting.creatorId, sighting.argumentsHash);
    current.goroutines++;
    if (this.records.has(record, Trait.Flawed)) this.#complain(current, record, line);
  }

  /** The chosen dump: its goroutines are the rows from 0 on. Null where there is none. */
  finish(): Dump | null {
    if (this.#current !== null) this.#close(this.rows.length);
    return this.#kept;
  }

  #begin(): void {
    this.#ruled = false;
    const marker = this.#pending;
    if (marker === null) return;
    this.#pending = null;
    if (this.#current !== null) this.#close(this.rows.length);
    this.#current = this.#open(marker === 'begin' ? 'debug2' : 'crash', marker === 'panic');
  }

  #open(format: 'debug2' | 'crash', awaitsRunning: boolean): Dump {
    this.rows.startAt(this.rows.length);
    return new Dump(++this.#count, format, awaitsRunning, NONE);
  }

  /** An id comes again. True where the block is a repetition, false where it belongs to a dump that begins. */
  #repeats(dump: Dump, sighting: Sighting, record: number, same: number, line: number): boolean {
    const framed = this.records.has(record, Trait.Framed);
    if (!dump.threads) {
      const begins = framed && this.records.has(record, Trait.Running);
      const border = begins ? this.rows.length : dump.border;
      if (border > same) {
        this.#split(border);
        return false;
      }
      dump.warnings.note('duplicate-id', line, 1, sighting.id);
    }
    if (framed && !this.records.has(this.rows.record.get(same), Trait.Framed)) {
      this.rows.replace(same, record, sighting.minutes, sighting.creatorId);
    }
    return true;
  }

  /** The rows from `border` on are the beginning of the next dump. */
  #split(border: number): void {
    const moved = this.rows.length - border;
    this.current.goroutines -= moved;
    const start = this.#close(border);
    this.rows.startAt(start);
    this.#current = new Dump(++this.#count, 'debug2', false, NONE);
    this.#current.goroutines = moved;
  }

  /** Blocks between "panic:" and the goroutine that panicked were written by the program. */
  #disown(dump: Dump): void {
    dump.awaitsRunning = false;
    if (dump.goroutines === 0) return;
    dump.warnings.note('forged-blocks', null, dump.goroutines);
    const start = this.rows.length - dump.goroutines;
    this.rows.remove(start, this.rows.length);
    this.rows.startAt(start);
    dump.goroutines = 0;
  }

  /** Ends the current dump at a row, keeps the better one, and gives the row where what follows begins. */
  #close(end: number): number {
    const dump = this.current;
    this.#current = null;
    const start = end - dump.goroutines;
    const better = this.#isBetter(dump);
    if (better) {
      this.#kept = dump;
      this.rows.remove(0, start);
      return dump.goroutines;
    }
    this.rows.remove(start, end);
    return start;
  }

  #isBetter(dump: Dump): boolean {
    switch (this.#choice) {
      case 'first':
        return dump.number === 1;
      case 'last':
        return true;
      case 'last-complete':
        return this.#kept === null || dump.worth >= this.#kept.worth;
      default:
        return dump.number === this.#choice;
    }
  }

  #complain(dump: Dump, record: number, line: number): void {
    const facts = this.records.facts(record);
    if (facts === undefined) return;
    if (facts.unknownState !== '') dump.warnings.note('unknown-state', line, 1, facts.unknownState);
    if (!facts.labelsWhole) dump.warnings.note('malformed-labels', line);
    if (facts.foreign > 0) dump.warnings.note('foreign-lines', line, facts.foreign);
    if (facts.malformed > 0) dump.warnings.note('malformed-frame', line, facts.malformed);
  }
}
