import { closeSync, openSync, writeSync } from 'node:fs';
import { type MadeStack, Program } from './program.ts';
import { Random } from './random.ts';

export interface Debug2Options {
  readonly goroutines: number;
  /** Different stacks. */
  readonly stacks: number;
  /** The id of the first goroutine; the others follow one by one. */
  readonly firstId: number;
  /** "created by … in goroutine N": another N for each goroutine, or the same for all. */
  readonly creators: 'one each' | 'one';
  readonly seed: number;
}

const BLOCK = 8 * 1024 * 1024;

/**
 * Writes a debug=2 dump of a made-up program as Go 1.26 prints it: about 1.6 kB a goroutine, arguments that differ from
 * goroutine to goroutine, wait minutes on most.
 */
export function writeDebug2(path: string, options: Debug2Options): void {
  const random = new Random(options.seed);
  const stacks = new Program(42).stacks(options.stacks, 9, 6).map(draw);
  const file = openSync(path, 'w');
  const block = Buffer.allocUnsafe(BLOCK);
  let at = 0;
  for (let i = 0; i < options.goroutines; i++) {
    if (at > BLOCK - 64 * 1024) {
      writeSync(file, block, 0, at);
      at = 0;
    }
    const { state, before, after } = stacks[random.below(stacks.length)] ?? { state: '', before: '', after: '' };
    const id = options.firstId + i;
    const minutes = random.below(4) === 0 ? '' : `, ${1 + random.below(400)} minutes`;
    const pointer = (0xc000000000 + random.below(0x7fffffff)).toString(16);
    const creator = options.creators === 'one' ? 1 : 1 + random.below(id);
    at += block.write(`goroutine ${id} [${state}${minutes}]:\n${before}0x${pointer}${after}${creator}`, at, 'latin1');
    at += block.write(CREATED_AT, at, 'latin1');
  }
  writeSync(file, block, 0, at);
  closeSync(file);
}

const CREATED_AT = '\n\t/home/build/shop/internal/pool/pool.go:88 +0x1d\n\n';

/** The text of a stack, cut where the first argument of the leaf and the creator's id belong. */
function draw({ state, frames }: MadeStack): { state: string; before: string; after: string } {
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
