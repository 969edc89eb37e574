import protobuf from 'protobufjs/minimal.js';
import { type MadeStack, type Place, Program } from './program.ts';
import { Random } from './random.ts';

/** Of each side's stacks, how many are on the other side too. */
const COMMON = 0.9;
const SHAPE = { shallowest: 8, spread: 20 };

interface Counted {
  readonly stack: MadeStack;
  readonly count: number;
}

/**
 * Two goroutine profiles of one made-up program with `stacks` different stacks each, as Go writes them: samples before
 * the tables that they use. Not gzipped. Most stacks are on both sides with about the same counts; what is new in
 * AFTER is stuck in forty places.
 */
export function pprofPair(stacks: number): { before: Uint8Array; after: Uint8Array } {
  const random = new Random(7);
  const program = new Program(42);
  const common = Math.round(stacks * COMMON);
  const before: Counted[] = [];
  const after: Counted[] = [];
  for (const stack of program.stacks(common, { ...SHAPE, leaking: false })) {
    const count = 1 + random.below(20);
    before.push({ stack, count });
    after.push({ stack, count: random.below(5) > 0 ? count : 1 + random.below(20) });
  }
  for (const stack of program.stacks(stacks - common, { ...SHAPE, leaking: false })) {
    before.push({ stack, count: 1 + random.below(3) });
  }
  for (const stack of program.stacks(stacks - common, { ...SHAPE, leaking: true })) {
    after.push({ stack, count: 1 + random.below(60) });
  }
  return { before: profile(before), after: profile(after) };
}

function profile(samples: readonly Counted[]): Uint8Array {
  const strings = new Map<string, number>([['', 0]]);
  const functions = new Map<string, { id: number; place: Place }>();
  const locations = new Map<string, { id: number; fn: number; place: Place }>();
  const index = (text: string): number => {
    const known = strings.get(text) ?? strings.size;
    strings.set(text, known);
    return known;
  };
  const location = (place: Place): number => {
    const key = `${place.name} ${place.line}`;
    const known = locations.get(key);
    if (known) return known.id;
    const fn = functions.get(place.name) ?? { id: functions.size + 1, place };
    functions.set(place.name, fn);
    const made = { id: locations.size + 1, fn: fn.id, place };
    locations.set(key, made);
    return made.id;
  };
  const out = protobuf.Writer.create();
  const types = [index('goroutine'), index('count')] as const;
  out
    .uint32((1 << 3) | 2)
    .fork()
    .uint32(8)
    .uint32(types[0])
    .uint32(16)
    .uint32(types[1])
    .ldelim();
  for (const { stack, count } of samples) {
    out
      .uint32((2 << 3) | 2)
      .fork()
      .uint32((1 << 3) | 2)
      .fork();
    for (const place of [...stack.parked, ...stack.frames]) out.uint32(location(place));
    out.ldelim().uint32(16).uint32(count).ldelim();
  }
  for (const { id, fn, place } of locations.values()) {
    out
      .uint32((4 << 3) | 2)
      .fork()
      .uint32(8)
      .uint32(id)
      .uint32(16)
      .uint32(1)
      .uint32(24)
      .uint32(0x400000 + id * 16);
    out
      .uint32((4 << 3) | 2)
      .fork()
      .uint32(8)
      .uint32(fn)
      .uint32(16)
      .uint32(place.line)
      .ldelim()
      .ldelim();
  }
  for (const { id, place } of functions.values()) {
    const name = index(place.name);
    out
      .uint32((5 << 3) | 2)
      .fork()
      .uint32(8)
      .uint32(id)
      .uint32(16)
      .uint32(name)
      .uint32(24)
      .uint32(name);
    out.uint32(32).uint32(index(place.file)).uint32(40).uint32(10).ldelim();
  }
  out
    .uint32((3 << 3) | 2)
    .fork()
    .uint32(8)
    .uint32(1);
  for (const has of [7, 8, 9, 10]) out.uint32(has << 3).uint32(1);
  out.ldelim();
  out.uint32(9 << 3).int64('1795217883043109543');
  for (const text of strings.keys()) out.uint32((6 << 3) | 2).string(text);
  return out.finish();
}
