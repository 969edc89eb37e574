import type { Page } from '@playwright/test';

/** What a person does with a large graph, and how long until it is painted. */
export interface Acts {
  readonly switchMs: number;
  readonly searchMs: number;
  readonly zoomMs: number;
  /** The most boxes that were in the page at once. */
  readonly boxes: number;
}

/** The longest of each kind: a person remembers the slowest. */
export async function actOn(page: Page): Promise<Acts> {
  page.setDefaultTimeout(30_000);
  let boxes = 0;
  const slowest = async (acts: readonly (() => Promise<void>)[]): Promise<number> => {
    let longest = 0;
    for (const act of acts) {
      longest = Math.max(longest, await timed(page, act));
      boxes = Math.max(boxes, await page.getByRole('treeitem').count());
    }
    return longest;
  };
  const view = (name: string) => () => page.getByText(name, { exact: true }).first().click();
  const key = (name: string) => () => page.keyboard.press(name);
  const switchMs = await slowest(['After', 'Before', 'Shrunk and gone', 'Growth', 'After'].map(view));
  await page.getByRole('textbox').first().focus();
  const searchMs = await slowest([...'serv'].map(key));
  await key('Escape')();
  const box = (n: number) => () =>
    page
      .getByRole('treeitem')
      .nth(n)
      .click({ force: true, position: { x: 2, y: 8 } });
  const zoomMs = await slowest([box(2), box(4), key('Escape'), key('Escape')]);
  return { switchMs, searchMs, zoomMs, boxes };
}

/** From the event that a key or the mouse makes until the frame that answers it is painted. */
async function timed(page: Page, act: () => Promise<void>): Promise<number> {
  await page.evaluate(() => {
    const acted = { painted: 0 };
    Reflect.set(window, 'acted', acted);
    const ends = new AbortController();
    for (const type of ['keydown', 'click']) {
      window.addEventListener(
        type,
        ({ timeStamp }) => {
          ends.abort();
          requestAnimationFrame(() => {
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = () => Object.assign(acted, { painted: performance.now() - timeStamp });
            port2.postMessage(null);
          });
        },
        { capture: true, signal: ends.signal },
      );
    }
  });
  await act();
  const painted = await page.waitForFunction(() => Reflect.get(window, 'acted').painted, null, { timeout: 30_000 });
  const milliseconds = Number(await painted.jsonValue());
  await page.waitForTimeout(600);
  return milliseconds;
}
