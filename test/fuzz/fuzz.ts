// Mutation fuzzing of the decoder: `npm run fuzz [CASES] [FIRST]`. Cases are numbered and repeatable. What breaks a
// rule is written to a file that can become a fixture.
import { mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkMutations, loadSeeds } from './check-mutations.ts';

const cases = Number(process.argv[2] ?? 200_000);
const first = Number(process.argv[3] ?? 0);
const STEP = 5000;

const seeds = loadSeeds();
const folder = join(tmpdir(), 'straggler-fuzz');
let failed = 0;
for (let done = 0; done < cases; done += STEP) {
  const failures = checkMutations(seeds, first + done, Math.min(STEP, cases - done));
  for (const { path, number, mutation, problem, bytes } of failures) {
    mkdirSync(folder, { recursive: true });
    const file = join(folder, `case-${number}`);
    writeFileSync(file, bytes);
    process.stdout.write(`case ${number}: ${path}, ${mutation}: ${problem}\n  ${file}\n`);
  }
  failed += failures.length;
  process.stdout.write(
    `${Math.min(cases, done + STEP)} of ${cases} cases of ${seeds.length} captures, ${failed} failed\n`,
  );
}
process.exitCode = failed === 0 ? 0 : 1;
