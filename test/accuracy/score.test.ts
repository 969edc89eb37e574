import { describe, expect, it } from 'vitest';
import type { ToldFinding } from './run-case.ts';
import { score } from './score.ts';
import type { Truth, TruthGrowth } from './truth.ts';

const LEAK: Truth = {
  id: 'a-leak',
  title: '',
  note: '',
  verdict: 'leak',
  pattern: 'chan-send',
  accept: [],
  culprit: { function: 'shop.(*Cart).Quote.func1', file: 'shop/cart.go', line: 42 },
  growth: 30,
  also: [],
  source: null,
};
const BENIGN: Truth = { ...LEAK, verdict: 'expected', pattern: null };
const NOTHING_GREW: Truth = { ...BENIGN, culprit: null, growth: 0 };

type Said = Partial<ToldFinding['finding']> & { readonly at?: string; readonly line?: number; readonly above?: string };

/** A finding at the leak's own place, right in all it says, but for what is given. */
function said({ at = 'shop.(*Cart).Quote.func1', line = 42, above = at, ...finding }: Said = {}): ToldFinding {
  return {
    finding: {
      verdict: 'leak',
      confidence: 0.9,
      pattern: 'chan-send',
      before: 0,
      after: 30,
      instances: null,
      ...finding,
    },
    culprit: { function: at, file: 'shop/cart.go', line },
    onStacks: new Set([at, above]),
  };
}

const elsewhere = (finding: Said = {}) => said({ at: 'shop.warm', ...finding });

describe('score of a leak', () => {
  it('is right in everything', () => {
    expect(score(LEAK, [said()])).toMatchObject({
      namedFirst: true,
      namedInThree: true,
      culprit: true,
      line: true,
      pattern: true,
      growth: true,
      falseAlarms: [],
    });
  });

  it('is wrong in everything when nothing was found', () => {
    expect(score(LEAK, [])).toEqual({
      namedFirst: false,
      namedInThree: false,
      calledLeak: null,
      culprit: false,
      line: false,
      pattern: false,
      growth: false,
      others: [],
      falseAlarms: [],
      statements: [],
    });
  });

  it.each([
    [0, true, true],
    [1, false, true],
    [2, false, true],
    [3, false, false],
  ])('behind %i other findings', (others, namedFirst, namedInThree) => {
    const before = Array.from({ length: others }, () => elsewhere({ verdict: 'suspect' }));
    expect(score(LEAK, [...before, said()])).toMatchObject({ namedFirst, namedInThree });
  });

  it('counts as named when it is a suspect, and not when it is called expected', () => {
    expect(score(LEAK, [said()]).calledLeak).toBe(true);
    expect(score(LEAK, [said({ verdict: 'suspect' })])).toMatchObject({ namedInThree: true, calledLeak: false });
    expect(score(LEAK, [said({ verdict: 'expected' })]).namedInThree).toBe(false);
  });

  it('is named by a finding with the true culprit on its stacks, whose own culprit is then wrong', () => {
    const outer = said({ at: 'shop.(*Cart).run', above: 'shop.(*Cart).Quote.func1' });
    expect(score(LEAK, [outer])).toMatchObject({ namedInThree: true, culprit: false, line: false });
  });

  it('wants the line too, unless the goroutines stand at varying lines', () => {
    expect(score(LEAK, [said({ line: 43 })])).toMatchObject({ culprit: true, line: false });
    const varying = { ...LEAK, culprit: { function: 'shop.(*Cart).Quote.func1', file: 'shop/cart.go', line: null } };
    expect(score(varying, [said({ line: 43 })]).line).toBe(true);
  });

  it('compares functions as a person writes them', () => {
    const generic = { ...LEAK, culprit: { function: 'shop.(*Queue[...]).Take', file: 'shop/queue.go', line: 42 } };
    expect(score(generic, [said({ at: 'shop.(*Queue[...]).Take' })]).culprit).toBe(true);
    const spelled = { ...LEAK, culprit: { function: 'shop.Take[go.shape.int]', file: 'shop/queue.go', line: 42 } };
    expect(score(spelled, [said({ at: 'shop.Take[...]' })]).culprit).toBe(true);
  });

  it('takes any accepted pattern', () => {
    const ranged = said({ pattern: 'range-never-closed' });
    expect(score(LEAK, [ranged]).pattern).toBe(false);
    expect(score({ ...LEAK, accept: ['range-never-closed'] }, [ranged]).pattern).toBe(true);
  });

  it.each([
    [28, false],
    [29, true],
    [31, true],
    [32, false],
  ])('growth of %i for 30', (after, growth) => {
    expect(score(LEAK, [said({ after })]).growth).toBe(growth);
  });

  it('takes the number of things for the growth where each holds several goroutines', () => {
    const clients = { count: 30, goroutinesEach: 3, noun: 'client' };
    expect(score(LEAK, [said({ after: 90, instances: clients })]).growth).toBe(true);
  });
});

describe('score of what is benign', () => {
  it('asks nothing of it but that no leak is said', () => {
    expect(score(BENIGN, [said({ verdict: 'expected' })])).toMatchObject({ namedInThree: null, falseAlarms: [] });
    expect(score(BENIGN, [said()]).falseAlarms).toEqual(['shop.(*Cart).Quote.func1 as chan-send']);
  });

  it('a suspect is no false alarm, but is not right either', () => {
    const { falseAlarms, statements } = score(BENIGN, [said({ verdict: 'suspect', confidence: 0.4 })]);
    expect(falseAlarms).toEqual([]);
    expect(statements).toEqual([{ verdict: 'suspect', confidence: 0.4, right: false }]);
  });

  it('what the truth does not speak of is expected, in a leak too', () => {
    expect(score(NOTHING_GREW, [said()]).falseAlarms).toHaveLength(1);
    expect(score(LEAK, [said(), elsewhere()]).falseAlarms).toEqual(['shop.warm as chan-send']);
    expect(score(NOTHING_GREW, [said({ verdict: 'expected' })]).statements[0]?.right).toBe(true);
  });
});

describe('a truth that one look cannot be sure of', () => {
  const unsure: Truth = { ...LEAK, verdict: 'suspect' };

  it.each([
    ['leak', true, true],
    ['suspect', true, true],
    ['expected', true, true],
  ] as const)('%s', (verdict, namedInThree, right) => {
    const { statements, ...scored } = score(unsure, [said({ verdict })]);
    expect(scored).toMatchObject({ namedInThree, falseAlarms: [] });
    expect(statements[0]?.right).toBe(right);
  });
});

describe('a case with several growths', () => {
  const second: TruthGrowth = {
    verdict: 'leak',
    pattern: 'mutex',
    accept: [],
    culprit: { function: 'shop.(*Ledger).Post', file: 'shop/ledger.go', line: 7 },
    growth: 12,
  };
  const pool: TruthGrowth = { ...second, verdict: 'expected', pattern: 'pool-or-server' };
  const atSecond = (verdict: 'leak' | 'suspect' | 'expected') => said({ at: 'shop.(*Ledger).Post', verdict });

  it('asks for each other leak whether any finding is of it', () => {
    const two = { ...LEAK, also: [second] };
    expect(score(two, [said(), atSecond('suspect')]).others).toEqual([true]);
    expect(score(two, [said(), atSecond('expected')]).others).toEqual([false]);
    expect(score(two, [said()]).others).toEqual([false]);
  });

  it('knows the healthy growth beside a leak', () => {
    const both = { ...LEAK, also: [pool] };
    expect(score(both, [said(), atSecond('expected')])).toMatchObject({ others: [], falseAlarms: [] });
    expect(score(both, [said(), atSecond('leak')]).falseAlarms).toEqual(['shop.(*Ledger).Post as chan-send']);
  });

  it('calling a leak expected is not right', () => {
    expect(score(LEAK, [said({ verdict: 'expected' })]).statements[0]?.right).toBe(false);
  });
});
