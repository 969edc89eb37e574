// Assembles src/core/decode/debug2/frame-kernel.wat into the module frame-kernel-binary.ts beside it.
import { readFileSync, writeFileSync } from 'node:fs';
import wabt from 'wabt';

const folder = new URL('../src/core/decode/debug2/', import.meta.url);
const name = 'frame-kernel.wat';
const assembler = await wabt();
const module = assembler.parseWat(name, readFileSync(new URL(name, folder), 'utf8'), { simd: true });
const { buffer } = module.toBinary({});
const base64 = Buffer.from(buffer).toString('base64');
writeFileSync(
  new URL('frame-kernel-binary.ts', folder),
  `/** ${name}, assembled by \`npm run kernel\`, as base64. */\nexport const FRAME_KERNEL =\n  '${base64}';\n`,
);
process.stdout.write(`${buffer.length} bytes\n`);
