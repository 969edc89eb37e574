import type { Diff, PartTable } from '../diff/diff.ts';
import { type Column, Float64Growable, NONE, seal } from '../model/column.ts';
import { type StringIndex, stringIndex } from '../model/index-types.ts';
import { InternTable } from '../model/intern-table.ts';
import type { LabelSetTable, Symbols } from '../model/symbols.ts';

export interface TableRedaction {
  /** Leave all labels out. */
  readonly labels: boolean;
  /** What becomes of the path of a file, and of the value of a label that stays. */
  readonly file: (path: string) => string;
  readonly label: (value: string) => string;
}

/**
 * The diff with its texts rewritten. The strings are a new table of what is still pointed to, so that what was left
 * out is nowhere in it. Rows, and their order, stay as they are.
 */
export function redactTables(diff: Diff, redaction: TableRedaction): Diff {
  const { symbols, rows } = diff;
  const strings = new Strings(symbols.strings);
  const keep: Keep = (column, rewrite = asItIs) => strings.rewritten(column, rewrite);
  const name = keep(symbols.functions.name);
  const file = keep(symbols.functions.file, redaction.file);
  const state = keep(rows.state);
  const labelSets = redaction.labels ? NO_LABELS : keptLabels(symbols.labelSets, keep, redaction.label);
  const clean: Symbols = {
    ...symbols,
    functions: { length: symbols.functions.length, name: seal(name), file: seal(file) },
    labelSets,
    strings: strings.texts,
  };
  return {
    ...diff,
    symbols: clean,
    rows: { ...rows, state: seal(state) },
    parts: redaction.labels && symbols.labelSets.length > 1 ? withoutLabels(diff.parts) : diff.parts,
  };
}

type Keep = (column: Column<number, StringIndex>, rewrite?: (text: string) => string) => Int32Array;

function asItIs(text: string): string {
  return text;
}

const NO_LABELS: LabelSetTable = {
  length: 1,
  start: seal(new Int32Array([0, 0])),
  key: seal(new Int32Array(0)),
  value: seal(new Int32Array(0)),
};

function keptLabels(
  { length, start, key, value }: LabelSetTable,
  keep: Keep,
  rewrite: (value: string) => string,
): LabelSetTable {
  return { length, start, key: seal(keep(key)), value: seal(keep(value, rewrite)) };
}

/** Parts of one row and creator, which differed in labels only, become one. */
function withoutLabels(parts: PartTable): PartTable {
  const keys = new InternTable(parts.length);
  const before = new Float64Growable();
  const after = new Float64Growable();
  for (let i = 0; i < parts.length; i++) {
    const part = keys.intern(parts.row[i] ?? 0, parts.creator[i] ?? -1);
    if (part === before.length) {
      before.push(0);
      after.push(0);
    }
    before.add(part, parts.before[i] ?? 0);
    after.add(part, parts.after[i] ?? 0);
  }
  return {
    length: keys.length,
    row: seal(keys.a.finish()),
    creator: seal(keys.b.finish()),
    labels: seal(new Int32Array(keys.length)),
    before: seal(before.finish()),
    after: seal(after.finish()),
  };
}

/** A table of strings that is made anew from what columns point to. */
class Strings {
  readonly texts: string[] = [''];
  readonly #old: readonly string[];
  readonly #rows = new Map<string, number>([['', 0]]);

  constructor(old: readonly string[]) {
    this.#old = old;
  }

  /** The column's rows in the new table. Each text is rewritten once: states of a million rows are a few texts. */
  rewritten(column: Column<number, StringIndex>, rewrite: (text: string) => string): Int32Array {
    const rows = new Int32Array(column.length);
    const known = new Int32Array(this.#old.length).fill(NONE);
    for (let i = 0; i < rows.length; i++) {
      const old = column[i] ?? stringIndex(0);
      let row = known[old] ?? NONE;
      if (row === NONE) {
        row = this.#row(rewrite(this.#old[old] ?? ''));
        known[old] = row;
      }
      rows[i] = row;
    }
    return rows;
  }

  #row(text: string): number {
    const known = this.#rows.get(text);
    if (known !== undefined) return known;
    const row = this.texts.push(text) - 1;
    this.#rows.set(text, row);
    return row;
  }
}
