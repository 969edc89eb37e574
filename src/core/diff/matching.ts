import { NONE } from '../model/column.ts';
import { MATCH_TIERS, type MatchTier } from './diff.ts';
import type { StackKeys } from './stack-keys.ts';

/** Which keys of BEFORE and AFTER are one place in the program, as it is being found out. Only `finish` freezes it. */
export class Matching {
  /** For each key that BEFORE has: the key of AFTER that it is (often itself), or NONE. */
  readonly #afterOf: Int32Array;
  /** For each key that AFTER has: the key of BEFORE, or NONE. */
  readonly #beforeOf: Int32Array;
  readonly #tier: Uint8Array;
  /** How many goroutines each key has on either side; of one snapshot alone none in BEFORE. */
  readonly #before: Float64Array;
  readonly #after: Float64Array;

  constructor(keys: StackKeys) {
    const [first, ...others] = keys.counts;
    this.#after = others.at(-1) ?? first ?? new Float64Array(keys.length);
    this.#before = others.length > 0 && first !== undefined ? first : new Float64Array(keys.length);
    this.#afterOf = new Int32Array(keys.length).fill(NONE);
    this.#beforeOf = new Int32Array(keys.length).fill(NONE);
    this.#tier = new Uint8Array(keys.length).fill(MATCH_TIERS.indexOf('none'));
  }

  inBefore(key: number): boolean {
    return (this.#before[key] ?? 0) !== 0;
  }

  inAfter(key: number): boolean {
    return (this.#after[key] ?? 0) !== 0;
  }

  join(before: number, after: number, tier: MatchTier): void {
    this.#afterOf[before] = after;
    this.#beforeOf[after] = before;
    this.#tier[after] = MATCH_TIERS.indexOf(tier);
  }

  split(after: number): void {
    const before = this.#beforeOf[after] ?? NONE;
    if (before !== NONE) this.#afterOf[before] = NONE;
    this.#beforeOf[after] = NONE;
    this.#tier[after] = MATCH_TIERS.indexOf('none');
  }

  /** The key of BEFORE that a key of AFTER is joined with, or NONE. */
  beforeOf(after: number): number {
    return this.#beforeOf[after] ?? NONE;
  }

  isOpenBefore(key: number): boolean {
    return this.inBefore(key) && this.#afterOf[key] === NONE;
  }

  isOpenAfter(key: number): boolean {
    return this.inAfter(key) && this.#beforeOf[key] === NONE;
  }

  /** Keys of BEFORE that no key of AFTER is joined with, and the other way round; ascending. */
  unmatchedBefore(): number[] {
    return openKeys(this.#before, this.#afterOf);
  }

  unmatchedAfter(): number[] {
    return openKeys(this.#after, this.#beforeOf);
  }

  /** Whether both sides have keys that are not joined. */
  get open(): boolean {
    return this.unmatchedBefore().length > 0 && this.unmatchedAfter().length > 0;
  }

  /** Numbers the rows: one for each key of AFTER or of neither side, one for each key of BEFORE without a partner. */
  finish(): MatchedRows {
    const { length } = this.#before;
    const rowOfKey = new Int32Array(length).fill(NONE);
    const rowOfKeyInBefore = new Int32Array(length).fill(NONE);
    const tiers = new Uint8Array(2 * length).fill(MATCH_TIERS.indexOf('none'));
    let rows = 0;
    for (let key = 0; key < length; key++) {
      if (!this.inAfter(key) && this.inBefore(key)) continue;
      tiers[rows] = this.#tier[key] ?? 0;
      rowOfKey[key] = rows++;
    }
    for (let key = 0; key < length; key++) {
      if (!this.inBefore(key)) continue;
      const after = this.#afterOf[key] ?? NONE;
      const row = after === NONE ? rows++ : (rowOfKey[after] ?? NONE);
      rowOfKeyInBefore[key] = row;
      // Snapshots between the two that still have the key count with BEFORE, unless AFTER has it for its own.
      if (rowOfKey[key] === NONE) rowOfKey[key] = row;
    }
    return { rows, rowOfKey, rowOfKeyInBefore, tier: tiers.slice(0, rows) };
  }
}

function openKeys(counts: Float64Array, partner: Int32Array): number[] {
  const keys: number[] = [];
  for (let key = 0; key < counts.length; key++) {
    if ((counts[key] ?? 0) !== 0 && partner[key] === NONE) keys.push(key);
  }
  return keys;
}

/** Which stack keys are one row. */
export interface MatchedRows {
  readonly rows: number;
  /** The row of each key, in every snapshot but BEFORE; NONE where only BEFORE has it and it was split off. */
  readonly rowOfKey: Int32Array;
  /** The row of each key in BEFORE; NONE where BEFORE does not have it. */
  readonly rowOfKeyInBefore: Int32Array;
  /** For each row the index into MATCH_TIERS by which its sides were joined. */
  readonly tier: Uint8Array;
}
