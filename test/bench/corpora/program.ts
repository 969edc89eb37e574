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
/** Places at which goroutines get stuck: a leak has one or a few, reached over many ways. */
const LEAKS = 40;
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
  readonly #seen = new Set<string>();

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

  /** `count` different stacks, from `shallowest` frames deep to `spread` − 1 more. Leaking ones end in few places. */
  stacks(
    count: number,
    options: { readonly shallowest: number; readonly spread: number; readonly leaking: boolean },
  ): MadeStack[] {
    const stacks: MadeStack[] = [];
    while (stacks.length < count) {
      const stack = this.#walk(options.shallowest + this.#random.below(options.spread), options.leaking);
      const key = stack.frames.map(({ name, line }) => `${name}:${line}`).join(';') + stack.state;
      if (this.#seen.has(key)) continue;
      this.#seen.add(key);
      stacks.push(stack);
    }
    return stacks;
  }

  /** A walk through the program that ends parked; `depth` frames without the runtime's. */
  #walk(depth: number, leaking: boolean): MadeStack {
    const frames: Place[] = [];
    let fn = this.#random.below(16);
    for (let level = 0; level < depth; level++) {
      if (leaking && level === depth - 1) fn = this.#random.below(LEAKS) * 97;
      const call = leaking && level === depth - 1 ? 0 : this.#random.below(CALLEES);
      const { name, file } = this.#functions[fn] ?? { name: '', file: '' };
      frames.push({ name, file, line: 20 + (fn % 300) + call * 3 });
      fn = this.#callees[fn]?.[call] ?? 0;
    }
    const wait = WAITS[leaking ? fn % WAITS.length : this.#random.below(WAITS.length)] ?? { state: '', parked: [] };
    return { ...wait, frames: frames.reverse() };
  }
}
