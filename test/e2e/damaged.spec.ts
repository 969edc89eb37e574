import { mkdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, type Page, test } from '@playwright/test';
import { dropFiles, ROOT, type StartedApp, startApp } from './support/launch.ts';

// A damaged file of each kind, dropped beside an intact one: the window says what was saved and what was lost.

let started: StartedApp;
let page: Page;

test.beforeAll(async () => {
  started = await startApp();
  page = started.page;
});

test.afterAll(() => started.stop());

test.afterEach(async () => {
  await started.app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    return window?.webContents.executeJavaScript('straggler.request("files.close")');
  });
  await expect(page.getByText('Drop the earlier snapshot')).toBeVisible();
});

const fixture = (path: string): Buffer => readFileSync(join(ROOT, 'test/fixtures', path));

/** A goroutine of debug=2, started by main. */
const record = (id: number, fn = 'main.worker', state = 'chan receive'): string =>
  `goroutine ${id} [${state}]:\n${fn}(0x1)\n\t/src/work.go:7 +0x25\ncreated by main.main in goroutine 1\n\t/src/main.go:9 +0x44\n\n`;
const records = (from: number, to: number): string =>
  Array.from({ length: to - from }, (_, i) => record(from + i)).join('');
const INTACT = records(100, 120);

/** A dump that fills a buffer to its last byte, and ends in the middle of a goroutine there. */
function filled(size: number): string {
  const text = records(100, 100 + Math.ceil(size / record(100).length));
  return text.slice(0, size);
}

/** What was lost, as the strip says it; `bound`: counts of it are at least what they are. */
interface Damage {
  readonly content: string | Uint8Array;
  readonly said: readonly (string | RegExp)[];
  readonly bound: boolean;
}

const DAMAGED: Readonly<Record<string, Damage>> = {
  'debug=2 cut by Go at 64 MiB': {
    content: filled(64 << 20),
    said: [
      'After is cut off, so its counts are “at least”. It ends at exactly 64 MiB, where Go stops writing debug=2',
      'capture it without debug=2, which has no limit',
      'The last goroutine is cut off: what is left of its stack is kept, but not compared',
    ],
    bound: true,
  },
  'a full buffer of runtime.Stack': {
    content: filled(1 << 16),
    said: ['It ends at exactly 65536 bytes, the size of a full buffer: give runtime.Stack a larger one'],
    bound: true,
  },
  'a record cut in its middle': {
    content: INTACT.slice(0, -60),
    said: ['After is cut off', 'The text ends in the middle of a goroutine: capture it again, to its end'],
    bound: true,
  },
  'gzip that ends early': {
    content: gzipSync(Array.from({ length: 4000 }, (_, i) => record(100 + i, `main.worker${i}`)).join('')).subarray(
      0,
      -2000,
    ),
    said: ['After is cut off', /The gzip stream is not whole: .*; what could be inflated is shown/],
    bound: true,
  },
  'a compressed profile that ends early': {
    content: fixture('wrapped/truncated.pb.gz'),
    said: [
      'After is cut off, so its counts are “at least”. The profile ends at byte',
      'the names of its functions come last and are lost',
    ],
    bound: true,
  },
  'a profile cut at the depth limit': {
    content: depthCapped(),
    said: [
      'After has stacks cut at the depth limit, so goroutines that differ only near the root are counted together',
      'After has no goroutine ids',
    ],
    bound: false,
  },
  'frames left out by Go': {
    content:
      INTACT +
      record(900).replace(
        '\t/src/work.go:7 +0x25\n',
        '$&...20 frames elided...\nmain.deep()\n\t/src/work.go:9 +0x25\n',
      ),
    said: ['1 goroutine has a stack with frames left out: Go prints 100 at most'],
    bound: false,
  },
  'a log between the lines': {
    content: INTACT.replaceAll('main.worker(0x1)\n', 'main.worker(0x1)\n12:00:01 request served\n'),
    said: ['20 lines inside stacks belonged to no frame and were left out'],
    bound: false,
  },
  'debug=1 without some of its stacks': {
    content: `goroutine profile: total 30\n${table(20)}`,
    said: ['After is cut off', 'The title states 30 goroutines, the stacks add up to 20'],
    bound: true,
  },
  'ids that come twice': {
    content: INTACT + record(110) + record(111),
    said: ['2 goroutine ids are there twice (the first: 110); each is counted once'],
    bound: false,
  },
  'a damaged header': {
    content: INTACT + record(900).replace(']:', ''),
    said: ['1 line began like a goroutine and could not be read: "goroutine 900 [chan receive"'],
    bound: false,
  },
  'a state that is not known': {
    content: INTACT + record(900, 'main.worker', 'pondering'),
    said: ['in a state that is not known (the first: "pondering"), kept as it is'],
    bound: false,
  },
  'two dumps, the second cut': {
    content: `SIGQUIT: quit\n\n${INTACT}SIGQUIT: quit\n\n${INTACT.slice(0, -60)}`,
    said: ['After holds 2 dumps, number 1 is shown'],
    bound: false,
  },
};

for (const [name, { content, said, bound }] of Object.entries(DAMAGED)) {
  test(`${name}: the rest is shown, and what is lost is said`, async () => {
    await dropPair(name, content);
    const strip = page.getByRole('region', { name: 'About these snapshots' });
    await expect(strip).toBeVisible({ timeout: 30_000 });
    const more = strip.getByRole('button', { name: /^\d+ more$/ });
    await expect(async () => {
      if (await more.isVisible()) await more.click();
      for (const sentence of said) await expect(strip).toContainText(sentence, { timeout: 500 });
    }).toPass({ timeout: 10_000 });
    await expect(page.getByRole('alert')).toHaveCount(0);
    // The counts of a cut file are lower bounds wherever they stand.
    const chip = page.getByText(/^after · .* goroutines$/);
    const change = page.getByText(/^(≥ )?[+−]\d.* · ×/);
    if (bound) {
      await expect(chip).toContainText('≥');
      await expect(change).toContainText('≥ +');
    } else {
      await expect(chip).not.toContainText('≥');
      await expect(change).not.toContainText('≥');
    }
    await picture(name);
  });
}

const REFUSED: Readonly<Record<string, { readonly content: string | Uint8Array; readonly said: string | RegExp }>> = {
  'a web page of an error': {
    content: fixture('wrapped/nginx-502.html'),
    said: 'This is a web page titled "502 Bad Gateway", not a profile: something else answered',
  },
  'the index of pprof': {
    content: fixture('detect/index.html'),
    said: 'This is the index page of /debug/pprof/, not a profile',
  },
  'a heap profile': {
    content: fixture('detect/heap.pb.gz'),
    said: 'This is a heap (or allocs) profile, not a goroutine profile',
  },
  'a CPU profile': { content: fixture('detect/cpu.pb.gz'), said: /This is a CPU profile.*, not a goroutine profile/ },
  'an execution trace': { content: fixture('detect/trace.bin'), said: 'This is an execution trace' },
  'a profile through a text decoder': {
    content: fixture('wrapped/fffd-mangled.pb.gz'),
    said: 'something read it as UTF-8 text and replaced what was none; it cannot be restored',
  },
  'nothing at all': { content: '', said: 'The file is empty: the server answered nothing, or curl -s hid an error' },
};

for (const [name, { content, said }] of Object.entries(REFUSED)) {
  test(`${name}: is refused with what it is`, async () => {
    await dropPair(name, content);
    await expect(page.getByRole('alert')).toContainText(said, { timeout: 20_000 });
    await picture(name);
  });
}

/** Drops an intact dump and a later one of this content. */
async function dropPair(name: string, content: string | Uint8Array): Promise<void> {
  const folder = join(started.folder, name.replaceAll(/\W+/g, '-'));
  mkdirSync(folder, { recursive: true });
  const [before, after] = [join(folder, 'before.txt'), join(folder, 'after.txt')];
  writeFileSync(before, records(100, 110));
  utimesSync(before, new Date(), new Date(Date.now() - 60_000));
  writeFileSync(after, content);
  await dropFiles(page, 'h1', [before, after]);
}

/** Stacks of debug=1, one goroutine each. */
function table(count: number): string {
  return Array.from(
    { length: count },
    (_, i) =>
      `1 @ 0x4${i}\n#\t0x4${i}\tmain.worker+0x25\t/src/work.go:${i + 1}\n#\t0x401\tmain.main+0x44\t/src/main.go:9\n\n`,
  ).join('');
}

/** debug=1 with a stack of the 128 frames that the runtime records, which ends in no entry. */
function depthCapped(): string {
  const addresses = Array.from({ length: 128 }, (_, i) => `0x${(0x4000 + i).toString(16)}`);
  const frames = addresses.map((address, i) => `#\t${address}\tmain.walk+0x25\t/src/walk.go:${i + 1}\n`);
  return `goroutine profile: total 20\n20 @ ${addresses.join(' ')}\n${frames.join('')}\n`;
}

/** For a person who wants to look: STRAGGLER_E2E_PICTURES names a folder. */
async function picture(name: string): Promise<void> {
  const folder = process.env['STRAGGLER_E2E_PICTURES'];
  if (folder !== undefined) await page.screenshot({ path: join(folder, `${name.replaceAll(/\W+/g, '-')}.png`) });
}
