import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { collapseTypeArguments, displayFunctionName } from '../../src/core/model/function-name.ts';

export const HALVES = ['tuning', 'heldout'] as const;
export type Half = (typeof HALVES)[number];

export interface TruthPlace {
  readonly function: string;
  readonly file: string;
  /** null where the goroutines stand at varying lines. */
  readonly line: number | null;
}

/** What somebody who knows the program says of one growth between its captures. */
export interface TruthGrowth {
  readonly verdict: 'leak' | 'suspect' | 'expected';
  readonly pattern: string | null;
  /** Other patterns that are right as long as the source is not read. */
  readonly accept: readonly string[];
  readonly culprit: TruthPlace | null;
  readonly growth: number;
}

export interface Truth extends TruthGrowth {
  readonly id: string;
  readonly title: string;
  readonly note: string;
  readonly also: readonly TruthGrowth[];
  readonly source: { readonly dir: string; readonly trim_path: string } | null;
}

export interface Case {
  readonly half: Half;
  readonly folder: string;
  readonly truth: Truth;
}

/** All cases of the corpus by half, in the order of their ids. A half that does not exist has none. */
export function casesOf(corpus: string, half: Half): Case[] {
  const root = join(corpus, half);
  if (!existsSync(root)) return [];
  return readdirSync(root)
    .sort()
    .filter((id) => existsSync(join(root, id, 'truth.json')))
    .map((id) => {
      const truth: Truth = JSON.parse(readFileSync(join(root, id, 'truth.json'), 'utf8'));
      return { half, folder: join(root, id), truth };
    });
}

/** Names as they are compared: as a person writes them, type arguments left out. */
export function comparable(name: string): string {
  return displayFunctionName(collapseTypeArguments(name));
}
