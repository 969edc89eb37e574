// @vitest-environment happy-dom
import { fireEvent, screen } from '@testing-library/svelte';
import { beforeEach, describe, expect, it } from 'vitest';
import type { CaptureStatus } from '../../src/ipc/contract.ts';
import { analysisOf } from './analyses.ts';
import type { FakeBridge } from './fake-bridge.ts';
import { drawnGraph, openWindow, settled, useScreen } from './screen.ts';

useScreen();

describe('the start screen', () => {
  it('takes dropped files, one for a slot or two for both', async () => {
    const bridge = await openWindow(null);
    const target = screen.getByRole('button', { name: /^Before/ });
    const file = new File(['x'], 'a.txt');
    await fireEvent.drop(target, { dataTransfer: { files: [file] } });
    await fireEvent.drop(target, { dataTransfer: { files: [file, file] } });
    await fireEvent.click(screen.getByRole('button', { name: /^After/ }));
    expect(bridge.asked.slice(1)).toEqual([
      ['files.drop', 1, 'before'],
      ['files.drop', 2, null],
      ['files.choose', 'after'],
    ]);
  });

  it('opens the example and a recent pair', async () => {
    const bridge = await openWindow(null);
    bridge.change({ recent: [{ before: 'a.txt', after: 'b.txt', files: 2, openedAt: '2026-11-20T10:00:00Z' }] });
    await settled();
    await fireEvent.click(screen.getByRole('button', { name: /Open the example/ }));
    await fireEvent.click(screen.getByRole('button', { name: /a\.txt.*b\.txt/ }));
    expect(bridge.asked.slice(1)).toEqual([['files.example'], ['files.recent', 0]]);
  });

  it('says what is wrong with a file, at its slot', async () => {
    const bridge = await openWindow(null);
    const error = { message: 'This is a heap profile', advice: 'Capture /debug/pprof/goroutine' };
    bridge.change({ status: { kind: 'failed', slot: 'after', error }, after: { name: 'heap.pb.gz', bytes: 4096 } });
    await settled();
    const target = screen.getByRole('button', { name: /^After/ });
    expect(target.textContent).toContain('This is a heap profile');
    expect(target.textContent).toContain('Capture /debug/pprof/goroutine');
  });

  it('shows progress in bytes and can be cancelled', async () => {
    const bridge = await openWindow(null);
    bridge.change({ status: { kind: 'working', phase: 'reading', doneBytes: 3 * 2 ** 20, totalBytes: 2 ** 24 } });
    await settled();
    expect(screen.getByText('3.0 MiB of 16 MiB')).toBeTruthy();
    await fireEvent.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(bridge.asked.at(-1)).toEqual(['analysis.cancel']);
  });
});

describe('a capture', () => {
  it('asks for the address, the profile and the access, and sends them once', async () => {
    const bridge = await openWindow(null);
    await fireEvent.click(screen.getByRole('button', { name: 'Capture before…' }));
    const fill = (label: string, value: string) => fireEvent.input(screen.getByLabelText(label), { target: { value } });
    await fill('Address', 'shop:6060');
    await fireEvent.change(screen.getByLabelText('Access'), { target: { value: 'password' } });
    await fill('Name', 'anna');
    await fill('Password', 's3cret');
    await fireEvent.click(screen.getByLabelText('capture after, in'));
    await fill('Seconds until After', '45');
    await fireEvent.click(screen.getByRole('button', { name: 'Capture' }));
    await settled();
    const access = { kind: 'password', name: 'anna', password: 's3cret' };
    expect(bridge.asked.at(-1)).toEqual([
      'capture.start',
      { slot: 'before', address: 'shop:6060', kind: 'both', access, thenAfter: 45 },
    ]);
    expect(screen.queryByRole('dialog')).toBeNull();
    await fireEvent.click(screen.getByRole('button', { name: 'Capture after…' }));
    await fireEvent.click(screen.getByRole('button', { name: 'Capture' }));
    expect(bridge.asked.at(-1)).toMatchObject([
      'capture.start',
      { slot: 'after', address: 'shop:6060', thenAfter: null },
    ]);
  });

  it('says how far it is, waits visibly, and can be ended at any time', async () => {
    const bridge = await openWindow(null);
    const show = async (status: CaptureStatus) => {
      bridge.change({ capture: { folder: 'captures', status } });
      await settled();
    };
    await show({ kind: 'fetching', slot: 'before', host: 'shop:6060', bytes: 3 * 2 ** 20 });
    expect(screen.getByRole('region', { name: 'Capturing before from shop:6060' }).textContent).toContain('3.0 MiB');
    await show({ kind: 'waiting', host: 'shop:6060', seconds: 27 });
    expect(screen.getByRole('timer').textContent).toBe('in 27 s');
    await fireEvent.click(screen.getByRole('button', { name: 'Capture now' }));
    await fireEvent.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(bridge.asked.slice(-2)).toEqual([['capture.hurry'], ['capture.cancel']]);
    const error = { message: 'shop:6060: the connection is refused.', advice: 'Check that the program runs.' };
    await show({ kind: 'failed', slot: 'after', host: 'shop:6060', error });
    expect(screen.getByRole('alert').textContent).toContain('shop:6060: the connection is refused.');
    await fireEvent.click(screen.getByRole('button', { name: 'Change and try again…' }));
    expect(screen.getByRole('dialog', { name: 'Capture after' })).toBeTruthy();
    await show({ kind: 'idle' });
    expect(screen.queryByRole('alert')).toBeNull();
  });
});

describe('a comparison', () => {
  let bridge: FakeBridge;
  beforeEach(async () => {
    bridge = await openWindow(await analysisOf('before.pb.gz', 'after.debug2.txt'));
  });

  it('names what grew, where it is parked and who started it', () => {
    const [worst] = screen.getAllByRole('button', { pressed: true });
    expect(worst?.textContent).toMatch(
      /leak.*\+1,376.*checkout\.\(\*Server\)\.Checkout\.func1.*handler\.go:42.*126 → 1,502/s,
    );
    expect(screen.getByRole('tabpanel').textContent).toContain('started by checkout.(*Server).Checkout');
    expect(drawnGraph()[1]).toMatch(/^ {2}checkout\.\(\*Server\)\.Checkout\.func1, 126 before, 1,502 after, \+1,376/);
  });

  it('warns that one side has no ids', () => {
    expect(screen.getByRole('region', { name: 'About these snapshots' }).textContent).toContain(
      'Before has no goroutine ids',
    );
  });

  it('folds expected growth away and shows it on demand', async () => {
    const fold = screen.getByRole('button', { name: /Expected growth/ });
    expect(document.body.textContent).not.toContain('Pool or server at rest');
    await fireEvent.click(fold);
    expect(document.body.textContent).toContain('Pool or server at rest');
  });

  it('steps through findings by n and p', async () => {
    const pressed = () => screen.getByRole('button', { pressed: true }).textContent;
    const first = pressed();
    await fireEvent.keyDown(window, { key: 'n' });
    expect(pressed()).not.toBe(first);
    await fireEvent.keyDown(window, { key: 'p' });
    expect(pressed()).toBe(first);
  });

  it('shows every tab of a finding', async () => {
    const panel = () => screen.getByRole('tabpanel').textContent ?? '';
    await fireEvent.click(screen.getByRole('tab', { name: 'Stack' }));
    expect(panel()).toMatch(/checkout\.\(\*Server\)\.Checkout\.func1.*handler\.go:42.*started by/s);
    await fireEvent.click(screen.getByRole('tab', { name: 'Goroutines' }));
    await settled();
    expect(panel()).toContain('4100');
    await fireEvent.click(screen.getByRole('tab', { name: 'Labels' }));
    expect(panel()).toContain('No labels');
    await fireEvent.click(screen.getByRole('tab', { name: 'Fix' }));
    expect(panel()).toContain('Who owns it');
  });

  it('lists all rows in a grid that sorts and filters', async () => {
    await fireEvent.keyDown(window, { key: '2' });
    await settled();
    const grid = screen.getByRole('grid');
    const rows = Number(grid.getAttribute('aria-rowcount')) - 1;
    expect(screen.getByText(`${rows} of ${rows} rows`)).toBeTruthy();
    await fireEvent.input(screen.getByRole('searchbox'), { target: { value: 'checkout.func1' } });
    expect(screen.getByText(`1 of ${rows} rows`)).toBeTruthy();
    await fireEvent.click(screen.getByRole('button', { name: 'After' }));
    expect(screen.getByRole('columnheader', { name: /After/ }).getAttribute('aria-sort')).toBe('descending');
    await fireEvent.click(screen.getByRole('button', { name: 'Copy as text' }));
    const [name, text] = bridge.asked.at(-1) ?? [];
    expect(name).toBe('clipboard.write');
    expect(text).toContain('+1,376\t126\t1,502\tchan send\tcheckout.(*Server).Checkout.func1');
  });

  it('swaps, exports and keeps the view by the keyboard', async () => {
    await fireEvent.keyDown(window, { key: 'x' });
    await fireEvent.keyDown(window, { key: 'e', ctrlKey: true });
    await fireEvent.click(screen.getByRole('menuitem', { name: /Markdown/ }));
    expect(bridge.asked.slice(-2)).toEqual([['files.swap'], ['report.export', 'md']]);
  });

  it('opens help and settings, and tells main what was set', async () => {
    await fireEvent.keyDown(window, { key: '?' });
    expect(screen.getByRole('dialog', { name: 'Keys' })).toBeTruthy();
    await fireEvent.click(screen.getByRole('button', { name: 'Close' }));
    await settled();
    await fireEvent.click(screen.getByRole('button', { name: 'Settings' }));
    await fireEvent.change(screen.getByRole('combobox', { name: 'Theme' }), { target: { value: 'dark' } });
    expect(bridge.asked.at(-1)).toMatchObject(['settings.set', { theme: 'dark' }]);
    expect(document.documentElement.dataset['theme']).toBe('dark');
  });
});

describe('a series', () => {
  it('has a timeline whose handles choose before and after', async () => {
    await openWindow(await analysisOf('before.pb.gz', 'fixed/before.pb.gz', 'after.pb.gz'));
    const handle = screen.getByRole('slider', { name: 'Before is snapshot' });
    expect(handle.getAttribute('aria-valuenow')).toBe('1');
    await fireEvent.keyDown(handle, { key: 'ArrowRight' });
    await settled();
    expect(screen.getByRole('slider', { name: 'Before is snapshot' }).getAttribute('aria-valuenow')).toBe('2');
  });
});
