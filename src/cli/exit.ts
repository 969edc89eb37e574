import { visibleClip } from '../core/report/visible.ts';

/** How the command ends: 0 done, 1 --fail_on is met, 2 it could not be done. */
export const Exit = { Done: 0, GateMet: 1, Failed: 2 } as const;

/** Longest message that is printed: it may quote what a file or a command line holds. */
const WIDEST = 1000;

/** An expected failure on its way to standard error. */
export class Failure extends Error {}

/** "FILE: what is wrong; what to do", as one line. */
export function failure(where: string | null, message: string, advice: string): Failure {
  return new Failure(
    [where === null ? [] : [where], `${message}${advice === '' ? '' : `; ${advice}`}`].flat().join(': '),
  );
}

export function reportFailure(error: unknown): void {
  if (!(error instanceof Failure)) throw error;
  process.stderr.write(`straggler: ${visibleClip(error.message, WIDEST)}\n`);
  process.exitCode = Exit.Failed;
}
