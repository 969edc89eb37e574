import { describe, expect, it } from 'vitest';
import { NO_FILTERS } from '../../src/core/model/filter.ts';
import { changeOf } from '../../src/renderer/details/code-change.ts';
import { clockTime, numbersFor, waiting } from '../../src/renderer/format.ts';
import { exactly, patternWords, withFilter } from '../../src/renderer/graph/filter-words.ts';

describe('numbers', () => {
  const numbers = numbersFor('comma');

  it('have separators, a sign and a true minus', () => {
    expect(numbers.count(1234567)).toBe('1,234,567');
    expect(numbers.change(5002)).toBe('+5,002');
    expect(numbers.change(-3)).toBe('−3');
    expect(numbers.change(0)).toBe('0');
    expect(numbersFor('space').count(1234567)).toBe('1\u202f234\u202f567');
    expect(numbersFor('plain').count(1234567)).toBe('1234567');
  });

  it.each([
    [0, 5, ''],
    [100, 520, '×5.2'],
    [100, 200, '×2'],
    [10, 140, '×14'],
    [1, 12345, '×12,345'],
  ])('%i to %i is the factor "%s"', (before, after, factor) => {
    expect(numbers.factor(before, after)).toBe(factor);
  });

  it.each([
    [0, '0 %'],
    [0.0004, '< 0.1 %'],
    [0.012, '1.2 %'],
    [0.5, '50 %'],
    [0.9989, '99.9 %'],
    [0.99999, '> 99.9 %'],
    [1, '100 %'],
  ])('a share of %d is %s', (share, text) => {
    expect(numbers.percent(share)).toBe(text);
  });

  it('say bytes in binary units', () => {
    expect([900, 2048, 10_280_000].map(numbers.bytes)).toEqual(['900 B', '2.0 KiB', '9.8 MiB']);
  });
});

describe('times', () => {
  it('say how long in two units at most', () => {
    expect([5, 60, 190, 1440, 3130].map(waiting)).toEqual(['5 min', '1 h', '3 h 10 min', '1 d', '2 d 4 h']);
  });

  it('show the clock of a capture', () => {
    expect(clockTime('2026-11-20T14:02:11.123Z')).toBe('14:02:11');
    expect(clockTime('yesterday')).toBe('');
  });
});

describe('changeOf', () => {
  it('keeps what both sides share in its place', () => {
    expect(changeOf('a\nb\nc\n', 'a\nB\nc\nd\n').map(({ sign, text }) => `${sign}${text}`)).toEqual([
      ' a',
      '-b',
      '+B',
      ' c',
      '+d',
    ]);
  });
});

describe('filters from the menu', () => {
  const name = 'shop.(*Server).Map[...].func1';

  it('match exactly one name, and read as it', () => {
    expect(new RegExp(exactly(name)).test(name)).toBe(true);
    expect(new RegExp(exactly(name)).test(`${name}0`)).toBe(false);
    expect(patternWords(exactly(name))).toBe(name);
    expect(patternWords(`tenant=${exactly('a.b')}`)).toBe('tenant=a.b');
  });

  it('add up where they take away, and replace where they look at one thing', () => {
    const twice = withFilter(withFilter(NO_FILTERS, 'hide', 'a.b'), 'hide', 'c.d');
    expect(patternWords(twice.hide ?? '')).toBe('a.b or c.d');
    const moved = withFilter(withFilter(NO_FILTERS, 'focus', 'a.b'), 'focus', 'c.d');
    expect(moved.focus).toBe('^c\\.d$');
  });
});
