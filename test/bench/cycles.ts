import { expect, type Page } from '@playwright/test';
import { startApp } from '../e2e/support/launch.ts';

/**
 * Opens and closes the example in one window a thousand times (or as often as the first argument says) and prints
 * memory every fiftieth time: the page's heap after a collection, and the resident size of all processes.
 * Fails where either grew by more than a tenth after the first tenth of the cycles.
 */
const CYCLES = Number(process.argv[2] ?? 1000);
const EVERY = Math.max(1, Math.round(CYCLES / 20));
const ALLOWED = 1.1;

const { app, page, stop } = await startApp();
const heaps: number[] = [];
const residents: number[] = [];
for (let cycle = 1; cycle <= CYCLES; cycle++) {
  await openAndClose(page);
  if (cycle % EVERY === 0) await weigh(cycle);
}
await stop();
const settled = Math.ceil(heaps.length / 10);
const growth = [heaps, residents].map((column) => (column.at(-1) ?? 0) / (column[settled] ?? 0));
process.stdout.write(
  `growth after the first tenth: heap ×${growth[0]?.toFixed(2)}, resident ×${growth[1]?.toFixed(2)}\n`,
);
if (growth.some((factor) => !(factor <= ALLOWED))) process.exitCode = 1;

async function openAndClose(window: Page): Promise<void> {
  await window.evaluate(() => Reflect.get(globalThis, 'straggler').request('files.example'));
  await expect(window.getByRole('treeitem').first()).toBeVisible();
  await window.getByTitle('Back to the start').click();
  await expect(window.getByRole('heading', { name: 'Find the goroutines that stayed' })).toBeVisible();
}

async function weigh(cycle: number): Promise<void> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('HeapProfiler.collectGarbage');
  const { usedSize } = await cdp.send('Runtime.getHeapUsage');
  await cdp.detach();
  const kilobytes = await app.evaluate(({ app: electron }) =>
    electron.getAppMetrics().reduce((sum, { memory }) => sum + memory.workingSetSize, 0),
  );
  heaps.push(usedSize);
  residents.push(kilobytes);
  const bar = '#'.repeat(Math.round(kilobytes / 1024 / 20));
  const words = `${String(cycle).padStart(5)}  heap ${(usedSize / 1e6).toFixed(1)} MB  resident ${(kilobytes / 1024).toFixed(0)} MB`;
  process.stdout.write(`${words}  ${bar}\n`);
}
