import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type Browser, chromium, expect, type Page, test } from '@playwright/test';
import { renderHtml } from '../../src/core/report/html.ts';
import { textOf } from '../support/analysis-of.ts';
import { hostileAnalysis } from '../support/hostile.ts';

// The exported page, opened from a disk with the network off.

const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'straggler-report-'));
const leak = join(folder, 'leak.html');
const hostile = join(folder, 'hostile.html');
let browser: Browser;

test.beforeAll(async () => {
  const captures = ['before', 'after'].map((side) => join(root, `examples/checkout/captures/${side}.debug2.txt`));
  execFileSync(process.execPath, [join(root, 'out/cli/straggler.cjs'), ...captures, '-o', leak]);
  const page = readFileSync(join(root, 'out/report/report.html'), 'utf8');
  writeFileSync(hostile, textOf(renderHtml(hostileAnalysis(), page)));
  browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
});

test.afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true });
});

interface Opened {
  readonly page: Page;
  readonly requests: string[];
  readonly complaints: string[];
}

async function open(path: string, options: Parameters<Browser['newContext']>[0] = {}): Promise<Opened> {
  const context = await browser.newContext({ offline: true, ...options });
  const page = await context.newPage();
  const requests: string[] = [];
  const complaints: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('dialog', (dialog) => {
    complaints.push(dialog.message());
    void dialog.dismiss();
  });
  await page.goto(pathToFileURL(path).href);
  return { page, requests, complaints };
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`shows the leak, asks for nothing, complains of nothing: ${colorScheme}`, async () => {
    const { page, requests, complaints } = await open(leak, { colorScheme });
    const top = page.getByRole('region', { name: 'Findings' }).getByRole('button').first();
    await expect(top).toContainText('checkout.(*Server).Checkout.func1');
    await expect(top).toContainText('+1,376');
    await expect(page.getByRole('tree').getByRole('treeitem', { name: /Checkout\.func1/ })).toBeVisible();
    await expect(page).toHaveTitle('Goroutine leaks: before.debug2.txt → after.debug2.txt');
    expect(requests).toEqual([pathToFileURL(leak).href]);
    expect(complaints).toEqual([]);
    await page.context().close();
  });
}

test('is readable without script', async () => {
  const { page } = await open(leak, { javaScriptEnabled: false });
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^\d goroutine leaks?/);
  await expect(page.getByText('SHA-256').first()).toBeVisible();
  await expect(page.getByText('What we could not tell')).toBeVisible();
  await page.context().close();
});

test('runs no script but its own', async () => {
  const { page, complaints } = await open(leak);
  await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'document.title = "taken over"';
    document.body.append(script);
    document.body.insertAdjacentHTML('beforeend', '<img src="x" onerror="document.title = \'taken over\'">');
  });
  await expect.poll(() => complaints.join('\n')).toContain('Content Security Policy');
  await expect(page).toHaveTitle(/^Goroutine leaks/);
  await page.context().close();
});

test('prints the findings in words, the graph as vectors, then the stacks', async () => {
  const { page } = await open(leak);
  await expect(page.getByRole('tree')).toBeVisible();
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('tree')).toBeHidden();
  const tops = await page.evaluate(() =>
    ['article h1', '#app svg', 'section.in-words h2'].map((selector) => {
      const boxes = [...document.querySelectorAll(selector)].map((element) => element.getBoundingClientRect());
      return boxes.find(({ height }) => height > 0)?.top ?? -1;
    }),
  );
  expect(tops.every((top) => top >= 0)).toBe(true);
  expect([...tops].sort((a, b) => a - b)).toEqual(tops);
  const pdf = await page.pdf({ format: 'A4' });
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  await page.context().close();
});

test('shows hostile names as text: no element, script or dialog comes out of them', async () => {
  const built = readFileSync(join(root, 'out/report/report.html'), 'utf8');
  const { page, complaints, requests } = await open(hostile);
  await expect(page.getByRole('region', { name: 'Findings' }).getByRole('button').first()).toBeVisible();
  const scripts = await page.evaluate(() => [...document.scripts].map(({ type }) => type));
  expect(scripts.filter((type) => type !== 'text/plain')).toHaveLength(built.match(/<script\b/g)?.length ?? 0);
  expect(
    await page.evaluate(() => document.querySelectorAll('img, iframe, object, embed, a[href^="http"]').length),
  ).toBe(0);
  expect(
    await page.evaluate(() =>
      /[\u0000-\u0008\u000e-\u001f\u202a-\u202e\u2066-\u2069]/.test(document.body.textContent ?? ''),
    ),
  ).toBe(false);
  expect({ complaints, requests }).toEqual({ complaints: [], requests: [pathToFileURL(hostile).href] });
  await page.context().close();
});
