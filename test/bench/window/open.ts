import type { ElectronApplication, Page } from '@playwright/test';
import { dropFiles, startApp } from '../../e2e/support/launch.ts';

/** Nothing that is waited for here takes longer, however slow the machine. */
const PATIENCE = 180_000;

/** How long a person waits after a drop, and what the page has to bear meanwhile. */
export interface Opening {
  /** From the drop until the frame with the findings is painted. */
  readonly findingsMs: number;
  /** And with the flame graph. */
  readonly graphMs: number;
  /** The longest task of the page from the drop on; 0 where none took 50 ms. */
  readonly longestTaskMs: number;
  /** Of the page's process, when all is there. */
  readonly megabytes: number;
}

/** Drops a pair on an idle start screen, measures, and lets `look` go on with the page. */
export async function openPair(
  files: readonly string[],
  look: (page: Page) => Promise<void> = async () => {},
): Promise<Opening> {
  const { app, page, stop } = await startApp();
  try {
    page.setDefaultTimeout(PATIENCE);
    await page.waitForSelector('h1');
    // The worker is warm, as it is when a person has found the two files.
    await page.waitForTimeout(2000);
    await page.evaluate(watch);
    await dropFiles(page, 'h1', files);
    await page.waitForFunction(() => Reflect.get(window, 'opening').graph > 0, null, { timeout: PATIENCE });
    // What is left to do after the paint belongs to the tasks, too.
    await page.waitForTimeout(1500);
    const { dropped, findings, graph, longest } = await page.evaluate(() => Reflect.get(window, 'opening'));
    const megabytes = await pageMemory(app);
    await look(page);
    return { findingsMs: findings - dropped, graphMs: graph - dropped, longestTaskMs: longest, megabytes };
  } finally {
    await stop();
  }
}

/** Notes the times of the drop, of the first frames with findings and graph, and the longest task. */
function watch(): void {
  const opening = { dropped: 0, findings: 0, graph: 0, longest: 0 };
  Reflect.set(window, 'opening', opening);
  window.addEventListener('drop', () => Object.assign(opening, { dropped: performance.now() }), true);
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) opening.longest = Math.max(opening.longest, duration);
  }).observe({ entryTypes: ['longtask'] });
  const wait = { findings: '.findings button', graph: '[role=treeitem]' };
  new MutationObserver((_records, observer) => {
    for (const [what, selector] of Object.entries(wait)) {
      if (Reflect.get(opening, what) !== 0 || document.querySelector(selector) === null) continue;
      // Not twice, while its frame is awaited.
      Reflect.set(opening, what, -1);
      requestAnimationFrame(() => requestAnimationFrame(() => Reflect.set(opening, what, performance.now())));
    }
    if (opening.graph > 0) observer.disconnect();
  }).observe(document.body, { childList: true, subtree: true });
}

async function pageMemory(app: ElectronApplication): Promise<number> {
  const kilobytes = await app.evaluate(({ app: electron }) =>
    electron.getAppMetrics().reduce((sum, { type, memory }) => (type === 'Tab' ? sum + memory.workingSetSize : sum), 0),
  );
  return Math.round(kilobytes / 1024);
}
