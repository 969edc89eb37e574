import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { answerSaveDialog, dropFiles, type StartedApp, startApp, writeDump } from './support/launch.ts';

// The last word on what is the same stack is a person's: split, joined, taken back, and told in the report.

test.describe.configure({ mode: 'serial' });

let started: StartedApp;
let page: Page;

test.beforeAll(async () => {
  started = await startApp();
  page = started.page;
  const files = [
    writeDump(started.folder, 'before.txt', [
      { count: 30, fn: 'shop.oldName', file: 'pay.go:10', by: 'shop.Serve' },
      { count: 8, fn: 'shop.poll', file: 'poll.go:7', by: 'shop.Start' },
    ]),
    writeDump(
      started.folder,
      'after.txt',
      [
        { count: 90, fn: 'shop.newName', file: 'pay.go:12', by: 'shop.Serve' },
        { count: 20, fn: 'shop.poll', file: 'poll.go:7', by: 'shop.Start' },
      ],
      90_000,
    ),
  ];
  await dropFiles(page, 'h1', files);
  await expect(page.getByRole('region', { name: 'Findings' })).toContainText('+90');
});

test.afterAll(() => started.stop());

const grid = () => page.getByRole('grid', { name: 'All stacks' });
const row = (name: string) => grid().getByRole('row', { name: new RegExp(name) });
const matching = () => page.getByRole('region', { name: 'Matching' });

test('a renamed function is offered, and joined in the details', async () => {
  await page.keyboard.press('2');
  await row('newName').click();
  await page.getByRole('tab', { name: 'Stack' }).click();
  await expect(matching()).toContainText('Only in after');
  await expect(matching()).toContainText('Probably the same');
  await matching().getByRole('button', { name: 'These are the same: join' }).click();
  await expect(row('newName')).toContainText('+60');
  await expect(row('oldName')).toHaveCount(0);
  await expect(matching()).toContainText('Joined by hand: shop.oldName:10');
  await expect(page.getByRole('region', { name: 'About these snapshots' })).toContainText('Joined by hand');
});

test('undo and redo go over it', async () => {
  await page.keyboard.press('Control+z');
  await expect(row('newName')).toContainText('+90');
  await expect(row('oldName')).toContainText('−30');
  await page.keyboard.press('Control+Shift+z');
  await expect(row('newName')).toContainText('+60');
});

test('a match is split by the keyboard alone, and the two halves are joined again', async () => {
  await grid().focus();
  await page.keyboard.press('End');
  await expect(row('poll')).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Shift+F10');
  await expect(page.getByRole('menuitem', { name: 'Not the same: split' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(row('poll')).toHaveCount(2);
  await expect(row('poll').first()).toContainText('+20');
  await expect(row('poll').last()).toContainText('−8');

  await row('poll').first().click({ button: 'right' });
  await page.getByRole('menuitem', { name: /^Mark/ }).click();
  await row('poll').last().click({ button: 'right' });
  await page.getByRole('menuitem', { name: /^The same as the marked row/ }).click();
  await expect(row('poll')).toHaveCount(1);
});

test('the report says what was done by hand, and that the command does not know of it', async () => {
  const file = join(started.folder, 'report.json');
  await answerSaveDialog(started.app, file);
  await page.getByRole('button', { name: 'Export report' }).click();
  await page.getByRole('menuitem', { name: /JSON/ }).click();
  await expect(page.getByText('report.json').first()).toBeVisible();
  expect(JSON.parse(readFileSync(file, 'utf8')).comparison.manual).toEqual([
    'Split by hand: shop.poll:7 (select).',
    expect.stringMatching(/^Joined by hand: shop\.oldName:10 \(select\) with shop\.newName:12/),
    expect.stringMatching(/^Joined by hand: shop\.poll:7/),
  ]);
  const markdown = join(started.folder, 'report.md');
  await answerSaveDialog(started.app, markdown);
  await page.getByRole('button', { name: 'Export report' }).click();
  await page.getByRole('menuitem', { name: /Markdown/ }).click();
  await expect(page.getByText('report.md').first()).toBeVisible();
  expect(readFileSync(markdown, 'utf8')).toContain('matched by hand is in no flag');
});

test('the corrections come back with the pair', async () => {
  await page.waitForTimeout(1000);
  await page.getByTitle('Back to the start').click();
  await page.getByRole('button', { name: /before\.txt.*after\.txt/ }).click();
  await expect(row('newName')).toContainText('+60');
});
