// @vitest-environment happy-dom
import { fireEvent, screen } from '@testing-library/svelte';
import { beforeEach, describe, expect, it } from 'vitest';
import { analysisOf, dumpOf } from './analyses.ts';
import { drawnGraph, openWindow, settled, useScreen } from './screen.ts';

useScreen();

const send = {
  state: 'chan send, 5 minutes',
  frames: ['shop.send shop/send.go:7', 'shop.Checkout shop/shop.go:40'],
  by: 'shop.Serve',
};
const browse = { state: 'select', frames: ['shop.Browse shop/shop.go:12'], by: 'shop.Serve' };
const before = dumpOf({ count: 1, ...send }, { count: 4, ...browse });
const after = dumpOf({ count: 9, ...send }, { count: 6, ...browse });

const box = (name: string): Element => {
  const found = [...document.querySelectorAll('[role="treeitem"]')].find((item) =>
    item.getAttribute('aria-label')?.startsWith(name),
  );
  if (found === undefined) throw new Error(`no box ${name}`);
  return found;
};
const tree = () => screen.getByRole('tree');

describe('the flame graph', () => {
  beforeEach(async () => {
    await openWindow(await analysisOf(before, after));
  });

  it('draws growth as an icicle, largest first', () => {
    expect(drawnGraph()).toEqual([
      'all growth, 5 before, 15 after, +10 100%',
      '  shop.Checkout, 1 before, 9 after, +8 80%',
      '    shop.send, 1 before, 9 after, +8 80%',
      '      chan send send.go:7, 1 before, 9 after, +8 80%',
      '  shop.Browse, 4 before, 6 after, +2 20%',
      '    select shop.go:12, 4 before, 6 after, +2 20%',
    ]);
  });

  it('switches what width stands for, and the root', async () => {
    await fireEvent.click(screen.getByRole('radio', { name: 'Before' }));
    expect(drawnGraph()[1]).toBe('  shop.Browse, 4 before, 6 after, +2 80%');
    await fireEvent.click(screen.getByRole('radio', { name: 'Creator' }));
    expect(drawnGraph().slice(0, 2)).toEqual([
      'all goroutines before, 5 before, 15 after, +10 100%',
      '  shop.Serve, 5 before, 15 after, +10 100%',
    ]);
  });

  it('zooms by a click and back by Escape, and the trail says where', async () => {
    await fireEvent.click(box('shop.send'));
    await settled();
    const trail = screen.getByRole('navigation', { name: 'Zoomed to' });
    expect(trail.textContent?.replace(/\s+/g, ' ').trim()).toBe('all growth› shop.Checkout› shop.send +8');
    await fireEvent.keyDown(tree(), { key: 'Escape' });
    expect(trail.textContent).not.toContain('shop.send');
  });

  it('moves by arrows and by W A S D, and selects what it moves to', async () => {
    for (const key of ['ArrowDown', 's', 'ArrowUp', 'd']) await fireEvent.keyDown(tree(), { key });
    expect(box('shop.Browse').getAttribute('aria-selected')).toBe('true');
    const active = tree().getAttribute('aria-activedescendant');
    expect(active === null ? null : document.getElementById(active)).toBe(box('shop.Browse'));
    expect(screen.getByRole('button', { pressed: true }).textContent).toContain('shop.Browse');
  });

  it('filters from the menu of a box, and takes the filter back', async () => {
    await fireEvent.contextMenu(box('shop.Checkout'));
    await fireEvent.click(screen.getByRole('menuitem', { name: 'Ignore this' }));
    expect(drawnGraph().map((line) => line.trim().split(',')[0])).toEqual([
      'all growth',
      'shop.Browse',
      'select shop.go:12',
    ]);
    await fireEvent.click(screen.getByRole('button', { name: 'Remove ignore shop.Checkout' }));
    expect(drawnGraph().length).toBe(6);
  });

  it('shows callers and callees of one function', async () => {
    await fireEvent.contextMenu(box('shop.send'));
    await fireEvent.click(screen.getByRole('menuitem', { name: 'Callers and callees' }));
    const [callers, callees] = screen
      .getAllByRole('tree')
      .map((half) =>
        [...half.querySelectorAll('[role="treeitem"]')].map((item) => item.getAttribute('aria-label')?.split(',')[0]),
      );
    expect(callers).toEqual(['Callers', 'shop.send', 'shop.Checkout']);
    expect(callees).toEqual(['Callees', 'shop.send', 'chan send send.go:7']);
  });

  it('counts what a search finds and steps through it', async () => {
    const field = screen.getByRole('textbox', { name: 'Search the graph' });
    await fireEvent.input(field, { target: { value: 'SHOP.C' } });
    expect(screen.getByText('1 box · 80 %')).toBeTruthy();
    await fireEvent.keyDown(field, { key: 'Enter' });
    expect(box('shop.Checkout').getAttribute('aria-selected')).toBe('true');
  });

  it('undoes and redoes steps of the view', async () => {
    await fireEvent.click(box('shop.Browse'));
    await fireEvent.click(screen.getByRole('radio', { name: 'After' }));
    await fireEvent.click(screen.getByRole('button', { name: 'Undo' }));
    expect(drawnGraph()[0]).toContain('all growth');
    await fireEvent.click(screen.getByRole('button', { name: 'Undo' }));
    expect(screen.getByRole('navigation', { name: 'Zoomed to' }).textContent).not.toContain('shop.Browse');
    await fireEvent.click(screen.getByRole('button', { name: 'Redo' }));
    expect(screen.getByRole('navigation', { name: 'Zoomed to' }).textContent).toContain('shop.Browse');
  });

  it('takes its keys also where nothing has the focus', async () => {
    await fireEvent.keyDown(document.body, { key: 'ArrowDown' });
    expect(box('shop.Checkout').getAttribute('aria-selected')).toBe('true');
    expect(document.activeElement).toBe(tree());
  });
});
