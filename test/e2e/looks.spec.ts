import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, expect, type Page, test } from '@playwright/test';
import { type Harness, serveHarness } from '../renderer/harness/serve.ts';
import { SCREENS, type Screen, shownAnalyses } from '../renderer/shown-screens.ts';
import { electronDist } from './support/launch.ts';

/**
 * How every screen looks, in the engine that the tests of the app run on, from fixed data. The pictures are small:
 * they show what is where in which colour, and not the edge of every letter. After a change that is meant:
 * `npm run looks`, and look at what changed.
 */
const WIDTHS = [900, 1440, 3840];
const HEIGHT = 860;
const FONTS =
  ':root { --sans: "DejaVu Sans", sans-serif !important; --mono: "DejaVu Sans Mono", monospace !important; }';

let harness: Harness;
let app: ElectronApplication;
let page: Page;
let folder: string;

test.beforeAll(async () => {
  harness = await serveHarness(await shownAnalyses());
  folder = mkdtempSync(join(tmpdir(), 'straggler-looks-'));
  writeFileSync(join(folder, 'package.json'), '{"name":"looks","main":"main.js"}');
  writeFileSync(
    join(folder, 'main.js'),
    `const { app, BrowserWindow } = require('electron');
     app.whenReady().then(() => new BrowserWindow({ width: 1440, height: 860 }).loadURL('about:blank'));`,
  );
  app = await _electron.launch({
    executablePath: join(electronDist(), 'electron'),
    args: [`--user-data-dir=${join(folder, 'profile')}`, '--lang=en-GB', folder],
    chromiumSandbox: false,
    env: { ...process.env, TZ: 'UTC' },
  });
  page = await app.firstWindow();
});

test.afterAll(async () => {
  await app?.close();
  await harness?.close();
  rmSync(folder, { recursive: true, force: true });
});

async function show({ on, press = [], tab }: Screen): Promise<void> {
  await page.goto(harness.address(on));
  await page.addStyleTag({ content: FONTS });
  await page.waitForSelector('main');
  for (const key of press) await page.keyboard.press(key);
  if (tab !== undefined) await page.getByRole('tab', { name: tab }).click();
}

async function resize(width: number): Promise<void> {
  const cdp = await page.context().newCDPSession(page);
  const metrics = { width, height: HEIGHT, deviceScaleFactor: 1, mobile: false };
  await cdp.send('Emulation.setDeviceMetricsOverride', metrics);
  await cdp.detach();
}

async function looksAs(name: string, width = 1440): Promise<void> {
  await page.evaluate(() => document.fonts.ready);
  await page.waitForTimeout(250);
  const screenshot = await page.screenshot({ animations: 'disabled', caret: 'hide' });
  const small = await app.evaluate(
    ({ nativeImage }, { png, to }) =>
      nativeImage
        .createFromBuffer(Buffer.from(png, 'base64'))
        .resize({ width: to, quality: 'best' })
        .toPNG()
        .toString('base64'),
    { png: screenshot.toString('base64'), to: Math.round(width > 2000 ? width / 6 : width / 3.2) },
  );
  const picture = Buffer.from(small, 'base64');
  expect(picture).toMatchSnapshot(`${name.replace(/\W+/g, '-')}.png`, { maxDiffPixelRatio: 0.02 });
}

for (const screen of SCREENS) {
  test(screen.name, async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await resize(1440);
      await show(screen);
      for (const width of WIDTHS) {
        await resize(width);
        await looksAs(`${screen.name} ${colorScheme} ${width}`, width);
      }
    }
  });
}

test('forced colours', async () => {
  for (const screen of SCREENS.filter(({ name }) => ['start', 'comparison', 'table'].includes(name))) {
    await page.emulateMedia({ colorScheme: 'dark', forcedColors: 'active', reducedMotion: 'reduce' });
    await resize(1440);
    await show(screen);
    await looksAs(`${screen.name} forced-colours`);
  }
});
