import { clue } from '../clue.ts';
import { inUseOr } from '../in-use.ts';
import { many } from '../words.ts';
import type { Pattern } from './pattern.ts';

/** Result sets or transactions that are left open keep a watching goroutine and a connection each. */
export const rowsNotClosed: Pattern = {
  id: 'rows-not-closed',
  title: 'Rows or transaction left open',
  isPatient: false,
  match(growth, context) {
    const { family, place } = growth;
    if (family?.pattern !== 'rows-not-closed') return null;
    return {
      fit: 0.9,
      prior: 0.6,
      clues: inUseOr(
        growth,
        context,
        clue(1.2, `each watches one open ${family.noun}: ${many(place.delta, family.noun)} more than before`),
      ),
      because: `each ${family.noun} stays open, and keeps its connection, until it is closed`,
    };
  },
  owner: {
    whoOwns: 'The function that called Query or BeginTx.',
    howStopped: 'By rows.Close() or reading to the end; by Commit or Rollback; or when its context ends.',
    whoWaits: 'The pool, for the connection to come back.',
  },
  remedy: {
    summary: 'defer rows.Close() right after the error check of Query; defer tx.Rollback() right after BeginTx.',
    checklist: [
      'Does the loop over rows return early, on an error or after the first hit?',
      'Use QueryRow for one row: it closes by itself on Scan.',
      'Rollback after Commit does nothing: the defer is always safe.',
      'rowserrcheck and sqlclosecheck of golangci-lint find most places.',
      'A queue in sql.(*DB).conn is the next symptom: the pool runs out.',
    ],
    example: {
      before: `rows, err := db.QueryContext(ctx, query)
if err != nil {
	return "", err
}
for rows.Next() {
	var name string
	if err := rows.Scan(&name); err != nil {
		return "", err // rows stay open
	}
	return name, nil // here too
}
return "", sql.ErrNoRows`,
      after: `rows, err := db.QueryContext(ctx, query)
if err != nil {
	return "", err
}
defer rows.Close()
for rows.Next() {
	var name string
	if err := rows.Scan(&name); err != nil {
		return "", err
	}
	return name, nil
}
return "", rows.Err()`,
    },
  },
  lesson: {
    what: 'An open result set or transaction holds a connection of the pool, and a goroutine that watches its context. Left open, both stay.',
    inDump: '"select" in database/sql.(*Rows).awaitDone or (*Tx).awaitDone, with none of the program\'s own code.',
    apart:
      'A few for the queries that are running are expected. When the pool has run out, callers stand in "select" in database/sql.(*DB).conn.',
  },
};
