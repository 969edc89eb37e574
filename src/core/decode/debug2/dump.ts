import { WarningLog } from '../text/warning-log.ts';

/** One dump of a file, while or after it was read. Its goroutines are rows of GoroutineRows. */
export class Dump {
  readonly warnings = new WarningLog();
  /** From 1, in the order of the file. */
  readonly number: number;
  readonly format: 'debug2' | 'crash';
  /** Rows of its goroutines. */
  goroutines = 0;
  /** The runtime's own goroutines that were left out. */
  system = 0;
  /** The end is missing. */
  truncated = false;
  /** The row of its last block that may have begun another dump, or NONE: known once an id comes again. */
  border: number;
  /** After `-----`: the threads of a crash, which repeat goroutines. */
  threads = false;
  /** A panic whose own goroutine has not come yet: blocks before it are part of the message. */
  awaitsRunning: boolean;

  constructor(number: number, format: 'debug2' | 'crash', awaitsRunning: boolean, border: number) {
    this.number = number;
    this.format = format;
    this.awaitsRunning = awaitsRunning;
    this.border = border;
  }

  /** How well it serves as a snapshot: all goroutines, all that are left of them, one goroutine. */
  get worth(): number {
    if (this.goroutines + this.system < 2) return 0;
    return this.truncated ? 1 : 2;
  }
}
