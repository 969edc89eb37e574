import { readFile } from 'node:fs/promises';
import {
  formatSuppression,
  parseSuppressions,
  type Suppression,
  type SuppressionError,
} from '../core/diagnose/suppressions.ts';
import { explainSystemError, type FileError } from './system-error.ts';
import { type WriteResult, writeAtomic } from './write-atomic.ts';

/** A suppression as a person means it, wherever it stands in a file. */
export type Rule = Omit<Suppression, 'line'>;

export type SuppressionsResult =
  | { readonly ok: true; readonly suppressions: readonly Suppression[]; readonly errors: readonly SuppressionError[] }
  | { readonly ok: false; readonly error: FileError };

/** The rules of a file; wrong lines are reported, the others hold. */
export async function readSuppressions(path: string): Promise<SuppressionsResult> {
  const text = await textOf(path);
  return text.ok ? { ok: true, ...parseSuppressions(text.text) } : text;
}

/** Makes the file where it is not there yet. */
export async function createSuppressions(path: string): Promise<WriteResult> {
  const old = await textOf(path);
  if (old.ok) return { ok: true };
  return old.error.kind === 'not-found' ? writeAtomic(path, [FIRST_LINE]) : old;
}

const FIRST_LINE =
  '# Goroutine stacks that are expected, as straggler --suppressions reads them: a rule a line, with its reason.\n';

/** Adds a line for the rule at the end; a file that is not there yet is made. What stands in it is kept as it is. */
export async function addSuppression(path: string, rule: Rule): Promise<WriteResult> {
  const line = formatSuppression(rule.rule, rule.function, rule.reason);
  const [read] = parseSuppressions(line).suppressions;
  // A name that holds a comment sign or a line break would be read back as something else.
  if (read?.function !== rule.function) return { ok: false, error: UNWRITABLE };
  const old = await textOf(path);
  if (!old.ok && old.error.kind !== 'not-found') return old;
  const text = old.ok ? old.text : '';
  const end = text.includes('\r\n') ? '\r\n' : '\n';
  const gap = text === '' || /[\r\n]$/.test(text) ? '' : end;
  return writeAtomic(path, [`${text}${gap}${line}${end}`]);
}

/** Takes out the last line that says the rule for this reason; where there is none the file stays untouched. */
export async function removeSuppression(path: string, rule: Rule): Promise<WriteResult> {
  const old = await textOf(path);
  if (!old.ok) return old;
  const found = parseSuppressions(old.text)
    .suppressions.filter(
      (known) => known.rule === rule.rule && known.function === rule.function && known.reason === rule.reason,
    )
    .at(-1);
  if (found === undefined) return { ok: true };
  const lines = old.text.split(/(?<=\r\n|\n|\r(?!\n))/);
  lines.splice(found.line - 1, 1);
  return writeAtomic(path, [lines.join('')]);
}

const UNWRITABLE: FileError = {
  kind: 'other',
  message: 'this function has a name that the file cannot hold',
  advice: 'choose another rule',
};

async function textOf(
  path: string,
): Promise<{ readonly ok: true; readonly text: string } | { readonly ok: false; readonly error: FileError }> {
  try {
    return { ok: true, text: await readFile(path, 'utf8') };
  } catch (error) {
    return { ok: false, error: explainSystemError(error) };
  }
}
