import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';

/** Draws build/icons/straggler.svg as the PNGs that the systems ask for; run by `npm run icons` when the drawing changes. */
const SIZES = [16, 24, 32, 48, 64, 128, 256, 512, 1024];
const FOLDER = join(import.meta.dirname, 'icons');

const drawing = `data:image/svg+xml;base64,${readFileSync(join(FOLDER, 'straggler.svg')).toString('base64')}`;
const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
const page = await browser.newPage();
for (const size of SIZES) {
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(
    `<body style="margin:0"><img src="${drawing}" width="${size}" height="${size}" style="display:block">`,
  );
  await page.screenshot({ path: join(FOLDER, `${size}x${size}.png`), omitBackground: true });
}
await browser.close();
