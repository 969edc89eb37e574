/**
 * What the scripts say, and how they stop. Everything goes to standard error, so that
 * standard output holds only what was asked for (a path, a report, the test result).
 */

/** A failure the reader can act on: what is wrong, and what to do about it. */
export class Failure extends Error {
  /**
   * @param {string} wrong what could not be done, one sentence
   * @param {string} remedy what to do now, one sentence
   */
  constructor(wrong, remedy) {
    super(`${wrong}\n  ${remedy}`);
    this.name = 'Failure';
  }
}

/** Says in one line what is being done or was found. */
export function say(line) {
  process.stderr.write(`straggler: ${line}\n`);
}

/**
 * Runs a script's body and turns its outcome into the process's exit code: the number it
 * returns, 0 for none, 1 for a failure, which is said without a stack trace.
 * @param {() => Promise<number | void> | number | void} body
 */
export async function script(body) {
  try {
    process.exitCode = (await body()) ?? 0;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    say(error.message);
    process.exitCode = 1;
  }
}
