import { describe, expect, test } from 'vitest';
import { functionForm } from '../../../src/core/diff/normal-form.ts';
import { NONE } from '../../../src/core/model/column.ts';
import { stateClass } from '../../../src/core/model/goroutine-state.ts';
import { stackIndex } from '../../../src/core/model/index-types.ts';
import { SampleFlag, type Snapshot } from '../../../src/core/model/snapshot.ts';
import { fileName, framesOf, functionName, lineOf } from '../../../src/core/model/stack-frames.ts';
import { snapshotOf } from '../../support/decode-text.ts';
import { listFixtures, readFixture } from '../../support/fixtures.ts';

/** It runs all the time, so that it stands at another line in each of two dumps. */
const RUNNING = 'main.spinner';

/** The normal form of a sample's stack: what every format shows of it. */
function normalStack({ samples, symbols }: Snapshot, row: number): string {
  const stack = samples.stack[row] ?? NONE;
  const frames = framesOf(symbols, stack === NONE ? NONE : stackIndex(stack)).map((frame) => ({
    form: functionForm(functionName(symbols, frame), fileName(symbols, frame)),
    place: `${fileName(symbols, frame)}:${lineOf(symbols, frame)}`,
  }));
  const first = frames.findIndex(({ form }) => !form.droppedAtLeaf);
  return frames
    .slice(first < 0 ? frames.length : first)
    .filter(({ form }) => form.kept)
    .map(({ form, place }) => `${form.name} ${form.name === RUNNING ? 'somewhere' : place}`)
    .join('\n');
}

/**
 * Goroutines by normal stack, without the one that takes the profile (it stands at another line in each) and the two
 * that are deeper than what some of the formats print.
 */
function countByStack(snapshot: Snapshot): Map<string, number> {
  const counts = new Map<string, number>();
  for (let row = 0; row < snapshot.samples.length; row++) {
    const flags = snapshot.samples.flags[row] ?? 0;
    const stack = normalStack(snapshot, row);
    if ((flags & SampleFlag.Observer) !== 0 || stack.split('main.recurse ').length > 20) continue;
    counts.set(stack, (counts.get(stack) ?? 0) + (snapshot.samples.count[row] ?? 0));
  }
  return new Map([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The states of each normal stack, as classes that formats and versions share. */
function statesByStack(snapshot: Snapshot): Map<string, Set<string>> {
  const states = new Map<string, Set<string>>();
  for (let row = 0; row < snapshot.samples.length; row++) {
    const state = snapshot.symbols.strings[snapshot.samples.state[row] ?? 0] ?? '';
    const stack = normalStack(snapshot, row);
    states.set(stack, (states.get(stack) ?? new Set()).add(stateClass(state)));
  }
  return states;
}

const VERSIONS = [...new Set(listFixtures('zoo').map((path) => path.split('/')[1] ?? ''))];

describe.each(VERSIONS)('%s: one process', (version) => {
  const read = (format: number) => snapshotOf(readFixture(`zoo/${version}/goroutine.debug${format}`));
  const [pprof, debug1, debug2] = [read(0), read(1), read(2)];

  test('has the same stacks and counts in protobuf, debug=1 and debug=2', () => {
    const expected = countByStack(debug2);
    expect(expected.size).toBeGreaterThan(40);
    expect(countByStack(pprof)).toEqual(expected);
    expect(countByStack(debug1)).toEqual(expected);
  });

  test('waits for the same in protobuf as debug=2 says', () => {
    const told = statesByStack(debug2);
    for (const [stack, states] of statesByStack(pprof)) {
      const expected = told.get(stack);
      if (expected === undefined || stack === '') continue;
      for (const state of states) expect([...expected, ''], stack).toContain(state);
    }
  });

  test('debug=1 tells a state only where it is the one of debug=2', () => {
    const told = statesByStack(debug2);
    for (const [stack, states] of statesByStack(debug1)) {
      const expected = told.get(stack);
      if (expected === undefined || stack === '') continue;
      for (const state of states) expect([...expected, ''], stack).toContain(state);
    }
  });
});
