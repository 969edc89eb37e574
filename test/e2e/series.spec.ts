import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { answerSaveDialog, dropFiles, EXAMPLE, type StartedApp, startApp, writeDump } from './support/launch.ts';

// More than two snapshots: any two of them compared in full, and the counts of monitoring beside them.

test.describe.configure({ mode: 'serial' });

let started: StartedApp;
let page: Page;

test.beforeAll(async () => {
  started = await startApp();
  page = started.page;
});

test.afterAll(() => started.stop());

const findings = () => page.getByRole('region', { name: 'Findings' });
const timeline = () => page.getByRole('region', { name: 'Timeline' });

/** A range answer of Prometheus: one count an hour. */
function prometheus(from: string, counts: readonly number[]): string {
  const start = Date.parse(from) / 1000;
  const values = counts.map((count, i) => [start + 3600 * i, String(count)]);
  const result = [{ metric: { __name__: 'go_goroutines', pod: 'shop-1' }, values }];
  return JSON.stringify({ status: 'success', data: { resultType: 'matrix', result } });
}

test('a handle that is moved by key compares that pair in full', async () => {
  const files = [10, 40, 90].map((count, i) =>
    writeDump(started.folder, `dump-${i + 1}.txt`, [
      { count, fn: 'shop.wait', file: 'wait.go:7', by: i < 2 ? 'shop.Early' : 'shop.Late' },
    ]),
  );
  await dropFiles(page, 'h1', files);
  await expect(findings()).toContainText('10 → 90');
  const after = page.getByRole('slider', { name: 'After is snapshot' });
  await after.focus();
  await page.keyboard.press('ArrowLeft');
  await expect(findings()).toContainText('10 → 40');
  await expect(page.getByRole('slider', { name: 'After is snapshot' })).toBeFocused();
  // What only a comparison of these two knows: ids, and who started them.
  await findings().getByRole('button').first().click();
  await page.getByRole('tab', { name: 'Goroutines' }).click();
  await expect(page.getByRole('tabpanel').last()).toContainText('10 survived · 30 born · 0 gone');
  await page.getByRole('tab', { name: 'Stack' }).click();
  await expect(page.getByRole('tabpanel').last()).toContainText('shop.Early');
});

test('undo goes back to the first and the last', async () => {
  await page.keyboard.press('Control+z');
  await expect(findings()).toContainText('10 → 90');
});

test('counts dropped on the comparison are laid beside it', async () => {
  await page.getByTitle('Back to the start').click();
  const counts = join(started.folder, 'goroutines.json');
  await dropFiles(page, 'h1', EXAMPLE);
  await expect(findings()).toContainText('126 → 1,502');
  writeFileSync(counts, prometheus('2026-11-20T10:00:00Z', [120, 480, 900, 1510]));
  await dropFiles(page, 'main', [counts]);
  await expect(timeline()).toContainText('goroutines.json pod=shop-1');
  await expect(timeline()).toContainText('reaches 10,000 at this rate by');
  await expect(findings()).toContainText('126 → 1,502');
});

test('the report has them too', async () => {
  const file = join(started.folder, 'report.json');
  await answerSaveDialog(started.app, file);
  await page.getByRole('button', { name: 'Export report' }).click();
  await page.getByRole('menuitem', { name: /JSON/ }).click();
  await expect(page.getByText('report.json').first()).toBeVisible();
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
    beside: [{ name: 'goroutines.json', holds: 'counts', size: 1 }],
    counts: [{ trend: 'rising', points: [{ count: 120 }, {}, {}, { count: 1510 }] }],
  });
});

test('counts among dropped files are no snapshot of the series', async () => {
  await page.getByTitle('Back to the start').click();
  const [before = '', after = ''] = EXAMPLE;
  const files = ['1-before.pb.gz', '3-after.txt'].map((name) => join(started.folder, name));
  copyFileSync(before, files[0] ?? '');
  copyFileSync(after, files[1] ?? '');
  const counts = join(started.folder, '2-goroutines.log');
  writeFileSync(counts, '2026/11/20 10:00:00 goroutines: 120\n2026/11/20 11:00:00 goroutines: 700\n');
  await dropFiles(page, 'h1', [counts, ...files]);
  await expect(findings()).toContainText('126 → 1,502');
  await expect(timeline()).toContainText('2-goroutines.log');
});
