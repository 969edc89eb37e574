import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { _electron, type Page } from '@playwright/test';
import { childrenOf, type FlameTree, ROOT } from '../../../src/core/flame/tree.ts';
import { at } from '../../../src/core/model/column.ts';
import type { FlameNode } from '../../../src/core/model/index-types.ts';
import { electronDist } from '../../e2e/support/launch.ts';
import { cached } from '../measure.ts';

const PATIENCE = 300_000;

/** From the start of `pprof -http` on a pair until its flame graph is painted, in a window of the same Electron. */
export async function pprofPage(before: string, after: string): Promise<number> {
  const port = await freePort();
  const begun = Date.now();
  const args = ['tool', 'pprof', '-no_browser', `-http=localhost:${port}`, '-diff_base', before, after];
  const server = spawn('go', args, { stdio: 'ignore', detached: true });
  try {
    const address = `http://localhost:${port}/ui/flamegraph`;
    await answers(address);
    return await inWindow(async (page) => {
      await page.goto(address, { timeout: PATIENCE });
      await page.waitForSelector('#stack-holder .boxbg, #stack-chart div', { timeout: PATIENCE });
      await painted(page);
      return Date.now() - begun;
    });
  } finally {
    if (server.pid !== undefined) process.kill(-server.pid);
  }
}

/** d3-flame-graph on a tree: its first paint, and a zoom to the second box. */
export async function d3FlameGraph(tree: FlameTree): Promise<{ readonly paintMs: number; readonly zoomMs: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'straggler-d3-'));
  const script = async (name: string, inside: string): Promise<string> =>
    `<script src="file://${join(dirname(await packed(name)), name.replace(/@.*/, ''), 'package', inside)}"></script>`;
  writeFileSync(join(folder, 'tree.js'), `const tree = ${JSON.stringify(nested(tree, ROOT))};`);
  writeFileSync(
    join(folder, 'page.html'),
    `<!doctype html><meta charset="utf-8"><div id="chart"></div>
     ${await script('d3@7.9.0', 'dist/d3.min.js')}
     ${await script('d3-flame-graph@4.1.3', 'dist/d3-flamegraph.min.js')}
     <script src="tree.js"></script>`,
  );
  try {
    return await inWindow(async (page) => {
      await page.goto(`file://${join(folder, 'page.html')}`);
      const paintMs = await timed(
        page,
        "d3.select('#chart').datum(tree).call(window.chart = flamegraph().width(1100))",
      );
      const second = "document.querySelectorAll('#chart g.frame')[1].__data__";
      // Its zoom glides for 750 ms; what it works is what is counted.
      const zoomMs = await timed(page, `chart.transitionDuration(0); chart.zoomTo(${second})`);
      return { paintMs, zoomMs };
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs a script in the page and gives the milliseconds until its frame is painted. */
async function timed(page: Page, script: string): Promise<number> {
  const begun = await page.evaluate((source) => {
    const now = performance.now();
    new Function(source)();
    return now;
  }, script);
  await painted(page);
  return (await page.evaluate(() => performance.now())) - begun;
}

async function painted(page: Page): Promise<void> {
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}

interface Nested {
  readonly name: string;
  readonly value: number;
  readonly children: Nested[];
}

function nested(tree: FlameTree, node: FlameNode): Nested {
  const children = childrenOf(tree, node).map((child) => nested(tree, child));
  return { name: `f${at(tree.ref, node)}`, value: at(tree.value, node), children };
}

/** A window of the Electron that the app runs on, without the app. */
async function inWindow<T>(look: (page: Page) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'straggler-peer-'));
  writeFileSync(join(folder, 'package.json'), '{"name":"peer","main":"main.js"}');
  writeFileSync(
    join(folder, 'main.js'),
    `const { app, BrowserWindow } = require('electron');
     app.whenReady().then(() => new BrowserWindow({ width: 1440, height: 860 }).loadURL('about:blank'));`,
  );
  const app = await _electron.launch({
    executablePath: join(electronDist(), 'electron'),
    args: [`--user-data-dir=${join(folder, 'profile')}`, folder],
    chromiumSandbox: false,
  });
  try {
    const page = await app.firstWindow();
    page.setDefaultTimeout(PATIENCE);
    return await look(page);
  } finally {
    await app.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A package of the registry, unpacked beside its archive in the cache; nothing of it is installed. */
async function packed(name: string): Promise<string> {
  return cached(`${name}.tgz`, (path) => {
    const folder = join(dirname(path), name.replace(/@.*/, ''));
    mkdirSync(folder, { recursive: true });
    const printed = execFileSync('npm', ['pack', name, '--silent', '--pack-destination', folder], { encoding: 'utf8' });
    execFileSync('tar', ['xzf', join(folder, printed.trim()), '-C', folder]);
    writeFileSync(path, '');
  });
}

async function answers(address: string): Promise<void> {
  const until = Date.now() + PATIENCE;
  while (Date.now() < until) {
    try {
      if ((await fetch(new URL('/', address), { method: 'HEAD' })).status < 500) return;
    } catch {
      await new Promise((done) => setTimeout(done, 50));
    }
  }
  throw new Error(`nothing answers at ${address}`);
}

function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const server = createServer().listen(0, 'localhost', () => {
      const address = server.address();
      server.close(() => (address !== null && typeof address === 'object' ? found(address.port) : failed(address)));
    });
  });
}
