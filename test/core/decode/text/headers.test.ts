import { describe, expect, test } from 'vitest';
import { parseHeader } from '../../../../src/core/decode/debug2/header.ts';
import { SampleFlag } from '../../../../src/core/model/snapshot.ts';
import { snapshotOf } from '../../../support/decode-text.ts';
import { drawSnapshot } from '../../../support/draw-snapshot.ts';

const FRAMES = 'main.f(0x1)\n\t/app/main.go:7 +0x1b\ncreated by main.main in goroutine 1\n\t/app/main.go:3 +0x2\n';

/** What a header line gives: state, flags, labels, id, minutes. */
function read(header: string): string {
  const snapshot = snapshotOf(`${header}\n${FRAMES}`);
  const { samples, symbols, goroutines } = snapshot;
  const flags = Object.entries(SampleFlag).flatMap(([name, bit]) => ((samples.flags[0] ?? 0) & bit ? [name] : []));
  const labels = drawSnapshot(snapshot).match(/main\.go:7 (\{.*\})/)?.[1] ?? '';
  return [
    `#${goroutines?.id[0]}`,
    symbols.strings[samples.state[0] ?? 0],
    goroutines?.minutes[0] === -1 ? '' : `${goroutines?.minutes[0]}m`,
    ...flags,
    labels,
  ]
    .filter((part) => part !== '')
    .join(' | ');
}

describe('header lines', () => {
  test.each([
    ['goroutine 7 [chan receive]:', '#7 | chan receive'],
    ['goroutine 7 [chan receive, 1 minutes]:', '#7 | chan receive | 1m'],
    ['goroutine 7 [syscall, 4433 minutes, locked to thread]:', '#7 | syscall | 4433m | LockedToThread'],
    ['goroutine 7 [chan receive (nil chan)]:', '#7 | chan receive (nil chan)'],
    ['goroutine 7 [chan receive (nil chan) (leaked)]:', '#7 | chan receive (nil chan) | Leaked'],
    ['goroutine 7 [select (no cases) (scan), 3 minutes]:', '#7 | select (no cases) | 3m | Scan'],
    ['goroutine 7 [sleep (durable), synctest bubble 1]:', '#7 | sleep | Durable'],
    ['goroutine 7 [chan receive (synctest), synctest group 4]:', '#7 | chan receive | Durable'],
    ['goroutine 7 [sync.Mutex.Lock (leaked) (scan)]:', '#7 | sync.Mutex.Lock | Leaked | Scan'],
    ['goroutine 7 gp=0xc000007340 m=nil [IO wait, 12 minutes]:', '#7 | IO wait | 12m'],
    ['goroutine 7 gp=0xc000007340 m=0 mp=0xacd120 [runnable]:', '#7 | runnable'],
    ['goroutine 999999999999999 [select]:', '#999999999999999 | select'],
    ['goroutine 7 [chan send labels:{"a": "1", "u": "x\\"]: y\\tz"}]:', '#7 | chan send | {a=1, u=x"]: y\tz}'],
    ['goroutine 7 [chan send, 5 minutes labels:{"a": "1, 9 minutes"}]:', '#7 | chan send | 5m | {a=1, 9 minutes}'],
    [
      'goroutine 7 [chan send] {empty: , svc: pay/v1, "trace id": "a b"}:',
      '#7 | chan send | {empty=, svc=pay/v1, trace id=a b}',
    ],
    ['goroutine 7 [chan send, 2 minutes] {u: "x\\"]: }, \\u00e9"}:', '#7 | chan send | 2m | {u=x"]: }, é}'],
    ['goroutine 7 [select, 2 minutes]{"k": "v"}:', '#7 | select | 2m | {k=v}'],
  ])('%s', (header, expected) => {
    expect(read(header)).toBe(expected);
  });

  test('an unknown state is kept and reported', () => {
    const snapshot = snapshotOf(`goroutine 7 [quantum wait]:\n${FRAMES}`);
    expect(snapshot.symbols.strings[snapshot.samples.state[0] ?? 0]).toBe('quantum wait');
    expect(snapshot.warnings.map(({ code }) => code)).toContain('unknown-state');
  });

  test('broken labels are kept as far as they go', () => {
    expect(parseHeader('goroutine 7 [select] {a: 1, b: "x}:')).toMatchObject({
      state: 'select',
      labels: [['a', '1']],
      labelsWhole: false,
    });
    const snapshot = snapshotOf(`goroutine 7 [select] {a: 1, b: "x}:\n${FRAMES}`);
    expect(snapshot.warnings.map(({ code }) => code)).toContain('malformed-labels');
    expect(drawSnapshot(snapshot)).toContain('{a=1}');
  });

  test.each([
    'goroutine 7 chan receive:',
    'goroutine x [running]:',
    'goroutine 7 [running',
    'goroutine 7 [running]',
    'goroutine 1234567890123456 [select]:',
  ])('no header: %s', (line) => {
    const snapshot = snapshotOf(`goroutine 1 [select]:\n${FRAMES}\n${line}\n${FRAMES}\n`);
    expect(snapshot.goroutines?.length).toBe(1);
  });
});
