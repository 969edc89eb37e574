import fc from 'fast-check';
import { expect, test } from 'vitest';
import { StackTableBuilder } from '../../../src/core/model/stack-table-builder.ts';

/** Few frames, so that stacks share their roots and branch off everywhere. */
const stack = fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 8 });

function oneByOne(builder: StackTableBuilder, leafFirst: readonly number[]): number {
  return leafFirst.reduceRight((row, frame) => builder.intern(row, frame), -1);
}

test('a stack that is added in one call has the row that its frames one by one have', () => {
  fc.assert(
    fc.property(fc.array(stack, { maxLength: 30 }), (stacks) => {
      const whole = new StackTableBuilder({ rows: 1, branches: 1 });
      const single = new StackTableBuilder();
      for (const frames of stacks) {
        const room = Int32Array.of(...frames, 9, 9);
        expect(whole.internAll(room, frames.length)).toBe(oneByOne(single, frames));
      }
      const [table, expected] = [whole.finish(), single.finish()];
      expect([...table.parent]).toEqual([...expected.parent]);
      expect([...table.frame]).toEqual([...expected.frame]);
    }),
  );
});

test('a table grafted onto another has the rows that its stacks one by one have', () => {
  fc.assert(
    fc.property(fc.array(stack), fc.array(stack), fc.integer({ min: 0, max: 3 }), (here, there, dropped) => {
      const source = new StackTableBuilder();
      const ends = there.map((frames) => oneByOne(source, frames));
      const grafted = new StackTableBuilder();
      const expected = new StackTableBuilder();
      for (const frames of here) oneByOne(grafted, frames);
      for (const frames of here) oneByOne(expected, frames);
      const rows = new Int32Array(source.length);
      const asked: number[] = [];
      const frameOf = (frame: number) => {
        asked.push(frame);
        return frame === dropped ? -1 : frame;
      };
      grafted.graft(source.finish(), new Uint8Array(source.length).fill(1), 4, frameOf, rows);
      const kept = there.map((frames) => frames.filter((frame) => frame !== dropped));
      expect(ends.map((end) => (end < 0 ? -1 : rows[end]))).toEqual(
        kept.map((frames) => frames.reduceRight((row, frame) => grafted.find(row, frame), -1)),
      );
      for (const frames of kept) oneByOne(expected, frames);
      expect(grafted.length).toBe(expected.length);
      expect(new Set(asked).size).toBe(asked.length);
    }),
  );
});

test('a finished table has no more room than it needs, give or take a fifth', () => {
  const builder = new StackTableBuilder({ rows: 1000, branches: 1 });
  builder.intern(-1, 7);
  const { parent, frame, length } = builder.finish();
  expect({ length, parent: [...parent], frame: [...frame], bytes: parent.buffer.byteLength }).toEqual({
    length: 1,
    parent: [-1],
    frame: [7],
    bytes: 4,
  });
});
