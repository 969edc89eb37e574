import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Browser, chromium, type Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Harness, serveHarness } from './harness/serve.ts';
import { SCREENS, type Screen, shownAnalyses } from './shown-screens.ts';

/** The window in Debian's Chromium: what needs a real layout, real focus and real colours. */
const CHROMIUM = '/usr/bin/chromium';
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core'), 'utf8');

let harness: Harness;
let browser: Browser;

beforeAll(async () => {
  harness = await serveHarness(await shownAnalyses());
  browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await harness?.close();
});

async function open({ on, press = [], tab }: Omit<Screen, 'name'>): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 860 }, reducedMotion: 'reduce' });
  await page.goto(harness.address(on));
  await page.waitForSelector('main');
  for (const key of press) await page.keyboard.press(key);
  if (tab !== undefined) await page.getByRole('tab', { name: tab }).click();
  await page.waitForTimeout(250);
  return page;
}

interface Axe {
  run(): Promise<{ violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[] }>;
}

/** What axe objects to, in words. */
async function objections(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: Axe };
    const { violations } = await axe.run();
    return violations.flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.html.slice(0, 160)} ${node.failureSummary}`),
    );
  });
}

describe.each(SCREENS)('$name', (screen) => {
  it('has nothing that axe objects to, light and dark, and needs no scrolling sideways at any width', async () => {
    const page = await open(screen);
    await page.evaluate(axe);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await objections(page), colorScheme).toEqual([]);
    }
    for (const width of [720, 900, 3840]) {
      await page.setViewportSize({ width, height: 860 });
      await page.waitForTimeout(150);
      const over = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(over, `${width} px`).toBe(0);
    }
    await page.close();
  });
});

describe('hostile names', () => {
  it('stay text on every screen', async () => {
    const page = await open({ on: { analysis: 'hostile' } });
    const tabs = ['Stack', 'Goroutines', 'Labels', 'Fix', 'Why'];
    for (const key of ['1', '2', 'n', 'n', 'n']) {
      await page.keyboard.press(key);
      for (const tab of tabs) await page.getByRole('tab', { name: tab }).click();
    }
    const seen = await page.evaluate(() => ({
      title: document.title,
      made: document.querySelectorAll('main img, main script, main b b').length,
      bidi: /[\u202a-\u202e\u2066-\u2069\u0000\u0007\u001b]/.test(document.body.textContent ?? ''),
      longest: Math.max(
        ...[...document.querySelectorAll('bdi, text')].map((element) => element.textContent?.length ?? 0),
      ),
    }));
    expect(seen).toMatchObject({ title: 'straggler', made: 0, bidi: false });
    expect(seen.longest).toBeLessThan(800);
    await page.close();
  });
});

describe('by keyboard alone', () => {
  it('a person reaches the graph, zooms, opens the menu and comes back', async () => {
    const page = await open({ on: { analysis: 'example' } });
    await page.getByRole('tree').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    const trail = page.getByRole('navigation', { name: 'Zoomed to' });
    expect(await trail.textContent()).toContain('Checkout.func1');
    await page.keyboard.press('Shift+F10');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    expect(await page.getByRole('list', { name: 'Filters' }).textContent()).toContain('focus');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('tree');
    await page.close();
  });
});
