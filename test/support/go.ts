import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What `go ARGS` prints. The oracles need a Go toolchain; without one the test fails and says so. */
export async function go(...args: string[]): Promise<string> {
  try {
    const { stdout } = await run('go', args, { maxBuffer: 64 * 1024 * 1024 });
    return stdout;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      throw new Error('this test needs Go: put `go` on the PATH, or run `npm test`, which sees to it');
    }
    throw error;
  }
}
