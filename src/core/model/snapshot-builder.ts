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
  /** (state, flags) and (creator, labels), of which there are few; and samples: a stack and one of each. */
  readonly #states = new InternTable();
  readonly #origins = new InternTable();
  readonly #samples: InternTable;
  readonly #count: Float64Growable;
  readonly #id = new Float64Growable();
  readonly #sampleOf = new Int32Growable();
  readonly #minutes = new Int32Growable();
  readonly #creatorId = new Float64Growable();

  /** `samples`: how many are expected. More may come. */
  constructor(symbols: SymbolsBuilder = new SymbolsBuilder(), samples = 64) {
    this.symbols = symbols;
    this.#samples = new InternTable(samples);
    this.#count = new Float64Growable(samples);
  }

  /** The sample with this key, made with count 0 at first sight. */
  sample(key: SampleKey): SampleIndex {
    const state = this.#states.intern(key.state, key.flags);
    const origin = this.#origins.intern(key.creator, key.labels);
    const row = this.#samples.intern(key.stack, state, origin);
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
    const { length } = this.#samples;
    const stack = new Int32Array(length);
    const state = new Int32Array(length);
    const flags = new Uint16Array(length);
    const creator = new Int32Array(length);
    const labels = new Int32Array(length);
    for (let row = 0; row < length; row++) {
      stack[row] = this.#samples.a.get(row);
      state[row] = this.#states.a.get(this.#samples.b.get(row));
      flags[row] = this.#states.b.get(this.#samples.b.get(row));
      creator[row] = this.#origins.a.get(this.#samples.c.get(row));
      labels[row] = this.#origins.b.get(this.#samples.c.get(row));
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
        creator: seal(creator),
        labels: seal(labels),
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
