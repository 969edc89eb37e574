import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { EXAMPLE, ROOT, type StartedApp, startApp } from './support/launch.ts';

// The threats of docs/security.md that only a real window can answer: what the page, were it taken over, could do.

declare global {
  interface Window {
    readonly straggler: { request(name: string, ...args: unknown[]): Promise<{ readonly ok: boolean }> };
  }
}

let started: StartedApp;
let page: Page;

test.beforeAll(async () => {
  started = await startApp({ files: EXAMPLE });
  page = started.page;
  await expect(page.getByText('126 → 1,502').first()).toBeVisible();
});

test.afterAll(() => started.stop());

test('there is no Node in the page, and nothing of Electron but the bridge', async () => {
  const globals = await page.evaluate(() => ({
    node: ['require', 'process', 'module', 'Buffer', 'global', 'electron', 'ipcRenderer'].filter(
      (name) => name in window,
    ),
    bridge: Object.keys(window.straggler).sort(),
    frozen: Object.isFrozen(window.straggler),
  }));
  expect(globals).toEqual({ node: [], bridge: ['drop', 'on', 'request'], frozen: true });
});

test('an injected inline script does not run', async () => {
  const ran = await page.evaluate(async () => {
    const script = document.createElement('script');
    script.textContent = 'document.documentElement.dataset.pwned = "yes"';
    const image = document.createElement('img');
    image.setAttribute('onerror', 'document.documentElement.dataset.pwned = "yes"');
    image.src = 'nowhere.png';
    document.body.append(script, image);
    await new Promise((done) => setTimeout(done, 300));
    script.remove();
    image.remove();
    return document.documentElement.dataset['pwned'] ?? 'no';
  });
  expect(ran).toBe('no');
});

test('eval and Function are refused to code of the page', async () => {
  // page.evaluate is not bound by the policy; a handler that the page itself calls is.
  const said = await page.evaluate(
    () =>
      new Promise<string>((done) => {
        document.addEventListener('securitypolicyviolation', (event) => done(event.violatedDirective), { once: true });
        setTimeout(() => done('nothing'), 1000);
        setTimeout('document.title = "pwned"', 0);
      }),
  );
  expect(said).toBe('script-src');
});

for (const url of [
  'file:///etc/passwd',
  'https://example.com/',
  'http://127.0.0.1:1/',
  'straggler-app://window/../main/index.cjs',
  'straggler-app://window/index.html',
  'data:text/plain,x',
]) {
  test(`the page cannot fetch ${url}`, async () => {
    const answer = await page.evaluate(
      (from) =>
        fetch(from).then(
          () => 'read',
          () => 'refused',
        ),
      url,
    );
    expect(answer).toBe('refused');
  });
}

test('no image, frame, worker, socket or beacon leaves the page', async () => {
  const reached = await page.evaluate(async () => {
    const got: string[] = [];
    const load = (element: HTMLElement & { src: string }, src: string) =>
      new Promise<void>((done) => {
        element.onload = () => {
          got.push(src);
          done();
        };
        element.onerror = () => done();
        element.src = src;
        document.body.append(element);
        setTimeout(done, 500);
      });
    await load(document.createElement('img'), 'https://example.com/x.png');
    await load(document.createElement('img'), 'file:///usr/share/pixmaps/debian-logo.png');
    for (const make of [
      () => new WebSocket('wss://example.com/'),
      () => new EventSource('https://example.com/'),
      () => new Worker('data:text/javascript,0'),
    ]) {
      try {
        const made = make();
        await new Promise((done) => {
          made.onerror = () => done(null);
          made.addEventListener('open', () => got.push('open'));
          setTimeout(done, 300);
        });
      } catch {
        // Refused at once.
      }
    }
    if (navigator.sendBeacon('https://example.com/', 'x')) got.push('beacon');
    return got;
  });
  // A beacon may be taken and dropped; what counts is the request, and none was made.
  expect(reached.filter((what) => what !== 'beacon')).toEqual([]);
});

test('the page cannot be led elsewhere or open windows', async () => {
  const before = page.url();
  await started.app.evaluate(({ shell }) => {
    shell.openExternal = async (url: string) => {
      Reflect.set(globalThis, 'openedOutside', url);
    };
  });
  await page.evaluate(() => {
    window.open('file:///etc/passwd');
    window.open('http://example.com/');
    window.open('javascript:alert(1)');
    location.href = 'https://example.com/';
  });
  await page.waitForTimeout(300);
  expect(page.url()).toBe(before);
  expect(await started.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  expect(await started.app.evaluate(() => Reflect.get(globalThis, 'openedOutside'))).toBeUndefined();
  await page.evaluate(() => window.open('https://go.dev/'));
  await expect.poll(() => started.app.evaluate(() => Reflect.get(globalThis, 'openedOutside'))).toBe('https://go.dev/');
});

test('every permission is refused', async () => {
  const states = await page.evaluate(async () => {
    const asked: string[] = [];
    for (const name of ['geolocation', 'notifications', 'camera', 'microphone', 'clipboard-read', 'midi']) {
      asked.push((await navigator.permissions.query({ name: name as PermissionName })).state);
    }
    return [...new Set(asked), await Notification.requestPermission()];
  });
  expect(states).toEqual(['denied', 'denied']);
});

test('a frame or another page with our preload is not answered', async () => {
  const answer = await started.app.evaluate(
    async ({ BrowserWindow }, preload) => {
      const window = new BrowserWindow({
        show: false,
        webPreferences: { preload, sandbox: true, contextIsolation: true },
      });
      await window.loadURL('about:blank');
      const said = await window.webContents.executeJavaScript(
        'window.straggler ? window.straggler.request("window.ready").then((o) => JSON.stringify(o)) : "no bridge"',
      );
      window.destroy();
      return said;
    },
    join(ROOT, 'out/preload/index.cjs'),
  );
  expect(answer).toContain('does not come from the app’s own page');
});

test('10,000 made-up messages over the real bridge: none gets past the gate, main lives', async () => {
  const before = await started.app.evaluate(() => process.pid);
  const passed = await page.evaluate(async () => {
    let seed = 42;
    const random = (below: number) => {
      seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff;
      return seed % below;
    };
    const known = [
      'capture.start',
      'files.drop',
      'files.recent',
      'analysis.goroutines',
      'report.export',
      'settings.set',
      'help.open',
    ];
    const names = [...known, '__proto__', 'constructor', 'files.', 'x'.repeat(10_000), 'straggler:request'];
    const odd = [
      null,
      undefined,
      Number.NaN,
      -1,
      1e308,
      '',
      '../../etc/passwd',
      [],
      {},
      [[[]]],
      new Date(0),
      2n ** 70n,
    ];
    const value = (): unknown => {
      const kind = random(odd.length + 3);
      if (kind < odd.length) return odd[kind];
      if (kind === odd.length) return Array.from({ length: random(5) }, value);
      return kind === odd.length + 1 ? { theme: value(), __proto__: value() } : 'x'.repeat(random(6000));
    };
    let through = 0;
    for (let batch = 0; batch < 100; batch++) {
      const sent = Array.from({ length: 100 }, () => {
        const name = names[random(names.length)] ?? '';
        // A value too many: no request takes these.
        return window.straggler.request(name, value(), value(), value(), value()).then(
          (outcome) => outcome.ok,
          () => false,
        );
      });
      through += (await Promise.all(sent)).filter(Boolean).length;
    }
    return through;
  });
  expect(passed).toBe(0);
  expect(await started.app.evaluate(() => process.pid)).toBe(before);
  // Not by a locator: Playwright still waits for the navigation that was refused above.
  expect(await page.evaluate(() => document.body.textContent)).toContain('1,502');
});

test('nothing of a dump stays in the profile but the names of its files and the view', () => {
  const kept = readdirSync(started.profile, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const telling = kept.filter(({ parentPath, name }) => readFileSync(join(parentPath, name)).includes('handler.go'));
  expect(telling.map(({ name }) => name).filter((name) => name !== 'recent.json')).toEqual([]);
  expect(kept.some(({ name }) => name.endsWith('.dmp'))).toBe(false);
});
