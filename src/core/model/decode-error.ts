/**
 * Why no goroutine at all could be read. unrecognized: not ours. wrong-profile: ours to name, not to read (a heap
 * profile, an HTML page). malformed: ours but broken. truncated: ours, ends before the first goroutine. too-large:
 * over a bound of ours. cancelled: the person asked to stop.
 */
export type DecodeErrorKind =
  | 'unrecognized'
  | 'wrong-profile'
  | 'malformed'
  | 'truncated'
  | 'too-large'
  | 'empty'
  | 'cancelled';

/** An expected failure, as a value. `message` says what is wrong, `advice` what to do; both are whole sentences without a full stop. */
export interface DecodeError {
  readonly kind: DecodeErrorKind;
  readonly message: string;
  readonly advice: string;
  readonly line: number | null;
  readonly offset: number | null;
}
