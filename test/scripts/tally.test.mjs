import { describe, expect, test } from 'vitest';
import { fromPlaywright, fromVitest, judge, sum } from '../../scripts/lib/tally.mjs';

const vitestFile = (name, status, assertionResults, message = '') => ({ name, status, message, assertionResults });

describe('fromVitest', () => {
  test('counts what passed and names what failed or was not run', () => {
    const report = {
      testResults: [
        vitestFile('a.test.ts', 'failed', [
          { status: 'passed', fullName: 'reads' },
          { status: 'failed', fullName: 'writes' },
          { status: 'skipped', fullName: 'rests' },
          { status: 'todo', fullName: 'dreams' },
        ]),
      ],
    };
    expect(fromVitest('unit', report)).toEqual({
      name: 'unit',
      passed: 1,
      failed: ['a.test.ts: writes'],
      skipped: ['a.test.ts: rests', 'a.test.ts: dreams'],
    });
  });

  test('a file that did not load is a failure, though no test in it failed', () => {
    const report = { testResults: [vitestFile('a.test.ts', 'failed', [], 'SyntaxError: ?')] };
    expect(fromVitest('unit', report).failed).toEqual(['a.test.ts: SyntaxError: ?']);
  });
});

describe('fromPlaywright', () => {
  const spec = (title, ...statuses) => ({ title, tests: statuses.map((status) => ({ status })) });

  test('walks nested groups and every project of a test', () => {
    const report = {
      suites: [
        {
          title: 'a.spec.ts',
          specs: [spec('opens', 'expected', 'unexpected')],
          suites: [{ title: 'zoom', specs: [spec('out', 'skipped')] }],
        },
      ],
      errors: [],
    };
    expect(fromPlaywright('e2e', report)).toEqual({
      name: 'e2e',
      passed: 1,
      failed: ['a.spec.ts › opens'],
      skipped: ['a.spec.ts › zoom › out'],
    });
  });

  test('flaky tests and errors outside tests are failures', () => {
    const report = {
      suites: [{ title: 'a.spec.ts', specs: [spec('opens', 'flaky')] }],
      errors: [{ message: 'no config' }],
    };
    expect(fromPlaywright('e2e', report).failed).toEqual(['a.spec.ts › opens (flaky)', 'no config']);
  });
});

describe('judge', () => {
  const suite = (passed, failed = [], skipped = []) => ({ name: 's', passed, failed, skipped });

  test('no test, or only skipped ones, is a failure even with exit code 0', () => {
    expect(judge(suite(0), 0).failed).toEqual(['no test ran']);
    expect(judge(suite(0, [], ['a']), 0).failed).toEqual(['no test ran']);
  });

  test('a bad exit code is a failure when no test tells why', () => {
    expect(judge(suite(3), 1).failed).toEqual(['ended with code 1, though no test failed']);
    expect(judge(suite(3, ['a']), 1).failed).toEqual(['a']);
  });

  test('leaves a good suite as it is', () => {
    expect(judge(suite(3), 0)).toEqual(suite(3));
  });
});

describe('sum', () => {
  test('ends with one plain line; skipped tests are named and count as failed', () => {
    const suites = [
      { name: 'unit', passed: 2, failed: ['a'], skipped: [] },
      { name: 'e2e', passed: 3, failed: [], skipped: ['b'] },
    ];
    expect(sum(suites)).toEqual({
      lines: ['failed: unit: a', 'skipped, counted as failed: e2e: b', '5 passed, 2 failed'],
      failed: 2,
    });
  });

  test('nothing but that line when all passed', () => {
    expect(sum([{ name: 'unit', passed: 2, failed: [], skipped: [] }]).lines).toEqual(['2 passed, 0 failed']);
  });
});
