import { basename } from 'node:path';
import * as v from 'valibot';
import type { Suppression } from '../core/diagnose/suppressions.ts';
import type { ExpectedFile, Outcome } from '../ipc/contract.ts';
import {
  addSuppression,
  createSuppressions,
  type Rule,
  readSuppressions,
  removeSuppression,
} from '../node/suppressions-file.ts';
import type { WriteResult } from '../node/write-atomic.ts';
import type { Store } from './store.ts';
import { userError } from './user-error.ts';

/** Where the suppressions file of the person lies; null: none is chosen. */
export const expectedPath = v.nullable(v.string());

/** What is expected, and the base name of the file that says so. */
export interface Expected {
  readonly file: string;
  readonly suppressions: readonly Suppression[];
}

/** The suppressions file that a person chose by a dialog: read for every analysis, written line by line. */
export class Expectations {
  readonly #path: Store<typeof expectedPath>;
  #problem: string | null = null;

  constructor(path: Store<typeof expectedPath>) {
    this.#path = path;
  }

  /** As the window shows it, by the last time it was read. */
  get file(): ExpectedFile | null {
    const path = this.#path.value;
    return path === null ? null : { name: basename(path), problem: this.#problem };
  }

  /** What is expected by the file as it is now; lines that are wrong are left out and said in `file`. */
  async read(): Promise<Expected | null> {
    const path = this.#path.value;
    if (path === null) return null;
    const read = await readSuppressions(path);
    const [wrong] = read.ok ? read.errors : [];
    if (!read.ok) this.#problem = userError(read.error, basename(path)).message;
    else this.#problem = wrong === undefined ? null : `${basename(path)}, line ${wrong.line}: ${wrong.message}.`;
    return { file: basename(path), suppressions: read.ok ? read.suppressions : [] };
  }

  /** Uses this file from now on; one that is not there is made. */
  async choose(path: string): Promise<Outcome<null>> {
    const made = outcomeOf(await createSuppressions(path), path);
    if (made.ok) this.#path.set(path);
    return made;
  }

  forget(): void {
    this.#path.set(null);
    this.#problem = null;
  }

  add(rule: Rule): Promise<Outcome<null>> {
    return this.#write(rule, addSuppression);
  }

  remove(rule: Rule): Promise<Outcome<null>> {
    return this.#write(rule, removeSuppression);
  }

  async #write(rule: Rule, write: (path: string, rule: Rule) => Promise<WriteResult>): Promise<Outcome<null>> {
    const path = this.#path.value;
    if (path === null) {
      return { ok: false, error: { message: 'No file is chosen.', advice: 'Choose where it is written first.' } };
    }
    return outcomeOf(await write(path, rule), path);
  }
}

function outcomeOf(written: WriteResult, path: string): Outcome<null> {
  return written.ok ? { ok: true, value: null } : { ok: false, error: userError(written.error, basename(path)) };
}
