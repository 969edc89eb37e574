import { NONE } from '../../src/core/model/column.ts';
import type { FrameIndex } from '../../src/core/model/index-types.ts';
import type { Snapshot } from '../../src/core/model/snapshot.ts';
import { SnapshotBuilder } from '../../src/core/model/snapshot-builder.ts';

const STATES = ['chan receive', 'chan send', 'select', 'IO wait', 'semacquire', 'sleep'];

/** Numbers that look random and are the same in every run. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state;
  };
}

/** `stacks` distinct stacks of 20 frames out of 5,000 functions, each of `each` goroutines; with ids from `firstId`. */
export function makeSnapshot(stacks: number, each: number, seed: number, ids: boolean, shift = 0): Snapshot {
  const builder = new SnapshotBuilder();
  const { symbols } = builder;
  const frames: FrameIndex[] = [];
  for (let fn = 0; fn < 5000; fn++) {
    const name = symbols.string(`example.com/app/pkg${fn % 97}.(*Type${fn % 13}).Method${fn}`);
    const file = symbols.string(`/src/app/pkg${fn % 97}/file${fn % 31}.go`);
    frames.push(symbols.frame(symbols.function(name, file), 10 + (fn % 900) + shift, false));
  }
  const states = STATES.map((state) => symbols.string(state));
  const creators = frames.slice(0, 50).map((frame) => symbols.creator(frame));
  const labels = symbols.labels([]);
  const random = generator(seed);
  let id = 1;
  for (let n = 0; n < stacks; n++) {
    const stack: FrameIndex[] = [];
    // The inner frames differ from stack to stack, the outer ones are shared by many.
    for (let depth = 0; depth < 20; depth++) {
      const frame = frames[(depth < 6 ? random() : Math.floor(n / 64) * 31 + depth * 7) % 5000];
      if (frame !== undefined) stack.push(frame);
    }
    const sample = builder.sample({
      stack: symbols.stack(stack),
      state: states[n % states.length] ?? symbols.string(''),
      flags: 0,
      creator: ids ? (creators[n % creators.length] ?? NONE) : NONE,
      labels,
    });
    if (!ids) builder.addCount(sample, each);
    else for (let g = 0; g < each; g++) builder.addGoroutine(sample, ++id, n % 7, 1 + (id >> 5));
  }
  return builder.finish(
    {
      format: ids ? 'debug2' : 'pprof',
      profile: 'goroutine',
      differencesOnly: false,
      layers: [],
      capturedAt: null,
      buildId: null,
      statedTotal: null,
      dumps: { count: 1, chosen: 1 },
    },
    { truncated: false, depthCapped: false, elided: false },
    [],
  );
}
