import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { dropFiles, EXAMPLE, electronDist, startApp } from '../e2e/support/launch.ts';

/**
 * `npm run bench:ui`: how long a person waits, medians of five. Start-up: from the start of the process until two
 * frames after the first screen is there, for an empty Electron window and for ours, in turn. Opening: from the drop
 * of the example until two frames after the graph is in the page. Memory: of all processes, five seconds later.
 */
const RUNS = 5;

interface Start {
  readonly milliseconds: number;
  readonly megabytes: number;
}

const empty = mkdtempSync(join(tmpdir(), 'straggler-empty-'));
writeFileSync(join(empty, 'package.json'), '{"name":"empty","main":"main.js"}');
writeFileSync(
  join(empty, 'main.js'),
  `const { app, BrowserWindow } = require('electron');
   app.whenReady().then(() => new BrowserWindow({ width: 1440, height: 860 }).loadFile('index.html'));`,
);
writeFileSync(join(empty, 'index.html'), '<!doctype html><title>empty</title><h1>empty</h1>');

const starts: Record<'empty' | 'straggler', Start[]> = { empty: [], straggler: [] };
const openings: number[] = [];
for (let run = 0; run < RUNS; run++) {
  starts.empty.push(await startEmpty());
  starts.straggler.push(await startOurs());
}
rmSync(empty, { recursive: true });

const base = summary(starts.empty);
const ours = summary(starts.straggler);
process.stdout.write(
  [
    `start-up, empty window      ${base.milliseconds} ms   ${base.megabytes} MB`,
    `start-up, straggler         ${ours.milliseconds} ms   ${ours.megabytes} MB`,
    `ratio                       ${(ours.milliseconds / base.milliseconds).toFixed(2)}      ${(ours.megabytes / base.megabytes).toFixed(2)}`,
    `example dropped → painted   ${median(openings)} ms (${openings.join(', ')})`,
    '',
  ].join('\n'),
);

async function startEmpty(): Promise<Start> {
  const profile = mkdtempSync(join(tmpdir(), 'straggler-bench-'));
  const begun = Date.now();
  const app = await _electron.launch({
    executablePath: join(electronDist(), 'electron'),
    args: [`--user-data-dir=${profile}`, empty],
    chromiumSandbox: false,
  });
  const page = await app.firstWindow();
  const start = await measured(app, page, begun);
  await app.close();
  rmSync(profile, { recursive: true, force: true });
  return start;
}

async function startOurs(): Promise<Start> {
  const begun = Date.now();
  const { app, page, stop } = await startApp();
  const start = await measured(app, page, begun);
  openings.push(await timeOpening(page));
  await stop();
  return start;
}

async function measured(app: ElectronApplication, page: Page, begun: number): Promise<Start> {
  const painted = await page.evaluate(
    () =>
      new Promise<number>((done) => {
        const timer = setInterval(() => {
          if (document.querySelector('h1') === null) return;
          clearInterval(timer);
          requestAnimationFrame(() => requestAnimationFrame(() => done(Date.now())));
        }, 1);
      }),
  );
  await page.waitForTimeout(5000);
  const kilobytes = await app.evaluate(({ app: electron }) =>
    electron.getAppMetrics().reduce((sum, { memory }) => sum + memory.workingSetSize, 0),
  );
  return { milliseconds: painted - begun, megabytes: Math.round(kilobytes / 1024) };
}

async function timeOpening(page: Page): Promise<number> {
  await page.evaluate(() => {
    const times = { dropped: 0, painted: 0 };
    Reflect.set(window, 'times', times);
    window.addEventListener(
      'drop',
      () => {
        times.dropped = performance.now();
      },
      true,
    );
    new MutationObserver((_records, observer) => {
      if (document.querySelector('[role=treeitem]') === null) return;
      observer.disconnect();
      requestAnimationFrame(() =>
        requestAnimationFrame(() => {
          times.painted = performance.now();
        }),
      );
    }).observe(document.body, { childList: true, subtree: true });
  });
  await dropFiles(page, 'h1', EXAMPLE);
  const milliseconds = await page.evaluate(
    () =>
      new Promise<number>((done) => {
        const timer = setInterval(() => {
          const times: { dropped: number; painted: number } = Reflect.get(window, 'times');
          if (times.painted === 0) return;
          clearInterval(timer);
          done(times.painted - times.dropped);
        }, 20);
      }),
  );
  return Math.round(milliseconds);
}

function summary(of: readonly Start[]): Start {
  return {
    milliseconds: median(of.map(({ milliseconds }) => milliseconds)),
    megabytes: median(of.map(({ megabytes }) => megabytes)),
  };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}
