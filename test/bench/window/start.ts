import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { electronDist, startApp } from '../../e2e/support/launch.ts';
import { median } from './median.ts';
import type { Figure } from './table.ts';

interface Start {
  readonly milliseconds: number;
  readonly megabytes: number;
}

/**
 * From the start of the process until two frames after the first screen is there, for an empty Electron window and
 * for ours, in turn; and the memory of all processes five seconds later.
 */
export async function startFigures(runs: number): Promise<Figure[]> {
  const starts: Record<'empty' | 'straggler', Start[]> = { empty: [], straggler: [] };
  for (let run = 0; run < runs; run++) {
    starts.empty.push(await startEmpty());
    starts.straggler.push(await startOurs());
  }
  const of = (who: 'empty' | 'straggler', what: keyof Start): number => median(starts[who].map((start) => start[what]));
  return [
    { what: 'start → first screen', ours: of('straggler', 'milliseconds'), unit: 'ms', ...beside('milliseconds', 1.5) },
    {
      what: 'memory, idle, all processes',
      ours: of('straggler', 'megabytes'),
      unit: 'MB',
      ...beside('megabytes', 1.3),
    },
  ];

  function beside(what: keyof Start, most: number): Pick<Figure, 'peer' | 'peerName' | 'goal'> {
    return { peer: of('empty', what), peerName: 'an empty Electron window', goal: { ratio: most } };
  }
}

async function startEmpty(): Promise<Start> {
  const folder = mkdtempSync(join(tmpdir(), 'straggler-bench-'));
  writeFileSync(join(folder, 'package.json'), '{"name":"empty","main":"main.js"}');
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>empty</title><h1>empty</h1>');
  writeFileSync(
    join(folder, 'main.js'),
    `const { app, BrowserWindow } = require('electron');
     app.whenReady().then(() => new BrowserWindow({ width: 1440, height: 860 }).loadFile('index.html'));`,
  );
  const begun = Date.now();
  const app = await _electron.launch({
    executablePath: join(electronDist(), 'electron'),
    args: [`--user-data-dir=${join(folder, 'profile')}`, folder],
    chromiumSandbox: false,
  });
  const start = await measured(app, await app.firstWindow(), begun);
  await app.close();
  rmSync(folder, { recursive: true, force: true });
  return start;
}

async function startOurs(): Promise<Start> {
  const begun = Date.now();
  const { app, page, stop } = await startApp();
  const start = await measured(app, page, begun);
  await stop();
  return start;
}

async function measured(app: ElectronApplication, page: Page, begun: number): Promise<Start> {
  const shown = await page.waitForFunction(
    async () => {
      if (document.querySelector('h1') === null) return 0;
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      return Date.now();
    },
    null,
    { timeout: 30_000 },
  );
  const painted = Number(await shown.jsonValue());
  await page.waitForTimeout(5000);
  const kilobytes = await app.evaluate(({ app: electron }) =>
    electron.getAppMetrics().reduce((sum, { memory }) => sum + memory.workingSetSize, 0),
  );
  return { milliseconds: painted - begun, megabytes: Math.round(kilobytes / 1024) };
}
