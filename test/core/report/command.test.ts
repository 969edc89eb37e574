import { expect, test } from 'vitest';
import { commandOf } from '../../../src/core/report/command.ts';
import { analyse } from '../../../src/worker/analyse.ts';
import { DEFAULT_OPTIONS } from '../../../src/worker/protocol.ts';
import { analysisOf } from '../../support/analysis-of.ts';

const dump = 'goroutine 7 [chan receive]:\nmain.wait()\n\t/app/main.go:4 +0x1d\n';

test('names the snapshots as they are called, quoted where a shell would read something else', () => {
  const analysis = analysisOf([
    { name: "it's before.txt", content: dump },
    { name: 'after.txt', content: dump },
  ]);
  expect(commandOf(analysis)).toBe("straggler 'it'\\''s before.txt' after.txt");
});

test('one snapshot alone is named once', () => {
  expect(commandOf(analysisOf([{ name: 'dump.txt', content: dump }]))).toBe('straggler dump.txt');
});

test('what shaped the answer is in the command', async () => {
  const outcome = await analyse({
    inputs: ['before', 'after'].map((side) => ({ path: `examples/checkout/captures/${side}.debug2.txt` })),
    options: {
      ...DEFAULT_OPTIONS,
      minDelta: 5,
      dump: 1,
      match: 'lines',
      normalize: 'per1000',
      filters: { ...DEFAULT_OPTIONS.filters, focus: 'a|b' },
    },
  });
  if (!outcome.ok) throw new Error(outcome.error.message);
  expect(commandOf(outcome.value.analysis)).toBe(
    "straggler before.debug2.txt after.debug2.txt '--focus=a|b' --min_delta=5 --dump=1 --match=lines --normalize=per1000",
  );
});

test('another pair of a series is named alone, files beside it with it, and the file of what is expected', async () => {
  const dumps = ['a', 'b', 'c'].map((name) => ({ name: `${name}.txt`, content: dump }));
  const analysis = analysisOf(dumps, [], { pair: [0, 1] });
  expect(commandOf(analysis)).toBe('straggler a.txt b.txt');
  const beside = [{ name: 'counts.json', bytes: 1, sha256: '', holds: 'counts', size: 1 }] as const;
  expect(commandOf({ ...analysisOf(dumps), beside, flags: ['suppressions=ok.txt'] })).toBe(
    'straggler a.txt b.txt c.txt counts.json --suppressions=ok.txt',
  );
});
