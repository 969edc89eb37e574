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
for (let cycle = EVERY; cycle <= CYCLES; cycle += EVERY) {
  await openAndClose(EVERY);
  await weigh(cycle);
}
await stop();
const settled = Math.ceil(heaps.length / 10);
const growth = [heaps, residents].map((column) => (column.at(-1) ?? 0) / (column[settled] ?? 0));
process.stdout.write(
  `growth after the first tenth: heap ×${growth[0]?.toFixed(2)}, resident ×${growth[1]?.toFixed(2)}\n`,
);
if (growth.some((factor) => !(factor <= ALLOWED))) process.exitCode = 1;

/** In the page itself: what drives it from outside leaves traces in its heap. */
async function openAndClose(times: number): Promise<void> {
  await page.evaluate(async (count) => {
    for (let i = 0; i < count; i++) {
      await Reflect.get(globalThis, 'straggler').request('files.example');
      while (document.querySelector('[role=treeitem]') === null) await new Promise((done) => setTimeout(done, 5));
      document.querySelector<HTMLElement>('[title="Back to the start"]')?.click();
      while (document.querySelector('.start') === null) await new Promise((done) => setTimeout(done, 5));
    }
  }, times);
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
