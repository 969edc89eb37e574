import { describe, expect, test } from 'vitest';
import { errorOf, snapshotOf } from '../../../support/decode-text.ts';
import { drawSnapshot } from '../../../support/draw-snapshot.ts';

const block = (id: number, state: string, fn: string, creator = 'main.main in goroutine 1') =>
  `goroutine ${id} [${state}]:\n${fn}(0xc000012345)\n\t/app/a.go:7 +0x1b\ncreated by ${creator}\n\t/app/m.go:3 +0x2\n\n`;
const main = (state: string) => `goroutine 1 [${state}]:\nmain.main()\n\t/app/m.go:9 +0x5\n\n`;
const idsOf = (text: string, options = {}) => [...(snapshotOf(text, options).goroutines?.id ?? [])].join(' ');

const first = `${block(40, 'running', 'main.dump')}${main('select')}${block(5, 'chan send', 'main.f')}`;
const second = `${block(41, 'running', 'main.dump')}${main('select')}${block(5, 'chan send', 'main.f')}${block(6, 'select', 'main.g')}`;

describe('several dumps in one text', () => {
  test('the last complete one is taken', () => {
    const snapshot = snapshotOf(first + second);
    expect(snapshot.origin.dumps).toEqual({ count: 2, chosen: 2 });
    expect(idsOf(first + second)).toBe('41 1 5 6');
    expect(snapshot.warnings.map(({ code }) => code)).toContain('several-dumps');
  });

  test('another can be chosen', () => {
    const text = first + second + first;
    expect(idsOf(text, { dump: 'first' })).toBe('40 1 5');
    expect(idsOf(text, { dump: 1 })).toBe('40 1 5');
    expect(idsOf(text, { dump: 2 })).toBe('41 1 5 6');
    expect(idsOf(text, { dump: 'last' })).toBe('40 1 5');
    expect(errorOf(text, { dump: 4 })).toMatchObject({ message: 'The text holds 3 dumps; there is no number 4' });
  });

  test('a cut one does not count as complete', () => {
    const cut = (first + second).slice(0, -60);
    expect(idsOf(cut)).toBe('40 1 5');
    expect(snapshotOf(cut).completeness.truncated).toBe(false);
    expect(idsOf(cut, { dump: 'last' })).toBe('41 1 5 6');
    expect(snapshotOf(cut, { dump: 'last' }).completeness.truncated).toBe(true);
  });

  test('a panic with the stack of one goroutine is none', () => {
    const text = `${second}panic: oops\n\n${block(77, 'running', 'main.h')}exit status 2\n`;
    expect(idsOf(text)).toBe('41 1 5 6');
    expect(idsOf(text, { dump: 'last' })).toBe('77');
  });

  test('each signal begins one, a thread of a crash does not', () => {
    const crash = `SIGQUIT: quit\nPC=0x4 m=0 sigcode=0\n\ngoroutine 0 [idle]:\nruntime.futex()\n\t/go/r.s:5 +0x1\n\n${main('select')}${block(5, 'running', 'main.f')}`;
    const thread = `-----\n\nSIGQUIT: quit\nPC=0x5 m=1 sigcode=0\n\n${block(5, 'running', 'main.f')}`;
    expect(snapshotOf(crash + thread + thread).origin).toMatchObject({
      format: 'crash',
      dumps: { count: 1, chosen: 1 },
    });
    expect(idsOf(crash + thread + thread)).toBe('1 5');
    expect(snapshotOf(crash + thread + crash + thread).origin.dumps).toEqual({ count: 2, chosen: 2 });
  });

  test('a line drawn between two dumps is no crash', () => {
    expect(idsOf(`${first}-----\n${second}`)).toBe('41 1 5 6');
  });

  test('a crash in the middle of a stack begins another dump', () => {
    const text = `SIGQUIT: quit\n\n${main('select')}goroutine 5 [select]:\nmain.f()\n\t/app/a.go:7 +0x1b\nfatal error: unexpected signal\n\n${main('running')}${block(9, 'select', 'main.g')}`;
    expect(idsOf(text)).toBe('1 9');
    expect(idsOf(text, { dump: 1 })).toBe('1 5');
  });

  test('a thread of a crash shows the stack that was not there before', () => {
    const away =
      'goroutine 5 [running]:\n\tgoroutine running on other thread; stack unavailable\ncreated by main.main in goroutine 1\n\t/app/m.go:3 +0x2\n\n';
    const crash = `SIGQUIT: quit\nPC=0x4 m=0 sigcode=0\n\n${main('select')}${away}`;
    expect(drawSnapshot(snapshotOf(crash))).toContain('! stack-unavailable: 1 goroutine');
    const whole = snapshotOf(`${crash}-----\n\nSIGQUIT: quit\nPC=0x5 m=1\n\n${block(5, 'running', 'main.f')}`);
    expect(drawSnapshot(whole)).toContain('[running] main.f /app/a.go:7');
    expect(whole.goroutines?.length).toBe(2);
    expect(whole.warnings).toEqual([]);
  });

  test('an id that comes twice in one dump is counted once', () => {
    const text =
      main('select') + block(5, 'chan send', 'main.f') + block(5, 'select', 'main.g') + block(6, 'select', 'main.g');
    const snapshot = snapshotOf(text);
    expect(idsOf(text)).toBe('1 5 6');
    expect(snapshot.warnings).toMatchObject([{ code: 'duplicate-id', line: 11 }]);
  });
});

describe('panics', () => {
  test('blocks inside the message of a panic are left out', () => {
    const text = `panic: multi\n\n${block(99, 'chan send', 'main.fake')}\n\n${block(1, 'running', 'main.g')}`;
    expect(idsOf(text)).toBe('1');
    expect(snapshotOf(text).warnings.map(({ code }) => code)).toContain('forged-blocks');
  });

  test('a fatal error has no message of the program', () => {
    const text = `fatal error: all goroutines are asleep - deadlock!\n\n${main('chan receive')}${block(5, 'select', 'main.g')}`;
    expect(idsOf(text)).toBe('1 5');
    expect(snapshotOf(text).origin.format).toBe('crash');
  });

  test('one goroutine alone is said to be no dump of all', () => {
    const snapshot = snapshotOf(`panic: oops\n\n${main('running')}exit status 2\n`);
    expect(snapshot.warnings.map(({ code }) => code)).toEqual(['single-goroutine']);
    expect(snapshot.completeness.truncated).toBe(false);
  });

  test('the goroutine that writes debug=2 is the observer, the one that panics is not', () => {
    expect(drawSnapshot(snapshotOf(first))).toContain('[running] main.dump /app/a.go:7 Observer');
    expect(drawSnapshot(snapshotOf(`panic: x\n\n${first}`))).not.toContain('Observer');
  });
});
