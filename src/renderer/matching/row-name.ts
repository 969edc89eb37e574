import type { Diff } from '../../core/diff/diff.ts';
import { plainText } from '../../core/flame/plain-text.ts';
import { displayFunctionName } from '../../core/model/function-name.ts';
import type { RowIndex } from '../../core/model/index-types.ts';
import { RowFacts } from '../table/row-facts.ts';

/** A row by its function, line and state, to speak of it. */
export function rowName(diff: Diff, row: RowIndex): string {
  const facts = new RowFacts(diff);
  const place = [displayFunctionName(facts.function(row)), facts.place(row)].filter((word) => word !== '').join(' ');
  const state = facts.state(row);
  return plainText(`${place === '' ? state : place}${place === '' || state === '' ? '' : ` (${state})`}`, 160);
}
