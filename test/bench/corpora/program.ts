import { Random } from './random.ts';

/** A place in a made-up program. */
export interface Place {
  readonly name: string;
  readonly file: string;
  readonly line: number;
}

/** A goroutine's stack, leaf first, and what it waits for. */
export interface MadeStack {
  readonly state: string;
  /** The runtime's frames at the leaf, as protobuf profiles have them and debug=2 hides them. */
  readonly parked: readonly Place[];
  readonly frames: readonly Place[];
}

const FUNCTIONS = 4000;
const CALLEES = 4;
const RUNTIME = '/usr/local/go/src/runtime';

const gopark: Place = { name: 'runtime.gopark', file: `${RUNTIME}/proc.go`, line: 462 };
const WAITS: readonly { readonly state: string; readonly parked: readonly Place[] }[] = [
  {
    state: 'chan receive',
    parked: [
      gopark,
      { name: 'runtime.chanrecv', file: `${RUNTIME}/chan.go`, line: 667 },
      { name: 'runtime.chanrecv1', file: `${RUNTIME}/chan.go`, line: 509 },
    ],
  },
  {
    state: 'chan send',
    parked: [
      gopark,
      { name: 'runtime.chansend', file: `${RUNTIME}/chan.go`, line: 283 },
      { name: 'runtime.chansend1', file: `${RUNTIME}/chan.go`, line: 161 },
    ],
  },
  { state: 'select', parked: [gopark, { name: 'runtime.selectgo', file: `${RUNTIME}/select.go`, line: 351 }] },
];

/**
 * A made-up program: functions that call a few others each, so that stacks share their roots as real ones do. The
 * same seed gives the same program and the same stacks in the same order.
 */
export class Program {
  readonly #random: Random;
  readonly #functions: { readonly name: string; readonly file: string }[] = [];
  readonly #callees: number[][] = [];

  constructor(seed: number) {
    this.#random = new Random(seed);
    for (let fn = 0; fn < FUNCTIONS; fn++) {
      const [pkg, type] = [fn % 120, fn % 700];
      const path = `example.com/shop/internal/service${pkg}`;
      const name =
        fn % 5 === 0 ? `handle${fn}` : fn % 7 === 0 ? `(*Store${type}).Load${fn}.func1` : `(*Store${type}).Load${fn}`;
      this.#functions.push({
        name: `${path}.${name}`,
        file: `/home/build/shop/internal/service${pkg}/store${type}.go`,
      });
      this.#callees.push(Array.from({ length: CALLEES }, () => this.#random.below(FUNCTIONS)));
    }
  }

  /** A walk through the program that ends parked; `depth` frames without the runtime's. */
  stack(depth: number): MadeStack {
    const frames: Place[] = [];
    let fn = this.#random.below(16);
    for (let level = 0; level < depth; level++) {
      const { name, file } = this.#functions[fn] ?? { name: '', file: '' };
      const call = this.#random.below(CALLEES);
      frames.push({ name, file, line: 20 + (fn % 300) + call * 3 });
      fn = this.#callees[fn]?.[call] ?? 0;
    }
    const wait = WAITS[this.#random.below(WAITS.length)] ?? { state: '', parked: [] };
    return { ...wait, frames: frames.reverse() };
  }

  /** `count` different stacks, from `shallowest` frames deep to `spread` − 1 more. */
  stacks(count: number, shallowest = 8, spread = 20): MadeStack[] {
    const seen = new Set<string>();
    const stacks: MadeStack[] = [];
    while (stacks.length < count) {
      const stack = this.stack(shallowest + this.#random.below(spread));
      const key = stack.frames.map(({ name, line }) => `${name}:${line}`).join(';') + stack.state;
      if (seen.has(key)) continue;
      seen.add(key);
      stacks.push(stack);
    }
    return stacks;
  }
}
