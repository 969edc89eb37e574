import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { answerSaveDialog, dropFiles, EXAMPLE, type StartedApp, startApp } from './support/launch.ts';

// A finding that somebody knows to be fine: said once, with the reason, and never silently dropped.

test.describe.configure({ mode: 'serial' });

let started: StartedApp;
let page: Page;
let file: string;

test.beforeAll(async () => {
  started = await startApp();
  page = started.page;
  file = join(started.folder, 'expected.txt');
  await dropFiles(page, 'h1', EXAMPLE);
});

test.afterAll(() => started.stop());

const findings = () => page.getByRole('region', { name: 'Findings' });
const top = () => findings().getByRole('button').first();
const dialog = () => page.getByRole('dialog', { name: 'Mark as expected' });

test('the dialog asks for a rule, a reason and a file', async () => {
  await expect(top()).toContainText('126 → 1,502');
  await top().click();
  await page.getByRole('button', { name: 'Mark as expected…' }).click();
  await expect(dialog().getByRole('radio', { name: /anywhere on the stack/ })).toBeChecked();
  const submit = dialog().getByRole('button', { name: 'Mark as expected' });
  await expect(submit).toBeDisabled();
  await dialog().getByLabel('Because').fill('a load test ran');
  await expect(submit).toBeDisabled();
  await answerSaveDialog(started.app, file);
  await dialog().getByRole('button', { name: 'New file…' }).click();
  await expect(dialog()).toContainText('expected.txt');
  await submit.click();
});

test('the finding moves to what is expected, with its reason, and the file holds the line', async () => {
  await expect(top()).not.toContainText('126 → 1,502');
  await expect(findings()).toContainText('suppressed: a load test ran');
  expect(readFileSync(file, 'utf8')).toMatch(
    /^IgnoreAnyFunction checkout\.\(\*Server\)\.Checkout\.func1 {2}# a load test ran$/m,
  );
});

test('it holds for the next files, and after the file was edited by hand', async () => {
  await page.getByRole('button', { name: 'Swap', exact: true }).first().click();
  await page.getByRole('button', { name: 'Swap', exact: true }).first().click();
  await expect(findings()).toContainText('suppressed: a load test ran');
});

test('taking it back removes the line, and the finding is the first again', async () => {
  await findings()
    .getByRole('button', { name: /suppressed: a load test ran/ })
    .click();
  await expect(page.getByRole('tabpanel').last()).toContainText('a load test ran');
  await page.getByRole('button', { name: 'No longer expected' }).click();
  await expect(top()).toContainText('126 → 1,502');
  expect(readFileSync(file, 'utf8')).not.toContain('Checkout');
});
