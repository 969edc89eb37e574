import type { DumpChoice } from '../core/decode/decode-result.ts';
import type { Suppression } from '../core/diagnose/suppressions.ts';
import type { GoroutineDetail, MatchMode, Normalize } from '../core/diff/diff.ts';
import type { ManualMatches } from '../core/diff/diff-options.ts';
import type { Pair } from '../core/diff/pair-order.ts';
import type { FlameTrie } from '../core/flame/trie.ts';
import type { DecodeErrorKind } from '../core/model/decode-error.ts';
import { type Filters, NO_FILTERS } from '../core/model/filters.ts';
import type { RowIndex } from '../core/model/index-types.ts';
import type { Analysis } from '../core/report/model.ts';
import type { SourceRoot } from '../node/source/find-file.ts';
import type { DecodedInput } from './decode-input.ts';
import type { TreeChoice } from './grow-tree.ts';
import type { Input } from './input.ts';
import type { ReportRequest } from './write-report.ts';

/** What passes between a session and its workers. Every request gets exactly one answer, under the same number. */

export interface AnalysisOptions {
  /** Which two of a series are compared, by their places in it; null: the first and the last. */
  readonly pair: Pair | null;
  readonly match: MatchMode;
  readonly normalize: Normalize;
  /** Rows that grew by less are no findings. */
  readonly minDelta: number;
  readonly filters: Filters;
  readonly dump: DumpChoice;
  /** Whether the files are hashed: reports name them by it, a text in a terminal does not. */
  readonly hash: boolean;
  readonly suppressions: readonly Suppression[];
  /** Name of the file that these are from, for the command that makes a report again. */
  readonly suppressionsFile: string | null;
  /** Matches that a person joined or split. */
  readonly manual: ManualMatches;
  /** Where the Go source lies, so that culprit lines are read; null: they are not. */
  readonly source: SourceRoot | null;
}

export const DEFAULT_OPTIONS: AnalysisOptions = {
  pair: null,
  match: 'auto',
  normalize: 'none',
  minDelta: 1,
  filters: NO_FILTERS,
  dump: 'last-complete',
  hash: true,
  suppressions: [],
  suppressionsFile: null,
  manual: { join: [], split: [] },
  source: null,
};

export interface AnalysisRequest {
  /** Oldest first. */
  readonly inputs: readonly Input[];
  readonly options: AnalysisOptions;
}

export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  /** `input` is the position of the input at fault, from 0; null where none is. */
  | { readonly ok: false; readonly input: number | null; readonly error: AnalysisError };

/** Why there is no answer, as two sentences without a full stop. */
export interface AnalysisError {
  readonly kind: DecodeErrorKind | 'unreadable' | 'unwritable' | 'crashed' | 'usage';
  readonly message: string;
  readonly advice: string;
}

export function failed(
  kind: AnalysisError['kind'],
  message: string,
  advice: string,
  input: number | null = null,
): Outcome<never> {
  return { ok: false, input, error: { kind, message, advice } };
}

/** How far an analysis has come. Bytes are of the files as they are, over all inputs. */
export interface Progress {
  readonly phase: 'reading' | 'comparing';
  readonly doneBytes: number;
  readonly totalBytes: number;
}
export type OnProgress = (progress: Progress) => void;

export type Order =
  /** Decode one input; its tables come back, transferred. */
  | { readonly kind: 'decode'; readonly input: Input; readonly dump: DumpChoice; readonly hash: boolean }
  /** Compare what other workers decoded, and keep it for questions. */
  | { readonly kind: 'compare'; readonly inputs: readonly DecodedInput[]; readonly options: AnalysisOptions }
  /** Decode and compare in one go, and keep it. */
  | { readonly kind: 'analyse'; readonly request: AnalysisRequest }
  /** Compare what is kept once more. */
  | { readonly kind: 'again'; readonly options: AnalysisOptions }
  | { readonly kind: 'goroutines'; readonly rows: readonly RowIndex[]; readonly limit: number }
  /** The flame tree of what is kept. */
  | { readonly kind: 'tree'; readonly choice: TreeChoice }
  | { readonly kind: 'report'; readonly report: ReportRequest };

export type Answer =
  | { readonly kind: 'decoded'; readonly input: DecodedInput }
  | { readonly kind: 'analysis'; readonly analysis: Analysis }
  | { readonly kind: 'goroutines'; readonly goroutines: readonly GoroutineDetail[] }
  | { readonly kind: 'tree'; readonly tree: FlameTrie }
  | { readonly kind: 'written' };

export interface WorkerRequest {
  readonly id: number;
  readonly order: Order;
}

export type WorkerReply =
  | { readonly id: number; readonly kind: 'progress'; readonly progress: Progress }
  | { readonly id: number; readonly kind: 'answer'; readonly outcome: Outcome<Answer> };
