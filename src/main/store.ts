import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import * as v from 'valibot';

/**
 * One small JSON file of the person's (settings, recent pairs, window place). A file that cannot be read as its
 * schema is kept aside as FILE.damaged, and the fallback is used: a damaged file never keeps the app from starting.
 */
export class Store<S extends v.GenericSchema> {
  readonly #path: string;
  readonly #schema: S;
  readonly #listeners: (() => void)[] = [];
  #value: v.InferOutput<S>;

  constructor(path: string, schema: S, fallback: v.InferOutput<S>) {
    this.#path = path;
    this.#schema = schema;
    this.#value = this.#read() ?? fallback;
  }

  get value(): v.InferOutput<S> {
    return this.#value;
  }

  /** Calls the listener after every change. */
  onChange(listener: () => void): void {
    this.#listeners.push(listener);
  }

  /** Keeps the value for this run even where the disk does not take it. */
  set(value: v.InferOutput<S>): void {
    this.#value = value;
    const temporary = `${this.#path}.${process.pid}.tmp`;
    try {
      mkdirSync(dirname(this.#path), { recursive: true });
      writeFileSync(temporary, JSON.stringify(value, null, 2));
      renameSync(temporary, this.#path);
    } catch (error) {
      console.error(`straggler: could not save ${this.#path}: ${error instanceof Error ? error.message : error}`);
    }
    for (const listener of this.#listeners) listener();
  }

  #read(): v.InferOutput<S> | null {
    let text: string;
    try {
      text = readFileSync(this.#path, 'utf8');
    } catch {
      return null;
    }
    const parsed = v.safeParse(this.#schema, parseJson(text));
    if (parsed.success) return parsed.output;
    try {
      renameSync(this.#path, `${this.#path}.damaged`);
    } catch {
      // The next save replaces it.
    }
    return null;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
