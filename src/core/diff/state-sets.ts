import { InternTable } from '../model/intern-table.ts';

/** Sets of states, each with a number: all the goroutines of a program have few among them. */
export class StateSets {
  readonly #sets: (readonly string[])[] = [];
  readonly #numbers = new Map<string, number>();
  /** Pairs of sets that were united, and the set that each came to. */
  readonly #pairs = new InternTable();
  readonly #unions: number[] = [];

  number(states: readonly string[]): number {
    const sorted = [...new Set(states)].sort();
    const identity = JSON.stringify(sorted);
    let number = this.#numbers.get(identity);
    if (number === undefined) {
      number = this.#sets.push(sorted) - 1;
      this.#numbers.set(identity, number);
    }
    return number;
  }

  union(a: number, b: number): number {
    if (a === b) return a;
    const pair = this.#pairs.intern(a, b);
    if (pair === this.#unions.length) this.#unions.push(this.number([...this.states(a), ...this.states(b)]));
    return this.#unions[pair] ?? a;
  }

  /** In alphabetical order, each once. */
  states(number: number): readonly string[] {
    return this.#sets[number] ?? [];
  }
}
