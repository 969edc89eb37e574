import type { PatternId } from '../finding.ts';

/** Goroutines that one thing of a library (a connection, a client, a result set) keeps, by the functions they run. */
export interface LibraryFamily {
  readonly id: string;
  /** What a person calls the thing: "client connection". */
  readonly noun: string;
  readonly library: string;
  readonly pattern: PatternId;
  /**
   * Functions, most telling first: the first that is there names the finding. Major versions in paths ("/v9") and
   * closure suffixes are left out; they match any.
   */
  readonly members: readonly string[];
  /** What ends the goroutines, as Go: "defer rows.Close()". */
  readonly close: string;
}
