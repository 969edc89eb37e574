import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatSuppression, parseSuppressions, SUPPRESSION_RULES } from '../../../src/core/diagnose/suppressions.ts';
import { findingsOf } from './findings-of.ts';

describe('parseSuppressions', () => {
  test('a rule a line, each with its reason', () => {
    const { suppressions, errors } = parseSuppressions(`# workers
IgnoreTopFunction example.com/app.(*Pool).work  # they live as long as the process

IgnoreAnyFunction	internal/poll.runtime_pollWait # idle connections
IgnoreCreatedBy main.main # started once`);
    expect(errors).toEqual([]);
    expect(suppressions).toEqual([
      {
        rule: 'IgnoreTopFunction',
        function: 'example.com/app.(*Pool).work',
        reason: 'they live as long as the process',
        line: 2,
      },
      { rule: 'IgnoreAnyFunction', function: 'internal/poll.runtime_pollWait', reason: 'idle connections', line: 4 },
      { rule: 'IgnoreCreatedBy', function: 'main.main', reason: 'started once', line: 5 },
    ]);
  });

  test.each([
    ['IgnoreTop a.b # x', 1, '"IgnoreTop" is no rule'],
    ['IgnoreTopFunction # x', 1, 'names no function'],
    ['\nIgnoreAnyFunction a.b', 2, 'has no reason'],
  ])('%j is said to be wrong at its line', (text, line, message) => {
    const { suppressions, errors } = parseSuppressions(text);
    expect(suppressions).toEqual([]);
    expect(errors).toHaveLength(1);
    expect(errors[0]?.line).toBe(line);
    expect(errors[0]?.message).toContain(message);
  });

  test('a wrong line leaves the others standing', () => {
    const { suppressions, errors } = parseSuppressions('nonsense\r\nIgnoreCreatedBy a.b # c\r\n');
    expect(errors.map((one) => one.line)).toEqual([1]);
    expect(suppressions).toHaveLength(1);
  });

  test('reads back what was written', () => {
    const name = fc.stringMatching(/^[a-z/.]{1,20}\.\(\*[A-Z][a-z]{0,5}\)\.[A-Z][a-z]{0,5}$/);
    const reason = fc.stringMatching(/^[!-~][ -~\n]{0,30}[!-~]$/);
    fc.assert(
      fc.property(fc.constantFrom(...SUPPRESSION_RULES), name, reason, (rule, fn, why) => {
        const { suppressions } = parseSuppressions(formatSuppression(rule, fn, why));
        expect(suppressions).toEqual([{ rule, function: fn, reason: why.replace(/\s+/g, ' ').trim(), line: 1 }]);
      }),
    );
  });
});

describe('suppressed findings', () => {
  const line = (n: number) =>
    `${n} chan send | shop.(*Server).Quote.func1 shop/quote.go:42 > shop.deliver shop/quote.go:50 < shop.(*Server).Quote shop/quote.go:40`;
  const of = (rule: string) =>
    findingsOf(line(2), line(60), {
      facts: { format: 'pprof' },
      suppressions: parseSuppressions(rule).suppressions,
    })[0];

  test.each([
    'IgnoreTopFunction shop.deliver # known',
    'IgnoreAnyFunction shop.(*Server).Quote.func1 # known',
    'IgnoreCreatedBy shop.(*Server).Quote # known',
  ])('%s: shown, with rule and reason', (rule) => {
    expect(of(rule)).toMatchObject({
      at: 'shop.deliver:50',
      suppressed: { rule: rule.slice(0, rule.indexOf(' #')), reason: 'known' },
    });
  });

  test('a function that is not on top is not the top function', () => {
    expect(of('IgnoreTopFunction shop.(*Server).Quote.func1 # known')?.suppressed).toBeNull();
  });
});
