import { closeSync, openSync, writeSync } from 'node:fs';
import { type MadeStack, Program } from './program.ts';
import { Random } from './random.ts';

export interface Debug2Options {
  readonly goroutines: number;
  /** Different stacks. */
  readonly stacks: number;
  /**
   * BEFORE has the ids from 1; AFTER begins with the second half of them, which stand where they stood, and goes on
   * with new ones that are stuck in a few places.
   */
  readonly side: 'before' | 'after';
  /** "created by … in goroutine N": another N for each goroutine, or the same for all. */
  readonly creators: 'one each' | 'one';
}

/** The text of a stack, cut where the first argument of the leaf and the creator's id belong. */
interface DrawnStack {
  readonly state: string;
  readonly before: string;
  readonly after: string;
}

const SHAPE = { shallowest: 6, spread: 6 };
const LEAKS = 30;
const BLOCK = 8 * 1024 * 1024;

/**
 * Writes a debug=2 dump of a made-up program as Go 1.26 prints it: about 1.6 kB a goroutine, arguments that differ from
 * goroutine to goroutine, wait minutes on most.
 */
export function writeDebug2(path: string, options: Debug2Options): void {
  const { goroutines, side } = options;
  const random = new Random(side === 'before' ? 1 : 2);
  const program = new Program(42);
  const stacks = program.stacks(options.stacks, { ...SHAPE, leaking: false }).map(draw);
  const stuck = program.stacks(LEAKS, { ...SHAPE, leaking: true }).map(draw);
  const firstId = side === 'before' ? 1 : 1 + goroutines / 2;
  const file = openSync(path, 'w');
  const block = Buffer.allocUnsafe(BLOCK);
  let at = 0;
  for (let id = firstId; id < firstId + goroutines; id++) {
    if (at > BLOCK - 64 * 1024) {
      writeSync(file, block, 0, at);
      at = 0;
    }
    const { state, before, after } = pick(id > goroutines ? stuck : stacks, id);
    const minutes = random.below(4) === 0 ? '' : `, ${1 + random.below(400)} minutes`;
    const pointer = (0xc000000000 + random.below(0x7fffffff)).toString(16);
    const creator = options.creators === 'one' ? 1 : 1 + random.below(id);
    at += block.write(`goroutine ${id} [${state}${minutes}]:\n${before}0x${pointer}${after}${creator}`, at, 'latin1');
    at += block.write(CREATED_AT, at, 'latin1');
  }
  writeSync(file, block, 0, at);
  closeSync(file);
}

/** The same id stands in the same stack on both sides. */
function pick(stacks: readonly DrawnStack[], id: number): DrawnStack {
  const drawn = stacks[(Math.imul(id, 0x9e3779b1) >>> 0) % stacks.length];
  if (drawn === undefined) throw new Error('there are no stacks');
  return drawn;
}

const CREATED_AT = '\n\t/home/build/shop/internal/pool/pool.go:88 +0x1d\n\n';

function draw({ state, frames }: MadeStack): DrawnStack {
  const lines = frames.map(({ name, file, line }, i) => {
    const args = i === 0 ? '' : '0xc00012e000?, 0x1, {0xc0001a4000, 0x10, 0x20}, 0x0';
    return { call: `${name}(${args}`, place: `)\n\t${file}:${line} +0x${(line * 3).toString(16)}\n` };
  });
  const [leaf, ...callers] = lines;
  const rest = callers.map(({ call, place }) => call + place).join('');
  return {
    state,
    before: leaf?.call ?? '',
    after: `${leaf?.place ?? ')\n'}${rest}created by example.com/shop/internal/pool.(*Pool).spawn in goroutine `,
  };
}
