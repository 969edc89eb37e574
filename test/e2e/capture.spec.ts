import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { type PprofServer, startPprofServer } from '../support/pprof-server.ts';
import { answerOpenDialog, type StartedApp, startApp } from './support/launch.ts';

// From a running Go program into the window, with the keyboard alone: before, a leak, after, and what grew.

declare global {
  interface Window {
    readonly straggler: { request(name: string, ...args: unknown[]): Promise<{ readonly ok: boolean }> };
  }
}

test.describe.configure({ mode: 'serial' });

let server: PprofServer;
let started: StartedApp;
let page: Page;
let captures: string;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  server = await startPprofServer();
  started = await startApp();
  page = started.page;
  captures = join(started.folder, 'captures');
  await answerOpenDialog(started.app, [captures]);
  await answerQuestions(0);
});

test.afterAll(async () => {
  await started.stop();
  server.stop();
});

/** Answers every question of main with this button, and keeps what was asked. */
async function answerQuestions(button: number): Promise<void> {
  await started.app.evaluate(({ dialog }, response) => {
    const asked: string[] = [];
    Reflect.set(globalThis, 'asked', asked);
    const answer = async (...args: readonly unknown[]) => {
      const options = args.at(-1);
      if (typeof options === 'object' && options !== null && 'message' in options) asked.push(String(options.message));
      return { response, checkboxChecked: false };
    };
    dialog.showMessageBox = answer;
  }, button);
}

const questions = () => started.app.evaluate(() => Reflect.get(globalThis, 'asked'));
const panel = () => page.getByRole('region', { name: /captured|Capturing/ });

test('a page that asks by itself gets nowhere without the person', async () => {
  await answerQuestions(1);
  const order = { slot: 'before', address: server.address, kind: 'both', access: { kind: 'open' }, thenAfter: null };
  await page.evaluate((asked) => window.straggler.request('capture.start', asked), order);
  expect(await questions()).toEqual([`Connect to http://${server.address}/debug/pprof/?`]);
  expect(existsSync(captures)).toBe(false);
  await answerQuestions(0);
});

test('before is captured with the keyboard alone, and After counts down', async () => {
  await page.getByRole('button', { name: 'Capture before…' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Capture before' })).toBeVisible();
  await expect(page.getByLabel('Address')).toBeFocused();
  await page.keyboard.type(`http://anna:s3cr%3Aet@${server.address}/auth`);
  for (let stop = 0; stop < 4; stop++) await page.keyboard.press('Tab');
  await expect(page.getByLabel('capture after, in')).toBeFocused();
  await page.keyboard.press('Space');
  await page.keyboard.press('Tab');
  await page.keyboard.type('600');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: /^Before pprof\.127\.0\.0\.1/ })).toBeVisible();
  await expect(panel().getByRole('timer')).toHaveText(/in (600|59\d) s/);
  expect(await questions()).toEqual([`Connect to http://${server.address}/auth/debug/pprof/?`]);
});

test('After is captured as soon as it is asked for, and the leak between is the first finding', async () => {
  await fetch(`http://${server.address}/leak`);
  await panel().getByRole('button', { name: 'Capture now' }).press('Enter');
  const top = page.getByRole('region', { name: 'Findings' }).getByRole('button').first();
  await expect(top).toContainText('main.leak');
  await expect(top).toContainText('+25');
  await expect(panel()).toBeHidden();
  expect(readdirSync(captures).sort()).toEqual(
    ['001.pb.gz', '001.txt', '002.pb.gz', '002.txt'].map(
      (end) => `pprof.${server.address.replace(':', '-')}.goroutine.${end}`,
    ),
  );
});

test('what fails says why, and its fields are still there to be corrected', async () => {
  await page.keyboard.press('Control+Shift+A');
  await page.getByLabel('Address').fill(`${server.address}/nothing`);
  await page.keyboard.press('Enter');
  await expect(panel().getByRole('alert')).toContainText('pprof is not mounted there (404)');
  await panel().getByRole('button', { name: 'Change and try again…' }).press('Enter');
  await expect(page.getByLabel('Address')).toHaveValue(`${server.address}/nothing`);
  await page.getByLabel('Address').fill('gopher://shop');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog').getByRole('alert')).toContainText('Gopher is not supported.');
  await page.keyboard.press('Escape');
  await expect(page.getByText('main.leak').first()).toBeVisible();
});

test('a capture that takes long is cancelled at once and leaves no file', async () => {
  const before = readdirSync(captures);
  await page.keyboard.press('Control+Shift+A');
  await page.getByLabel('Address').fill(`${server.address}/slow`);
  await page.keyboard.press('Enter');
  await panel().getByRole('button', { name: 'Cancel' }).press('Enter');
  await expect(panel()).toBeHidden();
  await expect.poll(() => readdirSync(captures)).toEqual(before);
});

test('neither name nor password is in anything that straggler keeps', () => {
  const kept = [started.profile, captures].flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => name + readFileSync(join(parentPath, name), 'latin1')),
  );
  expect(kept.some((file) => file.startsWith('capture.json'))).toBe(true);
  expect(kept.filter((file) => /anna|s3cr|YW5uY/.test(file))).toEqual([]);
});
