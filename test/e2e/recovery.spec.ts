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

test('a page that hangs is said, and loaded again with its files where the person wants', async () => {
  await started.app.evaluate(({ BrowserWindow, dialog }) => {
    const [window] = BrowserWindow.getAllWindows();
    const said: string[] = [];
    Reflect.set(globalThis, 'said', said);
    dialog.showMessageBox = async (...args: unknown[]) => {
      said.push(JSON.stringify(args.at(-1)));
      return { response: said.length === 1 ? 1 : 0, checkboxChecked: false };
    };
    // A page that never comes back; Chromium would notice after half a minute of input.
    void window?.webContents.executeJavaScript('for (;;);').catch(() => {});
    setTimeout(() => window?.emit('unresponsive'), 200);
  });
  await expect
    .poll(() => started.app.evaluate(() => Reflect.get(globalThis, 'said')), { timeout: 20_000 })
    .toEqual([
      expect.stringContaining('The window does not respond.'),
      expect.stringContaining('Your files are still open.'),
    ]);
  await expect
    .poll(() =>
      started.app.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript('document.body.innerText'),
      ),
    )
    .toContain('126 → 1,502');
});

test('a drive that stalls can be cancelled, and the next files open', async () => {
  await started.app.evaluate(() => {
    const disk = process.mainModule?.require('node:fs/promises');
    const { stat } = disk;
    disk.stat = (path: string) => (path.includes('checkout') ? new Promise(() => {}) : stat(path));
    Reflect.set(globalThis, 'recover', () => {
      disk.stat = stat;
    });
  });
  await dropFiles(page, 'body', EXAMPLE);
  await expect(page.getByText('Opening the files')).toBeVisible();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText('The analysis was cancelled.').first()).toBeVisible();
  await started.app.evaluate(() => Reflect.get(globalThis, 'recover')());
  await dropFiles(page, 'body', EXAMPLE);
  await expect(topFinding()).toContainText('126 → 1,502');
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
