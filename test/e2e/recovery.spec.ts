import { expect, type Page, test } from '@playwright/test';
import { dropFiles, EXAMPLE, type StartedApp, startApp } from './support/launch.ts';

// What fails is noticed, said, and does not take the person's work with it.

let started: StartedApp;
let page: Page;

test.beforeEach(async () => {
  started = await startApp({ files: EXAMPLE });
  page = started.page;
  await expect(topFinding()).toContainText('126 → 1,502');
});

test.afterEach(() => started.stop());

const topFinding = () => page.getByRole('region', { name: 'Findings' }).getByRole('button').first();

test('a page that crashes is loaded again with its files', async () => {
  const said = await started.app.evaluate(async ({ BrowserWindow, dialog }) => {
    const [window] = BrowserWindow.getAllWindows();
    return new Promise<string>((done) => {
      dialog.showMessageBox = async (...args: unknown[]) => {
        done(JSON.stringify(args.at(-1)));
        return { response: 0, checkboxChecked: false };
      };
      window?.webContents.forcefullyCrashRenderer();
    });
  });
  expect(said).toContain('Your files are still open');
  await expect
    .poll(() =>
      started.app.evaluate(async ({ BrowserWindow }) => {
        const [window] = BrowserWindow.getAllWindows();
        return window?.webContents.executeJavaScript('document.body.innerText');
      }),
    )
    .toContain('126 → 1,502');
});

test('a worker that dies in the middle is said, and the next analysis has a new one', async () => {
  await started.app.evaluate(() => {
    const { Worker } = process.mainModule?.require('node:worker_threads') ?? {};
    const { postMessage } = Worker.prototype;
    Worker.prototype.postMessage = function (...args: unknown[]) {
      Worker.prototype.postMessage = postMessage;
      postMessage.apply(this, args);
      void this.terminate();
    };
  });
  await page.getByRole('button', { name: 'Swap', exact: true }).first().click();
  await expect(page.getByText(/The analysis stopped without an answer\./).first()).toBeVisible();
  await dropFiles(page, 'body', EXAMPLE);
  await expect(topFinding()).toContainText('126 → 1,502');
});

test('sleep and wake change nothing', async () => {
  await started.app.evaluate(({ powerMonitor }) => {
    powerMonitor.emit('suspend');
    powerMonitor.emit('resume');
  });
  await page.getByRole('button', { name: 'Swap', exact: true }).first().click();
  await expect(page.getByRole('banner')).toContainText('−1,447');
});
