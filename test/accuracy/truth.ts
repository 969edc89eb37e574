import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { collapseTypeArguments, displayFunctionName } from '../../src/core/model/function-name.ts';

/** The folders of the corpus, as they came to be. One that is not there has no cases. */
export const PARTS = ['tuning', 'heldout', 'heldout2', 'heldout3'] as const;
export type Part = (typeof PARTS)[number];

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
  readonly part: Part;
  readonly folder: string;
  readonly truth: Truth;
}

/** All cases of a part of the corpus, in the order of their ids. */
export function casesOf(corpus: string, part: Part): Case[] {
  const root = join(corpus, part);
  if (!existsSync(root)) return [];
  return readdirSync(root)
    .sort()
    .filter((id) => existsSync(join(root, id, 'truth.json')))
    .map((id) => {
      const truth: Truth = JSON.parse(readFileSync(join(root, id, 'truth.json'), 'utf8'));
      return { part, folder: join(root, id), truth };
    });
}

/** Names as they are compared: as a person writes them, type arguments left out. */
export function comparable(name: string): string {
  return displayFunctionName(collapseTypeArguments(name));
}
