import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { commandOf, EXAMPLE, startApp } from './support/launch.ts';

// How the app comes up: on files, on damaged settings, a second time.

const topFinding = (page: Page) => page.getByRole('region', { name: 'Findings' }).getByRole('button').first();

test('opens the files of its command line', async () => {
  const { page, stop } = await startApp({ files: EXAMPLE });
  await expect(topFinding(page)).toContainText('126 → 1,502');
  await stop();
});

test('the bundled example is one click away', async () => {
  const { page, stop } = await startApp();
  await page.getByRole('button', { name: 'Open the example' }).click();
  await expect(topFinding(page)).toContainText('handler.go:42');
  await stop();
});

test('damaged settings are kept aside and do not stop it', async () => {
  const { page, profile, stop } = await startApp({
    prepare: (folder) => {
      for (const name of ['settings', 'recent', 'window']) writeFileSync(join(folder, `${name}.json`), '{"theme": 7');
    },
  });
  await expect(page.getByRole('heading', { name: 'Find the goroutines that stayed' })).toBeVisible();
  for (const name of ['settings', 'recent', 'window']) {
    expect(readFileSync(join(profile, `${name}.json.damaged`), 'utf8')).toBe('{"theme": 7');
  }
  await stop();
});

test('a second start opens its files in the running app, in a window of their own, and ends', async () => {
  const { app, page, profile, stop } = await startApp({ files: EXAMPLE });
  await expect(topFinding(page)).toBeVisible();
  const opened = app.waitForEvent('window');
  const { file, args } = commandOf(profile);
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const started = spawn(file, [...args, ...sandbox, ...EXAMPLE.map((path) => basename(path))], {
    cwd: dirname(EXAMPLE[0] ?? ''),
    stdio: 'ignore',
  });
  const ended = new Promise((done) => started.once('exit', done));
  const second = await opened;
  expect(await ended).toBe(0);
  await expect(topFinding(second)).toContainText('126 → 1,502');
  // Two windows are two documents.
  await second.getByRole('button', { name: 'Swap', exact: true }).first().click();
  await expect(second.getByRole('banner')).toContainText('−1,447');
  await expect(page.getByRole('banner')).toContainText('+1,447');
  await stop();
});

test('recent pairs come back with the view they were left in', async () => {
  const { page, profile, stop } = await startApp({ files: EXAMPLE });
  await expect(topFinding(page)).toBeVisible();
  const table = page.getByRole('navigation').getByRole('button', { name: 'Table' });
  await table.click();
  await expect.poll(() => readFileSync(join(profile, 'recent.json'), 'utf8')).toContain('table');
  await page.getByTitle('Back to the start').click();
  await page.getByRole('region', { name: 'Recent pairs' }).getByRole('button').first().click();
  await expect(table).toHaveAttribute('aria-current', 'page');
  await stop();
});

test('the Recent menu opens what was open together, and forgets it when told to', async () => {
  const { app, page, profile, stop } = await startApp({ files: EXAMPLE });
  await expect(topFinding(page)).toBeVisible();
  const press = (at: number) =>
    app.evaluate(({ Menu }, index) => {
      const items = Menu.getApplicationMenu()?.getMenuItemById('recent')?.submenu?.items ?? [];
      const labels = items.map(({ label }) => label);
      items.at(index)?.click();
      return labels;
    }, at);
  await page.getByTitle('Back to the start').click();
  await expect(page.getByRole('heading', { name: 'Find the goroutines that stayed' })).toBeVisible();
  expect(await press(0)).toEqual(['before.pb.gz → after.debug2.txt', '', '&Clear']);
  await expect(topFinding(page)).toContainText('126 → 1,502');
  await page.getByTitle('Back to the start').click();
  await press(-1);
  await expect(page.getByText('Pairs that you open appear here.')).toBeVisible();
  expect(readFileSync(join(profile, 'recent.json'), 'utf8')).toBe('[]');
  const enabled = app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('recent')?.enabled);
  expect(await enabled).toBe(false);
  await stop();
});
