import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { builtCommand } from '../support/built-command.ts';

const command = join(await builtCommand(), 'straggler.cjs');
const captures = fileURLToPath(new URL('../../examples/checkout/captures/', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'straggler-disk-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs a script on a disk of so many kilobytes, which goes with it: a tmpfs in a mount namespace of its own. */
function onSmallDisk(kilobytes: number, script: string): { stdout: string; stderr: string } {
  const mount = `mount -t tmpfs -o size=${kilobytes}k none "$DISK" || exit 9; cd "$DISK"; ${script}`;
  const { status, stdout, stderr } = spawnSync(
    'unshare',
    [...(process.getuid?.() === 0 ? [] : ['--map-root-user']), '--mount', 'sh', '-c', mount],
    {
      encoding: 'utf8',
      env: { ...process.env, DISK: folder, NODE: process.execPath, COMMAND: command, CAPTURES: captures },
    },
  );
  // Not skipped: what was not tried is not known to work.
  if (status !== 0) throw new Error(`a full disk could not be tried, no tmpfs can be mounted here: ${stderr}`);
  return { stdout, stderr };
}

const RUN = '"$NODE" "$COMMAND" "$CAPTURES/before.debug2.txt" "$CAPTURES/after.debug2.txt"';

it('a report that does not fit on the disk is not there at all, and the one before it stays', () => {
  const { stdout, stderr } = onSmallDisk(
    64,
    `echo old > leak.html; ${RUN} -o leak.html; echo "exit $?"; cat leak.html; ls -A`,
  );
  expect(stdout.split('\n').slice(-4, -1)).toEqual(['exit 2', 'old', 'leak.html']);
  expect(stderr).toBe(
    'straggler: leak.html: the report cannot be written: the disk is full; free some space or choose another folder\n',
  );
});

it('the same report on a disk that has room is written', () => {
  const { stdout } = onSmallDisk(8192, `${RUN} -o leak.html; echo "exit $?"; ls -A`);
  expect(stdout.split('\n').slice(-3, -1)).toEqual(['exit 0', 'leak.html']);
});
