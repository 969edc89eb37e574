import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { answerOpenDialog, dropFiles, EXAMPLE, type StartedApp, startApp } from './support/launch.ts';

// What people give besides two good files: each gets a sentence, and the window goes on.

let started: StartedApp;
let page: Page;

test.beforeAll(async () => {
  started = await startApp();
  page = started.page;
});

test.afterAll(() => started.stop());

test.beforeEach(async () => {
  const back = page.getByTitle('Back to the start');
  if (await back.isVisible()) await back.click();
});

const findings = () => page.getByRole('region', { name: 'Findings' }).getByRole('button');

/** The sentence that the window says; the two slots and the notice show it alike. */
async function saysOf(pattern: RegExp): Promise<void> {
  await expect(page.getByText(pattern).first()).toBeVisible();
}

function write(name: string, content: string): string {
  const file = join(started.folder, name);
  writeFileSync(file, content);
  return file;
}

test('a text that is no snapshot is told by its name', async () => {
  await dropFiles(page, 'h1', [write('notes.txt', 'milk\neggs\n')]);
  await saysOf(/notes\.txt: .*no goroutine/i);
});

test('a web page is told as one', async () => {
  const file = write('goroutine.pb.gz', '<!doctype html><html><body><h1>502 Bad Gateway</h1></body></html>');
  await dropFiles(page, 'h1', [file]);
  await saysOf(/This is a web page, not a profile/);
});

test('a folder without snapshots, and one that is a series', async () => {
  const folder = join(started.folder, 'captures');
  mkdirSync(folder);
  await dropFiles(page, 'h1', [folder]);
  await saysOf(/The folder captures holds no snapshots\./);
  for (const [i, from] of [EXAMPLE[0], EXAMPLE[0], EXAMPLE[1]].entries()) {
    copyFileSync(from ?? '', join(folder, `${i + 1}-goroutines.txt`));
  }
  await dropFiles(page, 'h1', [folder]);
  await expect(findings().first()).toContainText('126 → 1,502');
});

test('thousands of files are refused in a sentence', async () => {
  const file = write('one.txt', '');
  await dropFiles(page, 'h1', new Array<string>(3000).fill(file));
  await saysOf(/3,000 files are too many at once\./);
});

test('a pipe is not read', async () => {
  const pipe = join(started.folder, 'pipe');
  execFileSync('mkfifo', [pipe]);
  await dropFiles(page, 'h1', [pipe]);
  await saysOf(/pipe is not a regular file\./);
});

test('a file that is gone is told', async () => {
  const [, after = ''] = EXAMPLE;
  const file = join(started.folder, 'gone.txt');
  copyFileSync(after, file);
  rmSync(file);
  await answerOpenDialog(started.app, [file]);
  await started.app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('open')?.click());
  await saysOf(/gone\.txt could not be opened\./);
});

test('the menu opens files by dialog', async () => {
  await answerOpenDialog(started.app, EXAMPLE);
  await started.app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('open')?.click());
  await expect(findings().first()).toContainText('126 → 1,502');
});

test('one file waits for the other', async () => {
  const [before = '', after = ''] = EXAMPLE;
  await dropFiles(page, 'h1', [before]);
  await saysOf(/before\.pb\.gz/);
  await dropFiles(page, 'h1', [after]);
  await expect(findings().first()).toContainText('126 → 1,502');
});

test('a large file shows how far it is, and can be cancelled', async () => {
  const file = join(started.folder, 'large.txt');
  writeLargeDump(file, 300);
  await dropFiles(page, 'h1', [file]);
  await expect(page.getByRole('progressbar')).toBeVisible();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await saysOf(/The analysis was cancelled\./);
  rmSync(file);
  await dropFiles(page, 'h1', EXAMPLE);
  await expect(findings().first()).toContainText('126 → 1,502');
});

/** A goroutine dump of so many MB, every goroutine with its own id. */
function writeLargeDump(file: string, megabytes: number): void {
  const descriptor = openSync(file, 'w');
  let id = 1;
  for (let written = 0; written < megabytes * 1_000_000; ) {
    const records = Array.from(
      { length: 10_000 },
      () =>
        `goroutine ${id++} [chan send, 3 minutes]:\nmain.work(0xc000012345, 0x2a)\n\t/src/main.go:${id % 90} +0x25\n\n`,
    );
    written += writeSync(descriptor, records.join(''));
  }
}
