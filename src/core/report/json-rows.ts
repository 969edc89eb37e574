import { type Diff, MATCH_TIERS, type RowIdentity } from '../diff/diff.ts';
import { at, NONE, type None } from '../model/column.ts';
import {
  type CreatorIndex,
  type FrameIndex,
  type LabelSetIndex,
  type PartIndex,
  partIndex,
  type RowIndex,
  type StackIndex,
  type StringIndex,
} from '../model/index-types.ts';
import { frameView } from './frame-view.ts';
import { jsonText } from './json-text.ts';
import { labelsOf } from './labels.ts';
import { waitsOf } from './waits.ts';

/** Writes rows of a diff as JSON objects. Frames are many times the same: their text is made once. */
export class JsonRows {
  readonly #diff: Diff;
  readonly #frames: (string | undefined)[] = [];
  readonly #functions: (FunctionFields | undefined)[] = [];
  readonly #strings: (string | undefined)[] = [];
  /** The first part of each row, and one more entry for the end. */
  readonly #firstPart: Int32Array;
  readonly #proven: boolean;

  constructor(diff: Diff) {
    this.#diff = diff;
    this.#firstPart = firstParts(diff);
    this.#proven = diff.rows.leakedProven.length > 0 && [...diff.rows.leakedProven].some((n) => n > 0);
  }

  row(row: RowIndex, id: string): string {
    const { rows } = this.#diff;
    const before = at(rows.before, row);
    const after = at(rows.after, row);
    const parts = this.#parts(row);
    const fields = [
      `"id":"${id}"`,
      `"state":${this.#string(at(rows.state, row))}`,
      `"frames":[${this.#framesOf(at(rows.stack, row))}]`,
      `"creator":${this.#creator(this.#mainCreator(parts))}`,
      `"labels":${jsonText(this.#sharedLabels(parts))}`,
      `"before":${before},"after":${after},"delta":${after - before}`,
      `"at_least":{"before":${at(rows.beforeAtLeast, row) === 1},"after":${at(rows.afterAtLeast, row) === 1}}`,
      `"series":${rows.series === null ? 'null' : `[${rows.series.map((column) => at(column, row))}]`}`,
      identityFields(rows.identity, row),
      `"wait_minutes":${JSON.stringify(waitsOf(this.#diff, row))}`,
      `"leaked_proven":${this.#proven ? at(rows.leakedProven, row) : 'null'}`,
      `"match":"${MATCH_TIERS[at(rows.tier, row)] ?? 'none'}"`,
      `"parts":[${this.#partTexts(parts)}]`,
    ];
    return `{${fields.join(',')}}`;
  }

  #framesOf(stack: StackIndex | None): string {
    const { stacks } = this.#diff.symbols;
    let text = '';
    for (let row = stack; row !== NONE; row = at(stacks.parent, row)) {
      text += `${row === stack ? '' : ','}${this.#frame(at(stacks.frame, row))}`;
    }
    return text;
  }

  #string(index: StringIndex): string {
    this.#strings[index] ??= jsonText(this.#diff.symbols.strings[index] ?? '');
    return this.#strings[index];
  }

  /** The parts of a row, where there is more than one: who started how many, with which labels. */
  #partTexts(parts: readonly PartIndex[]): string {
    if (parts.length < 2) return '';
    const table = this.#diff.parts;
    return parts
      .map((part) => {
        const rest = {
          labels: labelsOf(this.#diff.symbols, at(table.labels, part)),
          before: at(table.before, part),
          after: at(table.after, part),
        };
        return `{"creator":${this.#creator(at(table.creator, part))},${jsonText(rest).slice(1, -1)}}`;
      })
      .join(',');
  }

  #parts(row: RowIndex): PartIndex[] {
    const first = this.#firstPart[row] ?? 0;
    const end = this.#firstPart[row + 1] ?? first;
    return Array.from({ length: end - first }, (_, i) => partIndex(first + i));
  }

  /** The creator whose goroutines grew most, then that has most. */
  #mainCreator(parts: readonly PartIndex[]): CreatorIndex | None {
    const { creator, before, after } = this.#diff.parts;
    const sums = new Map<CreatorIndex | None, { delta: number; after: number }>();
    for (const part of parts) {
      const sum = sums.get(at(creator, part)) ?? { delta: 0, after: 0 };
      sum.delta += at(after, part) - at(before, part);
      sum.after += at(after, part);
      sums.set(at(creator, part), sum);
    }
    const [best] = [...sums].sort(([, a], [, b]) => b.delta - a.delta || b.after - a.after);
    return best?.[0] ?? NONE;
  }

  /** The label set, where all goroutines of the row have the same; null where they differ or have none. */
  #sharedLabels(parts: readonly PartIndex[]): Readonly<Record<string, string>> | null {
    const sets = new Set<LabelSetIndex>(parts.map((part) => at(this.#diff.parts.labels, part)));
    const [only] = sets;
    return only === undefined || sets.size > 1 ? null : labelsOf(this.#diff.symbols, only);
  }

  #creator(creator: CreatorIndex | None): string {
    return creator === NONE ? 'null' : this.#frame(at(this.#diff.symbols.creators.frame, creator));
  }

  /** All of a frame but its line and inlining is its function's. */
  #frame(frame: FrameIndex): string {
    const known = this.#frames[frame];
    if (known !== undefined) return known;
    const { frames } = this.#diff.symbols;
    const fn = at(frames.function, frame);
    this.#functions[fn] ??= functionFields(this.#diff, frame);
    const { before, after } = this.#functions[fn];
    const text = `${before}${at(frames.line, frame)}${after}${at(frames.inlined, frame) === 1}}`;
    this.#frames[frame] = text;
    return text;
  }
}

/** The text of a frame before and after its line. */
interface FunctionFields {
  readonly before: string;
  readonly after: string;
}

function functionFields(diff: Diff, frame: FrameIndex): FunctionFields {
  const { function: name, file, package: path, kind } = frameView(diff, frame);
  return {
    before: `{"function":${jsonText(name)},"file":${jsonText(file)},"line":`,
    after: `,"package":${jsonText(path)},"kind":"${kind}","inlined":`,
  };
}

function identityFields(identity: RowIdentity | null, row: RowIndex): string {
  if (identity === null) return '"survivors":null,"moved_in":null,"moved_out":null,"born":null,"gone":null';
  const { survivors, movedIn, movedOut, born, gone } = identity;
  return (
    `"survivors":${at(survivors, row)},"moved_in":${at(movedIn, row)},"moved_out":${at(movedOut, row)},` +
    `"born":${born === null ? null : at(born, row)},"gone":${gone === null ? null : at(gone, row)}`
  );
}

function firstParts({ rows, parts }: Diff): Int32Array {
  const first = new Int32Array(rows.length + 1);
  for (const row of parts.row) first[row + 1] = (first[row + 1] ?? 0) + 1;
  for (let row = 0; row < rows.length; row++) first[row + 1] = (first[row + 1] ?? 0) + (first[row] ?? 0);
  return first;
}
