import { NONE } from '../model/column.ts';
import type { CommonTables } from './common-tables.ts';
import { GoroutineIds } from './goroutine-ids.ts';
import type { PlacedSnapshot } from './place-snapshots.ts';

/** Longer chains of go statements are cut: who started the starter of the starter … is no help any more. */
const LONGEST_CHAIN = 32;

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
  if (side.snapshot.goroutines === null) return null;
  const sides = [side, other].flatMap((placed) => (placed === null ? [] : [new Resolver(placed, tables)]));
  const [own] = sides;
  if (own === undefined) return null;
  return Int32Array.from({ length: own.length }, (_, g) => own.resolve(g, sides));
}

/** One dump's goroutines with their creators, resolved on demand and once. */
class Resolver {
  readonly length: number;
  readonly #placed: PlacedSnapshot;
  readonly #tables: CommonTables;
  readonly #ids: GoroutineIds | null;
  /** Creator rows that are known; UNKNOWN where not asked for yet, IN_WORK while being resolved. */
  readonly #rows: Int32Array;

  constructor(placed: PlacedSnapshot, tables: CommonTables) {
    const { goroutines } = placed.snapshot;
    this.length = goroutines?.length ?? 0;
    this.#placed = placed;
    this.#tables = tables;
    this.#ids = goroutines === null ? null : new GoroutineIds(goroutines);
    this.#rows = new Int32Array(this.length).fill(UNKNOWN);
  }

  /** Walks up until a known creator or the end, then builds the rows on the way back: no recursion. */
  resolve(goroutine: number, sides: readonly Resolver[]): number {
    const known = this.#rows[goroutine] ?? NONE;
    if (known !== UNKNOWN && known !== IN_WORK) return known;
    const path: { resolver: Resolver; goroutine: number }[] = [];
    let above: number = NONE;
    let at: { resolver: Resolver; goroutine: number } | null = { resolver: this, goroutine };
    while (at !== null && path.length < LONGEST_CHAIN) {
      const row: number = at.resolver.#rows[at.goroutine] ?? NONE;
      if (row === IN_WORK) break;
      if (row !== UNKNOWN) {
        above = row;
        break;
      }
      at.resolver.#rows[at.goroutine] = IN_WORK;
      path.push(at);
      at = at.resolver.#parentOf(at.goroutine, sides);
    }
    for (let i = path.length - 1; i >= 0; i--) {
      const step = path[i];
      if (step === undefined) continue;
      above = step.resolver.#rowFor(step.goroutine, above);
      step.resolver.#rows[step.goroutine] = above;
    }
    return above;
  }

  #parentOf(goroutine: number, sides: readonly Resolver[]): { resolver: Resolver; goroutine: number } | null {
    if (this.#hasAncestors(goroutine)) return null;
    const id = this.#placed.snapshot.goroutines?.creatorId[goroutine] ?? 0;
    if (id === 0) return null;
    for (const resolver of sides) {
      const parent = resolver.#ids?.find(id) ?? NONE;
      if (parent !== NONE) return { resolver, goroutine: parent };
    }
    return null;
  }

  #creatorRow(goroutine: number): number {
    const { snapshot, placement } = this.#placed;
    const creator = snapshot.samples.creator[snapshot.goroutines?.sample[goroutine] ?? 0] ?? NONE;
    return creator === NONE ? NONE : (placement.creators[creator] ?? NONE);
  }

  #hasAncestors(goroutine: number): boolean {
    const row = this.#creatorRow(goroutine);
    return row !== NONE && this.#tables.creators.b.get(row) !== NONE;
  }

  #rowFor(goroutine: number, above: number): number {
    const row = this.#creatorRow(goroutine);
    if (row === NONE || above === NONE || this.#hasAncestors(goroutine)) return row;
    return this.#tables.creators.intern(this.#tables.creators.a.get(row), above);
  }
}

const UNKNOWN = -2;
const IN_WORK = -3;
