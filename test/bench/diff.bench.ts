/**
 * How fast snapshots are compared once they are decoded. Prints medians of five runs; asserts nothing.
 * Run with `npm run bench:diff`.
 */
import { diffSnapshots } from '../../src/core/diff/diff-snapshots.ts';
import { NONE } from '../../src/core/model/column.ts';
import type { FrameIndex } from '../../src/core/model/index-types.ts';
import type { Snapshot } from '../../src/core/model/snapshot.ts';
import { SnapshotBuilder } from '../../src/core/model/snapshot-builder.ts';

const STATES = ['chan receive', 'chan send', 'select', 'IO wait', 'semacquire', 'sleep'];
const RUNS = 5;

/** Numbers that look random and are the same in every run. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state;
  };
}

/** `stacks` distinct stacks of 20 frames out of 5,000 functions, each of `each` goroutines; with ids from `firstId`. */
function makeSnapshot(stacks: number, each: number, seed: number, ids: boolean, shift = 0): Snapshot {
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

interface Times {
  /** On the clock, and of all processors together: on a busy machine only the second says much. */
  readonly wall: number;
  readonly cpu: number;
}

function medians(run: () => unknown): Times {
  const wall: number[] = [];
  const cpu: number[] = [];
  for (let i = 0; i < RUNS; i++) {
    const used = process.cpuUsage();
    const start = performance.now();
    run();
    wall.push(performance.now() - start);
    const { user, system } = process.cpuUsage(used);
    cpu.push((user + system) / 1000);
  }
  const middle = (times: number[]) => times.sort((a, b) => a - b)[RUNS >> 1] ?? 0;
  return { wall: middle(wall), cpu: middle(cpu) };
}

function report(what: string, { wall, cpu }: Times): void {
  const { rss, heapUsed, arrayBuffers } = process.memoryUsage();
  const mb = (bytes: number) => `${Math.round(bytes / 1024 / 1024)} MB`;
  const memory = `rss ${mb(rss)}, heap ${mb(heapUsed)}, arrays ${mb(arrayBuffers)}`;
  console.log(`${what}: ${wall.toFixed(0)} ms, ${cpu.toFixed(0)} ms of processor (${memory})`);
}

const wanted = process.argv.slice(2);
const asked = (name: string) => wanted.length === 0 || wanted.includes(name);

if (asked('stacks')) {
  const before = makeSnapshot(200_000, 1, 1, false);
  const after = makeSnapshot(210_000, 1, 1, false);
  report(
    '200k stacks a side',
    medians(() => diffSnapshots([before, after])),
  );
}
if (asked('builds')) {
  const before = makeSnapshot(200_000, 1, 1, false);
  const after = makeSnapshot(210_000, 1, 1, false, 3);
  report(
    '200k stacks a side, every line shifted',
    medians(() => diffSnapshots([before, after])),
  );
}
if (asked('ids')) {
  const before = makeSnapshot(1000, 1000, 1, true);
  const after = makeSnapshot(1100, 1000, 1, true);
  report(
    '1M ids a side',
    medians(() => diffSnapshots([before, after])),
  );
}
if (asked('series')) {
  const series = Array.from({ length: 50 }, (_, i) => makeSnapshot(20_000 + i * 50, 2, 1, false));
  report(
    'series of 50 × 20k stacks',
    medians(() => diffSnapshots(series)),
  );
}
