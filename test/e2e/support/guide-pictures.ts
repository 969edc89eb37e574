import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { EXAMPLE, ROOT, startApp } from './launch.ts';

/** The pictures of docs/guide.md: its walk over the bundled example, one picture a step. Part of `npm run screenshots`. */
const FOLDER = join(ROOT, 'docs', 'screenshots');
mkdirSync(FOLDER, { recursive: true });

const { page, stop } = await startApp({ files: EXAMPLE });
await page.emulateMedia({ colorScheme: 'light' });
await page.getByText('126 → 1,502').first().waitFor();

let step = 0;
async function picture(): Promise<void> {
  step++;
  await page.waitForTimeout(400);
  await page.screenshot({ path: join(FOLDER, `guide-${step}.png`) });
}

// 1. What grew, where, and why it is a leak.
await picture();
// 2. Both counts of a box.
await page.getByRole('treeitem', { name: /^chan send handler\.go/ }).hover();
await picture();
// 3. Who started it: the stack, and the graph rooted at the creators.
await page.getByRole('radio', { name: 'Creator' }).check({ force: true });
await page.getByRole('tab', { name: 'Stack' }).click();
await picture();
// 4. What to change.
await page.getByRole('tab', { name: 'Fix' }).click();
await picture();
// 5. Everything else: all rows.
await page.keyboard.press('2');
await picture();
// 6. What to hand over.
await page.keyboard.press('Control+e');
await picture();
await stop();
