import { describe, expect, test } from 'vitest';
import { drawn, findingsOf, MAIN } from '../findings-of.ts';

const sleeper = '#{id} sleep | time.Sleep runtime/time.go:1';
const work =
  '#{id} sleep | render.(*Renderer).Handle.func1 render/render.go:24 > time.Sleep runtime/time.go:1 < render.(*Renderer).Handle render/render.go:20 in {parent}';

describe('orphaned-work', () => {
  test('work that many requests started and left', () => {
    const [first] = findingsOf(`${MAIN}\n${drawn(100, 5, work)}`, `${MAIN}\n${drawn(100, 60, work)}`);
    expect(first).toMatchObject({
      pattern: 'orphaned-work',
      at: 'render.(*Renderer).Handle.func1:24',
      before: 5,
      after: 60,
    });
    expect(first?.verdict).not.toBe('expected');
  });

  test('one sleeper is no finding to worry about', () => {
    expect(findingsOf(MAIN, `${MAIN}\n${drawn(100, 1, sleeper)}`)[0]?.verdict).toBe('expected');
  });
});
