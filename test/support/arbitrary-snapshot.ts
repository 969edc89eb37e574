import fc from 'fast-check';

/** A drawn goroutine group: see snapshotFromText. */
interface Line {
  readonly count: number;
  readonly state: string;
  readonly frames: readonly string[];
  readonly creator: string | null;
  readonly labels: string;
}

const FUNCTIONS = ['main.main', 'main.work', 'main.work.func1', 'main.work.func2', 'app/x.(*S).Do', 'net/http.serve'];
const STATES = ['chan send', 'chan receive', 'chan receive (nil chan)', 'select', '-', 'semacquire', 'sync.Mutex.Lock'];

const frame = fc
  .tuple(fc.constantFrom(...FUNCTIONS), fc.constantFrom('a.go', 'b.go'), fc.integer({ min: 1, max: 4 }))
  .map(([name, file, line]) => `${name} ${file}:${line}`);

const line: fc.Arbitrary<Line> = fc.record({
  count: fc.integer({ min: 1, max: 9 }),
  state: fc.constantFrom(...STATES),
  frames: fc.array(frame, { maxLength: 4 }),
  creator: fc.option(frame),
  labels: fc.constantFrom('', '{tenant: a}', '{tenant: b, route: x}'),
});

/** Lines of a drawn snapshot without ids. */
export const countedLines: fc.Arbitrary<readonly string[]> = fc
  .array(line, { maxLength: 12 })
  .map((lines) => lines.map((one) => drawn(`${one.count}`, one)));

/**
 * Lines of two drawn snapshots of one process: every goroutine has an id, and one that is on both sides has one
 * creator and may have gone elsewhere.
 */
export const followedPair: fc.Arbitrary<readonly [readonly string[], readonly string[]]> = fc
  .array(fc.record({ from: fc.option(line), to: fc.option(line), creator: frame }), { maxLength: 20 })
  .map((goroutines) => {
    const before: string[] = [];
    const after: string[] = [];
    for (const [i, { from, to, creator }] of goroutines.entries()) {
      const id = `#${100 + i}`;
      if (from !== null) before.push(drawn(id, { ...from, creator }));
      if (to !== null) after.push(drawn(id, { ...to, creator }));
    }
    // So that it is known to be one process.
    const witness = '#50 sleep | main.main a.go:1 < main.main a.go:9';
    return [
      [...before, witness],
      [...after, witness],
    ] as const;
  });

function drawn(number: string, { state, frames, creator, labels }: Omit<Line, 'count'>): string {
  const stack = frames.length === 0 ? '.' : frames.join(' > ');
  return `${number} ${state} ${labels} | ${stack}${creator === null ? '' : ` < ${creator}`}`;
}
