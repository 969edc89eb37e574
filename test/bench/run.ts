/**
 * `npm run bench`: what straggler costs beside other programs, on the same made-up dumps in the same run. Prints the
 * table and writes docs/benchmarks.md. `-- --once` runs everything once instead of three times; `-- --quick` takes
 * smaller dumps, prints, and writes nothing. The dumps and what is built stay in ~/.cache/straggler-bench. Nothing is
 * asserted.
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { againstGrep, againstPanicparse, againstPprof, hostile, manyStacks } from './cases.ts';
import { HOSTILE } from './corpora/hostile.ts';
import { build } from './measure.ts';
import { circumstances, type Row, table } from './report.ts';

const quick = process.argv.includes('--quick');
const runs = quick || process.argv.includes('--once') ? 1 : 3;

const cases: readonly (() => Promise<Row[]>)[] = quick
  ? [
      () => againstPprof(20_000, 'wall ≤ 0.5', runs),
      () => againstGrep(50_000, 2000, runs),
      () => againstPanicparse(10_000, 'one', runs),
      () => hostile(Object.keys(HOSTILE).filter((name) => !name.includes('GB'))),
    ]
  : [
      () => againstPprof(20_000, 'wall ≤ 0.5', runs),
      () => againstPprof(200_000, 'wall ≤ 0.25, memory ≤ 0.4', runs),
      () => againstGrep(100_000, 2000, runs),
      () => againstGrep(1_000_000, 2000, runs),
      () => againstPanicparse(100_000, 'one', runs),
      () => manyStacks(300_000, 41_000, runs),
      () => hostile(Object.keys(HOSTILE)),
      () => againstPanicparse(10_000, 'one each', runs),
    ];

build();
const rows: Row[] = [];
for (const next of cases) {
  const measured = await next();
  rows.push(...measured);
  process.stdout.write(`${table(measured)}\n\n`);
  if (!quick) writeFileSync(fileURLToPath(new URL('../../docs/benchmarks.md', import.meta.url)), document());
}

function document(): string {
  const times = runs === 1 ? 'one run' : `the medians of ${runs} runs`;
  return `# Benchmarks

Written by \`npm run bench\`; all figures are from one call of it. Each program is a process of its own, measured from
its start to its end, with its files in the page cache and its output in a file. Figures are ${times}.
*wall ×*, *cpu ×* and *memory ×* are in relation to the first program of the same work. Where the load below is above
the number of processors, the machine had other work: compare the CPU times.

The dumps are made by \`test/bench/corpora\` with fixed seeds: debug=2 has about 1.6 kB a goroutine and arguments that
differ from goroutine to goroutine. \`grep\` and \`wc\` only count lines; straggler reads both dumps, compares them and
judges what grew. panicparse takes time by the square of the goroutines where each has a creator of its own, so that
pair is small.

${circumstances()
  .split('\n')
  .map((line) => `- ${line}`)
  .join('\n')}

${table(rows)}
`;
}
