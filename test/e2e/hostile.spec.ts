import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, type Page, test } from '@playwright/test';
import { dropFiles, type StartedApp, startApp } from './support/launch.ts';

// Files made to attack, dropped one by one into one window: each ends in an analysis or a sentence, and nothing of it runs.

let started: StartedApp;
let page: Page;
let crashes = 0;

test.beforeAll(async () => {
  started = await startApp();
  page = started.page;
  page.on('crash', () => {
    crashes++;
  });
});

test.afterAll(() => started.stop());

const record = (fn: string, id = 1) =>
  `goroutine ${id} [chan send, 3 minutes]:\n${fn}(0x1)\n\t/src/main.go:7 +0x25\n\n`;
const markup = '<img src=x onerror="document.documentElement.dataset.pwned=1"></script><script>alert(1)</script>';

const FILES: Readonly<Record<string, string | Uint8Array>> = {
  empty: '',
  'one byte': '\0',
  noise: Uint8Array.from({ length: 50_000 }, (_, i) => (i * 7919) % 251),
  'markup for names': Array.from({ length: 20 }, (_, i) => record(`main.${markup}`, i + 1)).join(''),
  'terminal codes': record('main.\u001b]0;pwned\u0007\u001b[2J'),
  'direction marks': record('main.\u202egpj.exe\u2066'),
  'a line without end': `goroutine 1 [running]:\n${'x'.repeat(20_000_000)}`,
  'a stack of 100,000 frames': `goroutine 1 [select]:\n${'main.f(...)\n\t/src/main.go:1\n'.repeat(100_000)}\n`,
  'cut gzip': gzipSync(record('main.work').repeat(1000)).subarray(0, 60),
  'gzip bomb': gzipSync(Buffer.alloc(200_000_000)),
  'gzip in gzip': Array.from({ length: 40 }).reduce(
    (inner: Uint8Array) => gzipSync(inner),
    Buffer.from(record('main.f')),
  ),
  'varints without end': new Uint8Array(100_000).fill(0xff),
  'lengths beyond the end': Uint8Array.of(0x0a, 0xff, 0xff, 0xff, 0xff, 0x07, 0x12, 0x7f),
  'half a surrogate': Buffer.from(record('main.f').replace('main', 'ma\u00edn'), 'latin1'),
};

for (const [name, content] of Object.entries(FILES)) {
  test(name, async () => {
    const file = join(started.folder, `${name}.txt`);
    writeFileSync(file, content);
    await dropFiles(page, 'h1', [file]);
    const outcome = page.getByRole('alert').or(page.getByText('Now the later one.'));
    await expect(outcome.first()).toContainText(/\S/, { timeout: 20_000 });
    await expect(page.getByRole('progressbar')).toHaveCount(0);
    expect(crashes).toBe(0);
    expect(await page.evaluate(() => document.documentElement.dataset['pwned'] ?? 'no')).toBe('no');
    await started.app.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows();
      return window?.webContents.executeJavaScript('straggler.request("files.close")');
    });
    await expect(page.getByText('Drop the earlier snapshot')).toBeVisible();
  });
}
