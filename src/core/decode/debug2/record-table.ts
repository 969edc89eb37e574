import { Int32Growable } from '../../model/column.ts';
import { InternTable } from '../../model/intern-table.ts';
import type { RecordFacts } from './record-parser.ts';

/** What every goroutine is asked for, as bits. */
export const Trait = {
  System: 1 << 0,
  Framed: 1 << 1,
  Running: 1 << 2,
  /** Something has to be said about it. */
  Flawed: 1 << 3,
} as const;

/** The distinct records of a file, found by their hash. */
export class RecordTable {
  readonly #keys = new InternTable(1024);
  readonly #facts: RecordFacts[] = [];
  readonly #traits = new Int32Growable(1024);

  get length(): number {
    return this.#facts.length;
  }

  /** The row of a record; where that is `length`, `add` must follow. A cut one is a record of its own. */
  intern(a: number, b: number, cut: boolean): number {
    return this.#keys.intern(a, b, cut ? 1 : 0);
  }

  add(facts: RecordFacts): void {
    this.#facts.push(facts);
    this.#traits.push(
      (facts.system ? Trait.System : 0) |
        (facts.framed ? Trait.Framed : 0) |
        (facts.running ? Trait.Running : 0) |
        (isFlawed(facts) ? Trait.Flawed : 0),
    );
  }

  facts(row: number): RecordFacts | undefined {
    return this.#facts[row];
  }

  has(row: number, trait: number): boolean {
    return (this.#traits.get(row) & trait) === trait;
  }
}

function isFlawed(facts: RecordFacts): boolean {
  const { unknownState, labelsWhole, foreign, malformed } = facts;
  return unknownState !== '' || !labelsWhole || foreign > 0 || malformed > 0;
}
