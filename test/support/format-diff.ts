import { type Diff, MATCH_TIERS } from '../../src/core/diff/diff.ts';
import { NONE } from '../../src/core/model/column.ts';
import { rowIndex, stackIndex } from '../../src/core/model/index-types.ts';
import { framesOf, functionName, lineOf } from '../../src/core/model/stack-frames.ts';

/**
 * The rows of a diff as text, one a line:
 *
 *     3 → 8 +5 chan send exact | main.main:10 > main.(*Server).work:42
 *
 * Counts that are bounds have "≥" before them; with identity, "s2 i1 o0 b5 g0" (survivors, moved in, moved out, born,
 * gone) follows the tier, and a series stands in brackets.
 */
export function formatDiff(diff: Diff): string[] {
  const { rows, symbols } = diff;
  return Array.from({ length: rows.length }, (_, n) => {
    const row = rowIndex(n);
    const before = rows.before[row] ?? 0;
    const after = rows.after[row] ?? 0;
    const delta = after - before;
    const stack = rows.stack[row] ?? NONE;
    const frames = framesOf(symbols, stack === NONE ? NONE : stackIndex(stack))
      .reverse()
      .map((frame) => `${functionName(symbols, frame)}:${lineOf(symbols, frame)}`);
    const { identity } = rows;
    return [
      `${rows.beforeAtLeast[row] ? '≥' : ''}${before} → ${rows.afterAtLeast[row] ? '≥' : ''}${after}`,
      delta > 0 ? `+${delta}` : `${delta}`,
      symbols.strings[rows.state[row] ?? 0] || '-',
      MATCH_TIERS[rows.tier[row] ?? 0],
      ...(identity === null
        ? []
        : [
            `s${identity.survivors[row]} i${identity.movedIn[row]} o${identity.movedOut[row]} ` +
              `b${identity.born?.[row] ?? '?'} g${identity.gone?.[row] ?? '?'}`,
          ]),
      ...(rows.series === null ? [] : [`[${rows.series.map((column) => column[row]).join(' ')}]`]),
      '|',
      frames.join(' > ') || '.',
    ].join(' ');
  });
}
