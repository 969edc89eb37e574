import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { EXAMPLE, ROOT, startApp } from './launch.ts';

/** `npm run screenshots`: the window as it is, on the bundled example, light and dark, into docs/screenshots. */
const FOLDER = join(ROOT, 'docs', 'screenshots');
mkdirSync(FOLDER, { recursive: true });

for (const theme of ['light', 'dark'] as const) {
  const { page, stop } = await startApp();
  // Playwright holds the page's colour scheme itself; the window's own theme would not reach it.
  await page.emulateMedia({ colorScheme: theme });
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForTimeout(500);
  await page.screenshot({ path: join(FOLDER, `start-${theme}.png`) });
  await stop();
  const opened = await startApp({ files: EXAMPLE });
  await opened.page.emulateMedia({ colorScheme: theme });
  await opened.page.getByText('126 → 1,502').first().waitFor();
  await opened.page
    .getByRole('button', { name: /Checkout\.func1/ })
    .first()
    .click();
  await opened.page.waitForTimeout(500);
  await opened.page.screenshot({ path: join(FOLDER, `main-${theme}.png`) });
  await opened.stop();
}
