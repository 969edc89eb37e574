import { burst } from './burst.ts';
import { chanReceive } from './chan-receive.ts';
import { chanSend } from './chan-send.ts';
import { clientNotClosed } from './client-not-closed.ts';
import { cond } from './cond.ts';
import { contextNotCancelled } from './context-not-cancelled.ts';
import { endlessLoop } from './endless-loop.ts';
import { httpBody } from './http-body.ts';
import { ioNoDeadline } from './io-no-deadline.ts';
import { iteratorNotStopped } from './iterator-not-stopped.ts';
import { mutex } from './mutex.ts';
import { nilChan } from './nil-chan.ts';
import { orphanedWork } from './orphaned-work.ts';
import type { Pattern } from './pattern.ts';
import { poolOrServer } from './pool-or-server.ts';
import { rangeNeverClosed } from './range-never-closed.ts';
import { rowsNotClosed } from './rows-not-closed.ts';
import { rwmutex } from './rwmutex.ts';
import { selectForever } from './select-forever.ts';
import { selectNoExit } from './select-no-exit.ts';
import { semaphore } from './semaphore.ts';
import { syscall } from './syscall.ts';
import { tickerNotStopped } from './ticker-not-stopped.ts';
import { unknown } from './unknown.ts';
import { waitgroup } from './waitgroup.ts';

/** All patterns, in the order of the contract. Of equal claims the earlier wins. */
export const PATTERNS: readonly Pattern[] = [
  chanSend,
  chanReceive,
  rangeNeverClosed,
  nilChan,
  selectNoExit,
  selectForever,
  orphanedWork,
  endlessLoop,
  tickerNotStopped,
  waitgroup,
  mutex,
  rwmutex,
  cond,
  semaphore,
  httpBody,
  ioNoDeadline,
  contextNotCancelled,
  clientNotClosed,
  rowsNotClosed,
  iteratorNotStopped,
  syscall,
  poolOrServer,
  burst,
  unknown,
];
