/**
 * `npm run bench`: what straggler costs beside other programs, on the same made-up dumps in the same run. Prints the
 * table and writes docs/benchmarks.md. `npm run bench -- --quick` takes smaller dumps, prints, and writes nothing.
 * The corpora and what is built stay in ~/.cache/straggler-bench. Nothing is asserted.
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { againstGrep, againstPanicparse, againstPprof, hostile, manyStacks } from './cases.ts';
import { HOSTILE } from './corpora/hostile.ts';
import { build } from './measure.ts';
import { circumstances, type Row, table } from './report.ts';

const quick = process.argv.includes('--quick');

const cases: readonly (() => Promise<Row[]>)[] = quick
  ? [
      () => againstPprof(20_000, 'wall ≤ 0.5, memory ≤ 0.4', 1),
      () => againstGrep(50_000, 2000, 1),
      () => againstPanicparse(10_000, 'one', 1),
      () => hostile(Object.keys(HOSTILE).filter((name) => !name.includes('GB'))),
    ]
  : [
      () => againstPprof(20_000, 'wall ≤ 0.5', 3),
      () => againstPprof(200_000, 'wall ≤ 0.25, memory ≤ 0.4', 1),
      () => againstGrep(100_000, 2000, 1),
      () => againstPanicparse(100_000, 'one', 1),
      () => againstPanicparse(10_000, 'one each', 1),
      () => manyStacks(300_000, 41_000, 1),
      () => hostile(Object.keys(HOSTILE)),
      () => againstGrep(1_000_000, 2000, 1),
    ];

build();
const rows: Row[] = [];
for (const next of cases) {
  const measured = await next();
  rows.push(...measured);
  process.stdout.write(`${table(measured)}\n\n`);
}

if (!quick) {
  const text = `# Benchmarks

Written by \`npm run bench\`; every figure is from one run of it. Each program is a process of its own, from its start
to its end, its files in the page cache, its output in a file. Figures are medians of three runs for the smallest pair and of one run for the others. *wall ×*,
*cpu ×* and *memory ×* are in relation to the first program of the same work; where the load line below says that the
machine had other work, the CPU times are the ones to compare. The dumps are made by \`test/bench/corpora\` with
fixed seeds: about 1.6 kB a goroutine, arguments that differ from goroutine to goroutine.

\`grep\` and \`wc\` only count lines; \`straggler\` reads both dumps, compares them, judges what grew and hashes the files.
panicparse takes time by the square of the goroutines where each has a creator of its own, so that pair is small.

${circumstances()
  .split('\n')
  .map((line) => `- ${line}`)
  .join('\n')}

${table(rows)}
`;
  writeFileSync(fileURLToPath(new URL('../../docs/benchmarks.md', import.meta.url)), text);
}
