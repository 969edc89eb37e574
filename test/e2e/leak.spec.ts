import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { answerSaveDialog, dropFiles, EXAMPLE, type StartedApp, startApp } from './support/launch.ts';

// The whole way, in one window: two files dropped, the leak read, looked at from all sides, handed over.

test.describe.configure({ mode: 'serial' });

let started: StartedApp;
let page: Page;

test.beforeAll(async () => {
  started = await startApp();
  page = started.page;
});

test.afterAll(() => started.stop());

const findings = () => page.getByRole('region', { name: 'Findings' }).getByRole('button');
const graph = () => page.getByRole('tree');
const culprit = () => graph().getByRole('treeitem', { name: /checkout\.\(\*Server\)\.Checkout\.func1/ });

test('starts with two places for files', async () => {
  await expect(page.getByRole('heading', { name: 'Find the goroutines that stayed' })).toBeVisible();
  await expect(page.getByText('Drop the earlier snapshot')).toBeVisible();
  await expect(page.getByText('Drop the later snapshot')).toBeVisible();
});

test('two dropped files give the leak as the first finding', async () => {
  // In the wrong order: their names tell.
  await dropFiles(page, 'h1', [...EXAMPLE].reverse());
  const top = findings().first();
  await expect(top).toContainText('leak');
  await expect(top).toContainText('checkout.(*Server).Checkout.func1');
  await expect(top).toContainText('handler.go:42');
  await expect(top).toContainText('126 → 1,502');
  await expect(top).toContainText('+1,376');
  await expect(page.getByText('chan send handler.go:42')).toBeVisible();
});

test('says who started it and why it is a leak', async () => {
  await findings().first().click();
  await expect(page.getByText('grew by 1,376, from 126 to 1,502').first()).toBeVisible();
  await page.getByRole('tab', { name: 'Stack' }).click();
  const stack = page.getByRole('tabpanel').last();
  await expect(stack).toContainText('checkout.(*Server).Checkout.func1');
  await expect(stack).toContainText('handler.go:40');
});

test('a box says both counts when the mouse is over it', async () => {
  await culprit().first().hover();
  await expect(page.locator('.tip')).toContainText('126');
  await expect(page.locator('.tip')).toContainText('1,502');
});

test('a click zooms, Escape goes back', async () => {
  const box = culprit().first();
  const width = async () => (await box.boundingBox())?.width ?? 0;
  const before = await width();
  await box.click();
  await expect.poll(width).toBeGreaterThan(before + 20);
  await page.keyboard.press('Escape');
  await expect.poll(width).toBeLessThan(before + 5);
});

test('search finds a function and dims the others', async () => {
  await page.keyboard.press('/');
  await page.keyboard.type('doRequest');
  await expect(
    graph()
      .getByRole('treeitem', { name: /doRequest/ })
      .first(),
  ).not.toHaveAttribute('opacity');
  await expect(culprit().first()).toHaveAttribute('opacity', /^0\./);
  await page.keyboard.press('Escape');
});

for (const [format, label] of [
  ['html', 'HTML'],
  ['md', 'Markdown'],
  ['json', 'JSON'],
] as const) {
  test(`exports ${format} with the same numbers`, async () => {
    const file = join(started.folder, `report.${format}`);
    await answerSaveDialog(started.app, file);
    await page.getByRole('button', { name: 'Export report' }).click();
    await page
      .getByRole('menuitem', { name: new RegExp(label) })
      .first()
      .click();
    await expect(page.getByText(`report.${format}`).first()).toBeVisible();
    const text = readFileSync(file, 'utf8');
    if (format === 'json') {
      expect(JSON.parse(text)).toMatchObject({
        schema: 'straggler.report/1',
        findings: [{ before: 126, after: 1502, delta: 1376, culprit: { line: 42 } }, {}, {}, {}, {}],
      });
    } else {
      expect(text).toContain('1,502');
      expect(text).toContain('Checkout.func1');
    }
  });
}

test('swap turns growth into shrinkage', async () => {
  await page.getByRole('button', { name: 'Swap', exact: true }).first().click();
  await expect(page.getByRole('banner')).toContainText('−1,447');
  await page.getByRole('button', { name: 'Swap', exact: true }).first().click();
  await expect(findings().first()).toContainText('126 → 1,502');
});
