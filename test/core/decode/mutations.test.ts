import { expect, test } from 'vitest';
import { checkMutations, loadSeeds } from '../../fuzz/check-mutations.ts';

test('2,000 mutations of captures neither break the decoder nor add goroutines', { timeout: 300_000 }, () => {
  const failures = checkMutations(loadSeeds(), 0, 2000);
  expect(failures.map(({ number, path, mutation, problem }) => `${number} ${path}, ${mutation}: ${problem}`)).toEqual(
    [],
  );
});
