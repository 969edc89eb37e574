import fc from 'fast-check';
import { expect, test } from 'vitest';
import { GoroutineIds } from '../../../src/core/diff/goroutine-ids.ts';
import { NONE, seal } from '../../../src/core/model/column.ts';
import type { GoroutineTable } from '../../../src/core/model/snapshot.ts';

/** A table of goroutines of which only the ids matter. */
function table(ids: readonly number[]): GoroutineTable {
  const none = () => seal<never, never>(new Int32Array(ids.length));
  return {
    length: ids.length,
    id: seal(Float64Array.from(ids)),
    sample: none(),
    minutes: none(),
    creatorId: none(),
  };
}

const near = fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 40 });
const far = fc.array(fc.oneof(fc.integer({ min: 0, max: 5000 }), fc.integer({ min: 2 ** 32, max: 2 ** 49 })));

test('ids that lie close together and ids that lie far apart are found, the first of equal ones, and 0 never', () => {
  fc.assert(
    fc.property(fc.oneof(near, far), (ids) => {
      const lookup = new GoroutineIds(table(ids));
      expect(lookup.highest).toBe(Math.max(0, ...ids));
      for (const id of [...ids, ...ids.map((known) => known + 1), 0]) {
        expect(lookup.find(id)).toBe(id === 0 ? NONE : ids.indexOf(id));
      }
    }),
  );
});
