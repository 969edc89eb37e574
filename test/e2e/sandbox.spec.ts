import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { dropFiles, EXAMPLE, startApp } from './support/launch.ts';

// Runs alone, as a user who is not root (STRAGGLER_E2E_SANDBOX=1, see scripts/test.mjs): all other end-to-end
// tests may have to run as root, for whom Chromium's sandbox does not start.
test("the page runs in Chromium's sandbox", async () => {
  const { app, page, stop } = await startApp();
  await expect(page.locator('body')).toBeVisible();
  const { switchedOff, main, renderer } = await app.evaluate(({ app: electron, webContents }) => ({
    switchedOff: electron.commandLine.hasSwitch('no-sandbox'),
    main: process.pid,
    renderer: webContents.getAllWebContents()[0]?.getOSProcessId() ?? 0,
  }));
  const outside = status(main);
  const inside = status(renderer);
  await stop();

  expect(process.getuid?.()).not.toBe(0);
  expect(switchedOff).toBe(false);
  expect(inside.get('NoNewPrivs')).toEqual(['1']);
  expect(pidNamespaces(inside)).toBeGreaterThan(pidNamespaces(outside));
  expect(syscallFilters(inside)).toBeGreaterThan(syscallFilters(outside));
});

/** What /proc says of a process: field names and their values. */
function status(pid: number): Map<string, string[]> {
  const lines = readFileSync(`/proc/${pid}/status`, 'utf8').trim().split('\n');
  return new Map(lines.map((line) => [line.slice(0, line.indexOf(':')), line.split(/\s+/).slice(1)]));
}

const pidNamespaces = (process: Map<string, string[]>) => process.get('NSpid')?.length ?? 0;
const syscallFilters = (process: Map<string, string[]>) => Number(process.get('Seccomp_filters'));

test('the whole way works in the sandbox', async () => {
  const { page, stop } = await startApp();
  await dropFiles(page, 'h1', EXAMPLE);
  const findings = page.getByRole('region', { name: 'Findings' });
  await expect(findings.getByRole('button').first()).toContainText('126 → 1,502');
  await stop();
});
