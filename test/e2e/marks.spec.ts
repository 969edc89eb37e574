import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { dropFiles, ROOT, type StartedApp, startApp, writeDump } from './support/launch.ts';

// What marks goroutines besides their stack: labels, the runtime's own proof, who started them, the cut of a file.

let started: StartedApp;
let page: Page;

test.beforeEach(async () => {
  started = await startApp();
  page = started.page;
});

test.afterEach(() => started.stop());

const zoo = (program: string, file: string) => join(ROOT, 'test', 'fixtures', 'zoo', program, file);
const rows = () => page.getByRole('grid', { name: 'All stacks' }).getByRole('row');
const panel = () => page.getByRole('tabpanel').last();

/** The dump with a label on every goroutine, as Go 1.27 prints it. */
function labelled(file: string, label: string): string {
  return readFileSync(file, 'utf8').replaceAll('[select]:', `[select] {tenant: ${label}}:`);
}

test('growth by label is told, and filters the graph both ways', async () => {
  const group = (fn: string, count: number) => [{ count, fn, file: 'a.go:7', by: 'shop.Serve' }];
  const before = writeDump(started.folder, 'before.txt', group('shop.a', 5));
  const acme = labelled(writeDump(started.folder, 'acme.txt', group('shop.a', 50)), 'acme');
  const other = labelled(writeDump(started.folder, 'other.txt', group('shop.a', 9), 7000), 'umbrella');
  const after = join(started.folder, 'after.txt');
  writeFileSync(after, `${acme}\n${other}`);
  await dropFiles(page, 'h1', [before, after]);
  await page.getByRole('region', { name: 'Findings' }).getByRole('button').first().click();
  await page.getByRole('tab', { name: 'Labels' }).click();
  await expect(panel().getByRole('row', { name: /acme/ })).toContainText('+50');
  await panel().getByRole('button', { name: 'Not these: acme' }).click();
  await expect(page.getByRole('list', { name: 'Filters' })).toContainText('label ignore tenant=acme');
  await expect(page.getByRole('tree')).toContainText('+9');
  await panel().getByRole('button', { name: 'Only these: acme' }).click();
  await page.getByRole('button', { name: /^Remove label ignore/ }).click();
  await expect(page.getByRole('tree')).toContainText('+50');
});

test('what the runtime proved leaked is marked on findings and rows, and named above them', async () => {
  const program = 'go1.27.0';
  const names = ['goroutine.debug1', 'goroutine.debug2', 'goroutineleak.debug1'];
  await dropFiles(
    page,
    'h1',
    names.map((name) => zoo(program, name)),
  );
  const health = page.getByRole('region', { name: 'About these snapshots' });
  await health.getByRole('button', { name: /more$/ }).click();
  await expect(health).toContainText('goroutineleak.debug1, 20 goroutines proved leaked by the runtime');
  await expect(page.getByRole('region', { name: 'Findings' })).toContainText('proved leaked by the runtime');
  await page.keyboard.press('2');
  await expect(rows().filter({ hasText: '1 proved leaked by the runtime' }).first()).toBeVisible();
});

test('the graph begins at who started the goroutines, as far back as the dump tells', async () => {
  const program = 'ancestors-go1.26.8';
  await dropFiles(page, 'h1', [zoo(program, 'goroutine.debug1'), zoo(program, 'goroutine.debug2')]);
  await page.getByRole('radio', { name: 'After', exact: true }).check({ force: true });
  await page.getByRole('radio', { name: 'Creator' }).check({ force: true });
  const creator = page.getByRole('tree').getByRole('treeitem', { name: /^main\.main/ });
  await expect(creator.first()).toHaveAttribute('aria-level', '2');
});

test('what is behind the cut of a file is not seen, in table, details and graph', async () => {
  const group = (fn: string, count: number) => ({ count, fn, file: `${fn}.go:7`, by: 'shop.Serve' });
  const before = writeDump(started.folder, '1.txt', [group('shop.wait', 30), group('shop.poll', 18)]);
  const after = writeDump(started.folder, '2.txt', [group('shop.wait', 90)]);
  writeFileSync(after, readFileSync(after, 'utf8').slice(0, -12));
  await dropFiles(page, 'h1', [before, after]);
  await expect(page.getByText('After is cut off')).toBeVisible();
  await page.keyboard.press('2');
  const poll = rows().filter({ hasText: 'shop.poll' });
  await expect(poll).toContainText('≥ −18');
  await expect(poll).toContainText('not seen');
  await poll.click();
  await page.getByRole('tab', { name: 'Goroutines' }).click();
  await expect(panel()).toContainText('gone: not known, after is cut off');
  await expect(panel()).toContainText('not seen after');
  await page.keyboard.press('1');
  await page.getByRole('radio', { name: 'Shrunk and gone' }).check({ force: true });
  await expect(page.getByRole('treeitem', { name: /^shop\.poll, 18 before, not seen after, ≥ −18/ })).toBeVisible();
});
