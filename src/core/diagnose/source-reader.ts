import type { Snippet } from './finding.ts';

/** A place in Go source, as a dump names it. */
export interface SourcePlace {
  /** Function name as a person writes it. */
  readonly function: string;
  readonly file: string;
  readonly line: number;
}

/** What the statement at a line waits for, as its syntax tells. */
export type Wait =
  | { readonly kind: 'send'; readonly channel: string }
  | { readonly kind: 'receive'; readonly channel: string }
  | { readonly kind: 'range'; readonly channel: string }
  | {
      readonly kind: 'select';
      readonly cases: number;
      readonly hasDefault: boolean;
      /** A case receives from a Done() or from a channel named for the end: done, quit, stop … */
      readonly hasExit: boolean;
      readonly hasTimeout: boolean;
    }
  | { readonly kind: 'call'; readonly callee: string }
  | { readonly kind: 'other' };

/** Where the channel that is waited on comes from. */
export type ChannelOrigin = 'ticker' | 'timer' | 'unbuffered' | 'buffered' | 'nil' | 'context' | 'unknown';

/** What is true of the function around a place. Every list names what is missing, as Go: "resp.Body.Close()". */
export interface SourceFacts {
  readonly snippet: Snippet;
  readonly wait: Wait;
  readonly channel: ChannelOrigin;
  /** The wait stands in a loop that no statement leaves. */
  readonly inEndlessLoop: boolean;
  /** context.Background() or TODO() in a function that has a context or a request to pass on. */
  readonly ignoresContext: { readonly line: number; readonly text: string } | null;
  /** Cleanups that the function opens and does not defer. */
  readonly missing: readonly { readonly call: string; readonly line: number }[];
}

/** facts: read and matching. mismatch: there is such a file, but it is not the one that was built. */
export type SourceReading =
  | { readonly kind: 'facts'; readonly facts: SourceFacts }
  | { readonly kind: 'mismatch'; readonly why: string }
  | { readonly kind: 'not-found' };

/** Reads Go source for the diagnosis; the host decides where it lies. */
export interface SourceReader {
  read(place: SourcePlace): SourceReading;
}
