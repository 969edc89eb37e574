import { Float64Growable, Int32Growable, type None, seal } from './column.ts';
import {
  type CreatorIndex,
  type LabelSetIndex,
  type SampleIndex,
  type StackIndex,
  type StringIndex,
  sampleIndex,
} from './index-types.ts';
import { InternTable } from './intern-table.ts';
import type { Completeness, GoroutineTable, Origin, Snapshot } from './snapshot.ts';
import { SymbolsBuilder } from './symbols-builder.ts';
import type { Warning } from './warning.ts';

export interface SampleKey {
  readonly stack: StackIndex | None;
  readonly state: StringIndex;
  readonly flags: number;
  readonly creator: CreatorIndex | None;
  readonly labels: LabelSetIndex;
}

/** The only mutable form of a Snapshot: readers fill it, `finish` freezes it. */
export class SnapshotBuilder {
  readonly symbols: SymbolsBuilder;
  /** (stack, state, flags) in one table, (that, creator, labels) in the next: five numbers as two triples. */
  readonly #heads = new InternTable();
  readonly #samples = new InternTable();
  readonly #count = new Float64Growable();
  readonly #id = new Float64Growable();
  readonly #sampleOf = new Int32Growable();
  readonly #minutes = new Int32Growable();
  readonly #creatorId = new Float64Growable();

  constructor(symbols: SymbolsBuilder = new SymbolsBuilder()) {
    this.symbols = symbols;
  }

  /** The sample with this key, made with count 0 at first sight. */
  sample(key: SampleKey): SampleIndex {
    const head = this.#heads.intern(key.stack, key.state, key.flags);
    const row = this.#samples.intern(head, key.creator, key.labels);
    if (row === this.#count.length) this.#count.push(0);
    return sampleIndex(row);
  }

  /** `count` more goroutines without ids. */
  addCount(sample: SampleIndex, count: number): void {
    this.#count.add(sample, count);
  }

  /** One goroutine with an id: `minutes` NONE where not printed, `creatorId` 0 where not known. */
  addGoroutine(sample: SampleIndex, id: number, minutes: number, creatorId: number): void {
    this.#count.add(sample, 1);
    this.#id.push(id);
    this.#sampleOf.push(sample);
    this.#minutes.push(minutes);
    this.#creatorId.push(creatorId);
  }

  get goroutines(): number {
    return this.#id.length;
  }

  /** `goroutines`: the table, where the caller keeps it itself; then counts must have been added for it. */
  finish(
    origin: Origin,
    completeness: Completeness,
    warnings: readonly Warning[],
    goroutines: GoroutineTable | null = this.#goroutineTable(),
  ): Snapshot {
    const length = this.#samples.length;
    const stack = new Int32Array(length);
    const state = new Int32Array(length);
    const flags = new Uint16Array(length);
    for (let row = 0; row < length; row++) {
      const head = this.#samples.a.get(row);
      stack[row] = this.#heads.a.get(head);
      state[row] = this.#heads.b.get(head);
      flags[row] = this.#heads.c.get(head);
    }
    return {
      origin,
      completeness,
      symbols: this.symbols.finish(),
      samples: {
        length,
        stack: seal(stack),
        state: seal(state),
        flags: seal(flags),
        creator: seal(this.#samples.b.finish()),
        labels: seal(this.#samples.c.finish()),
        count: seal(this.#count.finish()),
      },
      goroutines,
      warnings,
    };
  }

  #goroutineTable(): GoroutineTable | null {
    if (this.#id.length === 0) return null;
    return {
      length: this.#id.length,
      id: seal(this.#id.finish()),
      sample: seal(this.#sampleOf.finish()),
      minutes: seal(this.#minutes.finish()),
      creatorId: seal(this.#creatorId.finish()),
    };
  }
}
