import { cleanup, render } from '@testing-library/svelte';
import { tick } from 'svelte';
import { afterEach, beforeAll } from 'vitest';
import type { Analysis } from '../../src/core/report/model.ts';
import App from '../../src/renderer/App.svelte';
import { FakeBridge } from './fake-bridge.ts';

/** Gives a page without layout a size, so that boxes and rows are drawn, and cleans up after each test. */
export function useScreen(width = 1000, height = 600): void {
  beforeAll(() => {
    Object.defineProperties(HTMLElement.prototype, {
      clientWidth: { configurable: true, get: () => width },
      clientHeight: { configurable: true, get: () => height },
      offsetWidth: { configurable: true, get: () => width },
      offsetHeight: { configurable: true, get: () => height },
    });
  });
  afterEach(cleanup);
}

/** The window on an analysis, or on the start screen. */
export async function openWindow(analysis: Analysis | null): Promise<FakeBridge> {
  const bridge = new FakeBridge(analysis);
  render(App, { bridge });
  await settled();
  return bridge;
}

/** Lets promises and effects run out. */
export async function settled(): Promise<void> {
  for (let i = 0; i < 5; i++) {
    await Promise.resolve();
    await tick();
  }
}

/** The flame graph as text: one line a box, indented by depth, with its part of the width in percent. */
export function drawnGraph(width = 1000): string[] {
  return [...document.querySelectorAll('[role="tree"] [role="treeitem"]')].map((item) => {
    const part = Math.round((100 * Number(item.getAttribute('width'))) / width);
    return `${'  '.repeat(Number(item.getAttribute('aria-level')) - 1)}${item.getAttribute('aria-label')} ${part}%`;
  });
}
