import fc from 'fast-check';
import { expect, test } from 'vitest';
import { GroupedIntern } from '../../../src/core/diff/grouped-intern.ts';

const small = fc.integer({ min: 0, max: 3 });
const triple = fc.tuple(fc.integer({ min: 0, max: 40 }), small, small);

test('triples are numbered in order of first sight, however many rows were expected', () => {
  fc.assert(
    fc.property(fc.array(triple), fc.integer({ min: 0, max: 20 }), (triples, expected) => {
      const table = new GroupedIntern(41, expected);
      const rows = new Map<string, number>();
      for (const [group, a, b] of triples) {
        const key = `${group} ${a} ${b}`;
        if (!rows.has(key)) rows.set(key, rows.size);
        const row = table.intern(group, a, b);
        expect(row).toBe(rows.get(key));
        expect([table.group.get(row), table.a.get(row), table.b.get(row)]).toEqual([group, a, b]);
      }
      expect(table.length).toBe(rows.size);
    }),
  );
});
