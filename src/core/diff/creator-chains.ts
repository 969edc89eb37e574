import { NONE } from '../model/column.ts';
import type { GoroutineTable } from '../model/snapshot.ts';
import type { CommonTables } from './common-tables.ts';
import { type GoroutineIds, goroutineIds } from './goroutine-ids.ts';
import type { PlacedSnapshot } from './place-snapshots.ts';

/** Longer chains of go statements begin anew: who started the starter of the starter … is no help any more. */
const LONGEST_CHAIN = 32;

const UNKNOWN = -2;
const IN_WORK = -3;

/**
 * For each goroutine of a dump the row of its creator, with who started that in turn as far as it is known: from the
 * ancestors that the dump prints, else from the goroutine that "in goroutine N" names, in this dump or (in one
 * process) in the other one. Null for formats without ids.
 */
export function creatorChains(
  side: PlacedSnapshot,
  other: PlacedSnapshot | null,
  tables: CommonTables,
): Int32Array | null {
  const depths = new Map<number, number>();
  const dumps: DumpCreators[] = [];
  for (const placed of [side, other]) {
    const goroutines = placed?.snapshot.goroutines ?? null;
    if (placed !== null && goroutines !== null) dumps.push(new DumpCreators(placed, goroutines, tables, depths));
    else if (placed === side) return null;
  }
  const [own] = dumps;
  if (own === undefined) return null;
  const rows = new Int32Array(own.length);
  for (let g = 0; g < rows.length; g++) rows[g] = own.resolve(g, dumps);
  return rows;
}

interface Step {
  readonly dump: DumpCreators;
  readonly goroutine: number;
}

/** One dump's goroutines with their creators, resolved on demand and once. */
class DumpCreators {
  readonly length: number;
  readonly #goroutines: GoroutineTable;
  readonly #ids: GoroutineIds;
  readonly #tables: CommonTables;
  /** How many go statements the chain of a creator row has, where more than one. */
  readonly #depths: Map<number, number>;
  /** For each sample the row of its creator as the dump prints it. */
  readonly #printed: Int32Array;
  /** For each goroutine its creator row; UNKNOWN where not asked for yet, IN_WORK while being resolved. */
  readonly #rows: Int32Array;
  /** Neighbours in a dump often have one creator: what the last one came to. */
  #last: { id: number; printed: number; row: number } = { id: -1, printed: NONE, row: NONE };

  constructor(
    { snapshot, placement }: PlacedSnapshot,
    goroutines: GoroutineTable,
    tables: CommonTables,
    depths: Map<number, number>,
  ) {
    this.length = goroutines.length;
    this.#goroutines = goroutines;
    this.#ids = goroutineIds(goroutines);
    this.#tables = tables;
    this.#depths = depths;
    this.#printed = new Int32Array(snapshot.samples.length).fill(NONE);
    for (let sample = 0; sample < this.#printed.length; sample++) {
      const creator = snapshot.samples.creator[sample] ?? NONE;
      if (creator !== NONE) this.#printed[sample] = placement.creators[creator] ?? NONE;
    }
    this.#rows = new Int32Array(this.length).fill(UNKNOWN);
  }

  resolve(goroutine: number, dumps: readonly DumpCreators[]): number {
    const known = this.#rows[goroutine] ?? NONE;
    if (known !== UNKNOWN) return known;
    const id = this.#goroutines.creatorId[goroutine] ?? 0;
    const printed = this.#printedFor(goroutine);
    if (id !== this.#last.id || printed !== this.#last.printed) {
      this.#last = { id, printed, row: this.#walk(goroutine, dumps) };
    }
    this.#rows[goroutine] = this.#last.row;
    return this.#last.row;
  }

  /** Walks up until a known creator or the end, then builds the rows on the way back: no recursion, no circles. */
  #walk(goroutine: number, dumps: readonly DumpCreators[]): number {
    const starter = this.#starter(goroutine, dumps);
    if (starter === null) return this.#printedFor(goroutine);
    const above = starter.dump.#rows[starter.goroutine] ?? NONE;
    if (above >= NONE) return this.#below(goroutine, above);
    const path: Step[] = [];
    let row: number = NONE;
    let step: Step | null = { dump: this, goroutine };
    while (step !== null && path.length < LONGEST_CHAIN) {
      const known: number = step.dump.#rows[step.goroutine] ?? NONE;
      if (known === IN_WORK) break;
      if (known !== UNKNOWN) {
        row = known;
        break;
      }
      step.dump.#rows[step.goroutine] = IN_WORK;
      path.push(step);
      step = step.dump.#starter(step.goroutine, dumps);
    }
    for (let i = path.length - 1; i >= 0; i--) {
      const on = path[i];
      if (on === undefined) continue;
      row = on.dump.#below(on.goroutine, row);
      on.dump.#rows[on.goroutine] = row;
    }
    return row;
  }

  /** The goroutine whose go statement it was, where it is still in a dump and the dump prints no ancestors. */
  #starter(goroutine: number, dumps: readonly DumpCreators[]): Step | null {
    const id = this.#goroutines.creatorId[goroutine] ?? 0;
    if (id === 0 || this.#hasAncestors(this.#printedFor(goroutine))) return null;
    for (const dump of dumps) {
      const found = dump.#ids.find(id);
      if (found !== NONE) return { dump, goroutine: found };
    }
    return null;
  }

  #printedFor(goroutine: number): number {
    return this.#printed[this.#goroutines.sample[goroutine] ?? 0] ?? NONE;
  }

  #hasAncestors(row: number): boolean {
    return row !== NONE && this.#tables.creators.b.get(row) !== NONE;
  }

  /** The goroutine's creator, started in turn by what `above` tells. */
  #below(goroutine: number, above: number): number {
    const printed = this.#printedFor(goroutine);
    if (printed === NONE || above === NONE || this.#hasAncestors(printed)) return printed;
    const depth = (this.#depths.get(above) ?? 1) + 1;
    if (depth > LONGEST_CHAIN) return printed;
    const row = this.#tables.creators.intern(this.#tables.creators.a.get(printed), above);
    this.#depths.set(row, depth);
    return row;
  }
}
