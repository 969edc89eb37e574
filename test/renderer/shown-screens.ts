import type { Analysis } from '../../src/core/report/model.ts';
import type { CaptureStatus } from '../../src/ipc/contract.ts';
import { analysisOf } from './analyses.ts';
import type { Occasion } from './harness/serve.ts';
import { HOSTILE_AFTER, HOSTILE_BEFORE } from './hostile.ts';

/** What the screens are opened on, by the names that occasions use. */
export async function shownAnalyses(): Promise<Record<string, Analysis>> {
  return {
    example: await analysisOf('before.pb.gz', 'after.debug2.txt'),
    series: await analysisOf('before.pb.gz', 'fixed/before.pb.gz', 'after.pb.gz'),
    alone: await analysisOf('after.debug2.txt'),
    hostile: await analysisOf(HOSTILE_BEFORE, HOSTILE_AFTER),
  };
}

const failed = {
  status: {
    kind: 'failed',
    slot: 'after',
    error: { message: 'This is a heap profile', advice: 'Capture /debug/pprof/goroutine' },
  },
  after: { name: 'heap.pb.gz', bytes: 4096 },
  recent: [{ before: 'a.txt', after: 'b.txt', files: 2, openedAt: '2026-11-20T10:00:00Z' }],
};
const refused: CaptureStatus = {
  kind: 'failed',
  slot: 'after',
  host: 'shop:6060',
  error: { message: 'shop:6060: the connection is refused.', advice: 'Check that the program runs.' },
};
const capturing = (status: CaptureStatus) => ({ capture: { folder: 'captures', status } });
const working = { status: { kind: 'working', phase: 'reading', doneBytes: 3e6, totalBytes: 3e8 } };

/** A screen: what it is opened on, and what is pressed and then clicked once it is there. */
export interface Screen {
  readonly name: string;
  readonly on: Occasion;
  readonly press?: readonly string[];
  /** A tab of the details. */
  readonly tab?: string;
}

/** Every screen of the window. */
export const SCREENS: readonly Screen[] = [
  { name: 'start', on: {} },
  { name: 'start, a wrong file', on: { state: failed } },
  { name: 'progress', on: { state: working } },
  { name: 'capture', on: {}, press: ['Control+Shift+B', 'Tab', 'Tab', 'ArrowDown'] },
  { name: 'capturing', on: { state: capturing({ kind: 'fetching', slot: 'before', host: 'shop:6060', bytes: 3e6 }) } },
  { name: 'capture, counting down', on: { state: capturing({ kind: 'waiting', host: 'shop:6060', seconds: 27 }) } },
  { name: 'capture, failed', on: { analysis: 'example', state: capturing(refused) } },
  { name: 'comparison', on: { analysis: 'example' } },
  ...['Stack', 'Goroutines', 'Labels', 'Fix'].map((tab) => ({
    name: `details, ${tab}`,
    on: { analysis: 'example' },
    tab,
  })),
  { name: 'table', on: { analysis: 'example' }, press: ['2'] },
  { name: 'sandwich', on: { analysis: 'example' }, press: ['3'] },
  { name: 'help', on: { analysis: 'example' }, press: ['?'] },
  { name: 'settings', on: { analysis: 'example' }, press: ['Control+,'] },
  { name: 'export menu', on: { analysis: 'example' }, press: ['Control+e'] },
  { name: 'one snapshot', on: { analysis: 'alone' } },
  { name: 'series', on: { analysis: 'series' } },
  { name: 'hostile names', on: { analysis: 'hostile' } },
];
