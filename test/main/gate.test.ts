import fc from 'fast-check';
import { expect, test } from 'vitest';
import { REQUESTS, type RequestName } from '../../src/ipc/contract.ts';
import { readEvent, readOutcome } from '../../src/ipc/payloads.ts';
import { answerRequest, type RequestHandlers } from '../../src/main/answer-request.ts';

const NAMES = Object.keys(REQUESTS);

/** Handlers that only note that they were reached. */
function listening(): { handlers: RequestHandlers<null>; reached: [string, unknown[]][] } {
  const reached: [string, unknown[]][] = [];
  const note =
    (name: string) =>
    (_sender: null, ...args: unknown[]) => {
      reached.push([name, args]);
      return { ok: true, value: null } as const;
    };
  const handlers = Object.fromEntries(NAMES.map((name) => [name, note(name)]));
  return { handlers: handlers as unknown as RequestHandlers<null>, reached };
}

test('a request with fitting arguments reaches its handler', async () => {
  const { handlers, reached } = listening();
  await answerRequest(handlers, null, 'files.choose', ['before']);
  await answerRequest(handlers, null, 'files.drop', [['/a', '/b'], null]);
  await answerRequest(handlers, null, 'analysis.goroutines', [[1, 2], 50]);
  await answerRequest(handlers, null, 'graph.save', ['png', new Uint8Array(3)]);
  expect(reached.map(([name]) => name)).toEqual(['files.choose', 'files.drop', 'analysis.goroutines', 'graph.save']);
});

test.each<[RequestName, unknown]>([
  ['files.choose', ['middle']],
  ['files.choose', []],
  ['files.choose', [null, null]],
  ['files.drop', [[''], null]],
  ['files.drop', [['x'.repeat(5000)], null]],
  ['files.drop', [new Array(10_001).fill('/a'), null]],
  ['files.recent', [-1]],
  ['files.recent', [0.5]],
  ['files.recent', ['0']],
  ['analysis.compare', [{ pair: [0, 1, 2], manual: { join: [], split: [] } }]],
  ['analysis.compare', [{ pair: null, manual: { join: [], split: ['../../etc'] } }]],
  ['expected.choose', ['/etc/passwd']],
  ['expected.add', [{ rule: 'IgnoreAll', function: 'a', reason: 'b' }]],
  ['expected.add', [{ rule: 'IgnoreAnyFunction', function: 'a', reason: '  ' }]],
  ['expected.remove', [{ rule: 'IgnoreAnyFunction', function: 'a', reason: 'b' }, '/etc/passwd']],
  ['analysis.goroutines', [[Number.NaN], 1]],
  ['analysis.goroutines', [[0], 1e9]],
  ['report.export', ['exe']],
  ['report.export', ['../html']],
  ['graph.save', ['svg', { length: 3 }]],
  ['clipboard.write', [{ toString: () => 'x' }]],
  ['help.open', ['../../etc/passwd']],
  ['help.open', ['chan-send.md']],
  ['settings.set', [{ theme: 'dark' }]],
  ['view.save', ['x'.repeat(100_001)]],
])('%s refuses what does not fit (%#)', async (name, args) => {
  const { handlers, reached } = listening();
  expect(await answerRequest(handlers, null, name, args)).toMatchObject({ ok: false });
  expect(reached).toEqual([]);
});

test('no name but the known ones is answered, not even one of Object', async () => {
  const { handlers } = listening();
  for (const name of ['constructor', '__proto__', 'toString', 'hasOwnProperty', '', null, 7, ['files.close'], {}]) {
    expect(await answerRequest(handlers, null, name, [])).toMatchObject({ ok: false });
  }
});

test('10,000 messages of any kind: main answers each with a value, and handlers see only what fits', async () => {
  const { handlers, reached } = listening();
  const name = fc.oneof(fc.constantFrom(...NAMES), fc.string(), fc.anything());
  const args = fc.oneof(fc.anything(), fc.array(fc.anything()), fc.array(fc.oneof(fc.nat(), fc.string())));
  await fc.assert(
    fc.asyncProperty(name, args, async (n, a) => {
      const answer = await answerRequest(handlers, null, n, a);
      expect(typeof answer.ok).toBe('boolean');
    }),
    { numRuns: 10_000 },
  );
  for (const [known, given] of reached) {
    expect(NAMES).toContain(known);
    expect(await answerRequest(listening().handlers, null, known, given)).toMatchObject({ ok: true });
  }
});

test('a handler that throws is an answer, too', async () => {
  const { handlers } = listening();
  const broken = {
    ...handlers,
    'files.close': () => {
      throw new Error('no window');
    },
  };
  expect(await answerRequest(broken, null, 'files.close', [])).toMatchObject({
    ok: false,
    error: { message: 'Something went wrong inside straggler: no window.' },
  });
});

test('what main says is checked before the page sees it', () => {
  expect(readOutcome('files.close', { ok: true, value: null })).toEqual({ ok: true, value: null });
  expect(readOutcome('report.export', { ok: true, value: { path: '/home' } })).toMatchObject({ ok: false });
  const error = { message: 'a', advice: 'b' };
  expect(readOutcome('files.close', { ok: false, error })).toEqual({ ok: false, error });
  expect(readOutcome('files.close', undefined)).toMatchObject({ ok: false });
  expect(readEvent('menu', 'find')).toBe('find');
  expect(readEvent('menu', 'quit')).toBeNull();
  expect(readEvent('state', { status: { kind: 'ready' } })).toBeNull();
});
