/** What a reader has to say about an input it could read. Explained one by one in docs/formats.md. */
export const WARNING_CODES = [
  'truncated',
  'cut-record',
  'depth-capped',
  'elided',
  'foreign-lines',
  'forged-blocks',
  'count-mismatch',
  'duplicate-id',
  'unknown-state',
  'malformed-header',
  'malformed-frame',
  'malformed-labels',
  'stack-unavailable',
  'several-dumps',
  'other-format',
  'single-goroutine',
  'system-goroutines',
  'gzip-damaged',
  'empty-profile',
  'unsymbolized',
  'several-sample-types',
  'limit',
] as const;

export type WarningCode = (typeof WARNING_CODES)[number];

/** `line` counts from 1 in the text after unwrapping; `offset` counts bytes from 0 in the same. */
export interface Warning {
  readonly code: WarningCode;
  readonly message: string;
  readonly line: number | null;
  readonly offset: number | null;
}
