import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { EXAMPLE, electronDist, ROOT } from './support/launch.ts';

test('straggler open shows the files in the desktop app, and comes back while it runs', async () => {
  const config = mkdtempSync(join(tmpdir(), 'straggler-open-'));
  const env = { ...process.env, XDG_CONFIG_HOME: config, ELECTRON_OVERRIDE_DIST_PATH: electronDist() };
  try {
    const { status } = spawnSync(process.execPath, [join(ROOT, 'out/cli/straggler.cjs'), 'open', ...EXAMPLE], { env });
    expect(status).toBe(0);
    const kept = join(config, 'straggler', 'recent.json');
    await expect
      .poll(() => (existsSync(kept) ? JSON.parse(readFileSync(kept, 'utf8'))[0]?.paths : []))
      .toEqual(EXAMPLE);
  } finally {
    await expect.poll(() => killed(`XDG_CONFIG_HOME=${config}`)).toBe(0);
    rmSync(config, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  }
});

test('straggler open says so when the app ends before it shows anything', () => {
  const { status, stderr } = spawnSync(process.execPath, [join(ROOT, 'out/cli/straggler.cjs'), 'open'], {
    env: { ...process.env, DISPLAY: ':987', WAYLAND_DISPLAY: '', ELECTRON_OVERRIDE_DIST_PATH: electronDist() },
    encoding: 'utf8',
  });
  expect(status).toBe(2);
  expect(stderr).toMatch(/electron: it ended at once with code -?\d+; use straggler BEFORE AFTER -o leak\.html\n$/);
});

/** Ends all processes of an environment; how many there still were. One that is ending may write for a while. */
function killed(setting: string): number {
  const running = processesWith(setting);
  for (const pid of running) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // it ended meanwhile
    }
  }
  return running.length;
}

function processesWith(setting: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        return readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').includes(setting) ? [Number(pid)] : [];
      } catch {
        return []; // it ended meanwhile
      }
    });
}
