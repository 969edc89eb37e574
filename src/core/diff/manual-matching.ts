import { NONE } from '../model/column.ts';
import { displayFunctionName } from '../model/function-name.ts';
import { commonState } from '../model/goroutine-state.ts';
import type { CommonTables } from './common-tables.ts';
import type { ManualMatches } from './diff-options.ts';
import type { Matching } from './matching.ts';
import { stackStateId } from './row-id.ts';
import type { StackKeys } from './stack-keys.ts';

/**
 * Joins and splits what a person told to, and gives a sentence for each. Ids are those that the rows have without
 * the correction; what no row answers to, or what is not one BEFORE and one AFTER, is left as it is.
 */
export function applyManualMatches(
  manual: ManualMatches,
  keys: StackKeys,
  matching: Matching,
  tables: CommonTables,
): string[] {
  if (manual.join.length === 0 && manual.split.length === 0) return [];
  const symbols = tables.finish();
  const idOf = (key: number, states: readonly string[], onlyBefore: boolean) =>
    stackStateId(symbols, keys.stack[key] ?? NONE, commonState(states), onlyBefore);
  const sentences: string[] = [];

  const matched = new Map<string, number>();
  for (let key = 0; key < keys.length; key++) {
    const before = matching.beforeOf(key);
    if (before !== NONE) matched.set(idOf(key, [...statesOf(keys, before), ...statesOf(keys, key)], false), key);
  }
  for (const id of manual.split) {
    const key = matched.get(id);
    if (key === undefined) continue;
    matching.split(key);
    sentences.push(`Split by hand: ${nameOf(keys, key, tables)}.`);
  }

  const onlyBefore = new Map(matching.unmatchedBefore().map((key) => [idOf(key, statesOf(keys, key), true), key]));
  const onlyAfter = new Map(matching.unmatchedAfter().map((key) => [idOf(key, statesOf(keys, key), false), key]));
  for (const [before, after] of manual.join) {
    const from = onlyBefore.get(before);
    const to = onlyAfter.get(after);
    if (from === undefined || to === undefined) continue;
    matching.join(from, to, 'none');
    onlyBefore.delete(before);
    onlyAfter.delete(after);
    sentences.push(`Joined by hand: ${nameOf(keys, from, tables)} with ${nameOf(keys, to, tables)}.`);
  }
  return sentences;
}

function statesOf(keys: StackKeys, key: number): readonly string[] {
  return keys.states[key] ?? [];
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
