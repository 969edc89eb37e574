import { NONE } from '../model/column.ts';
import { displayFunctionName } from '../model/function-name.ts';
import { commonState } from '../model/goroutine-state.ts';
import { rowIndex } from '../model/index-types.ts';
import type { CommonTables } from './common-tables.ts';
import type { ManualMatch } from './diff.ts';
import type { ManualMatches } from './diff-options.ts';
import type { Matching } from './matching.ts';
import { stackStateId } from './row-id.ts';
import type { StackKeys } from './stack-keys.ts';

/** A correction with the keys that it joined or split, on either side; null where none answer to its ids. */
export interface ManualKeys {
  readonly match:
    | Omit<Extract<ManualMatch, { kind: 'join' }>, 'rows'>
    | Omit<Extract<ManualMatch, { kind: 'split' }>, 'rows'>;
  readonly keys: { readonly before: number; readonly after: number } | null;
}

/**
 * Joins and splits what a person told to; splits come first. Ids are those that the rows have without the correction;
 * what no row answers to, or what is not one BEFORE and one AFTER, is left as it is, and said.
 */
export function applyManualMatches(
  manual: ManualMatches,
  keys: StackKeys,
  matching: Matching,
  tables: CommonTables,
): ManualKeys[] {
  if (manual.join.length === 0 && manual.split.length === 0) return [];
  const symbols = tables.finish();
  const idOf = (key: number, states: readonly string[], onlyBefore: boolean) =>
    stackStateId(symbols, keys.stack[key] ?? NONE, commonState(states), onlyBefore);
  const done: ManualKeys[] = [];

  const matched = new Map<string, number>();
  for (let key = 0; key < keys.length; key++) {
    const before = matching.beforeOf(key);
    if (before !== NONE) matched.set(idOf(key, [...statesOf(keys, before), ...statesOf(keys, key)], false), key);
  }
  for (const id of manual.split) {
    const after = matched.get(id);
    if (after === undefined) {
      done.push({
        match: { kind: 'split', id, text: `Split by hand, but not here: no match has the id ${id}.` },
        keys: null,
      });
      continue;
    }
    const before = matching.beforeOf(after);
    matching.split(after);
    done.push({
      match: { kind: 'split', id, text: `Split by hand: ${nameOf(keys, after, tables)}.` },
      keys: { before, after },
    });
  }

  const onlyBefore = new Map(matching.unmatchedBefore().map((key) => [idOf(key, statesOf(keys, key), true), key]));
  const onlyAfter = new Map(matching.unmatchedAfter().map((key) => [idOf(key, statesOf(keys, key), false), key]));
  for (const [before, after] of manual.join) {
    const from = onlyBefore.get(before);
    const to = onlyAfter.get(after);
    if (from === undefined || to === undefined) {
      const text = `Joined by hand, but not here: no rows have the ids ${before} and ${after}.`;
      done.push({ match: { kind: 'join', before, after, text }, keys: null });
      continue;
    }
    matching.join(from, to, 'none');
    onlyBefore.delete(before);
    onlyAfter.delete(after);
    const text = `Joined by hand: ${nameOf(keys, from, tables)} with ${nameOf(keys, to, tables)}.`;
    done.push({ match: { kind: 'join', before, after, text }, keys: { before: from, after: to } });
  }
  return done;
}

/** The same by row. `before` and `after` give the row of a key on either side. */
export function manualRows(
  done: readonly ManualKeys[],
  before: Int32Array | undefined,
  after: Int32Array | undefined,
): ManualMatch[] {
  return done.map(({ match, keys }) => {
    const rows = keys === null ? [] : [after?.[keys.after] ?? NONE, before?.[keys.before] ?? NONE];
    return { ...match, rows: [...new Set(rows)].filter((row) => row !== NONE).map(rowIndex) };
  });
}

function statesOf(keys: StackKeys, key: number): readonly string[] {
  return keys.states.states(keys.stateSet[key] ?? 0);
}

/** The leaf of the stack with its line, and the state. */
function nameOf(keys: StackKeys, key: number, tables: CommonTables): string {
  const stack = keys.stack[key] ?? NONE;
  const state = commonState(statesOf(keys, key));
  const shown = state === '' ? '' : ` (${state})`;
  if (stack === NONE) return `not started yet${shown}`;
  const frame = tables.stacks.frameOf(stack);
  return `${displayFunctionName(tables.nameOf(tables.frames.a.get(frame)))}:${tables.frames.b.get(frame)}${shown}`;
}
