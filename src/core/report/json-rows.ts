import { type Diff, MATCH_TIERS } from '../diff/diff.ts';
import { at, NONE, type None } from '../model/column.ts';
import {
  type CreatorIndex,
  type FrameIndex,
  type LabelSetIndex,
  type PartIndex,
  partIndex,
  type RowIndex,
} from '../model/index-types.ts';
import { framesOf } from '../model/stack-frames.ts';
import { frameView } from './frame-view.ts';
import { jsonText } from './json-text.ts';
import { labelsOf } from './labels.ts';
import { waitsOf } from './waits.ts';

/** Writes rows of a diff as JSON objects. Frames are many times the same: their text is made once. */
export class JsonRows {
  readonly #diff: Diff;
  readonly #frames: (string | undefined)[] = [];
  /** The first part of each row, and one more entry for the end. */
  readonly #firstPart: Int32Array;
  readonly #proven: boolean;

  constructor(diff: Diff) {
    this.#diff = diff;
    this.#firstPart = firstParts(diff);
    this.#proven = diff.rows.leakedProven.length > 0 && [...diff.rows.leakedProven].some((n) => n > 0);
  }

  row(row: RowIndex, id: string): string {
    const { rows, symbols } = this.#diff;
    const before = at(rows.before, row);
    const after = at(rows.after, row);
    const { identity } = rows;
    const frames = framesOf(symbols, at(rows.stack, row)).map((frame) => this.#frame(frame));
    const parts = this.#parts(row);
    const rest = {
      labels: this.#sharedLabels(parts),
      before,
      after,
      delta: after - before,
      at_least: { before: at(rows.beforeAtLeast, row) === 1, after: at(rows.afterAtLeast, row) === 1 },
      series: rows.series === null ? null : rows.series.map((column) => at(column, row)),
      survivors: identity === null ? null : at(identity.survivors, row),
      moved_in: identity === null ? null : at(identity.movedIn, row),
      moved_out: identity === null ? null : at(identity.movedOut, row),
      born: identity === null ? null : at(identity.born, row),
      gone: identity === null ? null : at(identity.gone, row),
      wait_minutes: waitsOf(this.#diff, row),
      leaked_proven: this.#proven ? at(rows.leakedProven, row) : null,
      match: MATCH_TIERS[at(rows.tier, row)],
    };
    const state = jsonText(symbols.strings[at(rows.state, row)] ?? '');
    const creator = this.#creator(this.#mainCreator(parts));
    return `{"id":${jsonText(id)},"state":${state},"frames":[${frames.join(',')}],"creator":${creator},${jsonText(rest).slice(1, -1)},"parts":[${this.#partTexts(parts)}]}`;
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

  #frame(frame: FrameIndex): string {
    const known = this.#frames[frame];
    if (known !== undefined) return known;
    const text = jsonText(frameView(this.#diff, frame));
    this.#frames[frame] = text;
    return text;
  }
}

function firstParts({ rows, parts }: Diff): Int32Array {
  const first = new Int32Array(rows.length + 1);
  for (const row of parts.row) first[row + 1] = (first[row + 1] ?? 0) + 1;
  for (let row = 0; row < rows.length; row++) first[row + 1] = (first[row + 1] ?? 0) + (first[row] ?? 0);
  return first;
}
