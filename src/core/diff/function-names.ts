import { canonicalName } from './canonical-name.ts';
import type { CommonTables } from './common-tables.ts';
import { fileKey } from './normal-form.ts';

/** What functions are compared by, tier by tier: numbers that are equal where the functions count as one. */
export interface FunctionNames {
  /** By name alone, wherever the file is. */
  readonly byName: Int32Array;
  /** By canonical name (for numbered ones with the file), or -1 for frames that are left out. */
  readonly canonical: Int32Array;
  /** By canonical name wherever the file is, or -1 for frames that are left out. */
  readonly folded: Int32Array;
  /** 1 where the compiler numbers the function: equal names of two builds need not be one function. */
  readonly numbered: Uint8Array;
  /** By canonical name and file. */
  readonly place: Int32Array;
  /** By package and file. */
  readonly file: Int32Array;
}

/** For each function row of the tables. */
export function functionNames(tables: CommonTables): FunctionNames {
  const length = tables.functionName.length;
  const rows = new Map<string, number>();
  const numberOf = (text: string) => {
    const known = rows.get(text);
    if (known !== undefined) return known;
    rows.set(text, rows.size);
    return rows.size - 1;
  };
  const names: FunctionNames = {
    byName: new Int32Array(length),
    canonical: new Int32Array(length),
    folded: new Int32Array(length),
    numbered: new Uint8Array(length),
    place: new Int32Array(length),
    file: new Int32Array(length),
  };
  for (let fn = 0; fn < length; fn++) {
    const name = tables.nameOf(fn);
    const base = fileKey(tables.fileOf(fn));
    const canonical = canonicalName(name);
    const folded = canonical?.name ?? name;
    names.byName[fn] = numberOf(`name ${name}`);
    names.canonical[fn] = canonical === null ? -1 : numberOf(`fold ${folded}${canonical.numbered ? `\n${base}` : ''}`);
    names.folded[fn] = canonical === null ? -1 : numberOf(`fold ${folded}`);
    names.numbered[fn] = canonical?.numbered ? 1 : 0;
    names.place[fn] = numberOf(`at ${folded}\n${base}`);
    names.file[fn] = numberOf(`file ${folded.slice(0, folded.indexOf('.', folded.lastIndexOf('/') + 1))}\n${base}`);
  }
  return names;
}
