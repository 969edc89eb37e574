import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openSourceReader } from '../../src/node/source/open-source-reader.ts';
import { accuracyPage, missesOf, type Scored } from './report.ts';
import { FORMATS, runCase } from './run-case.ts';
import { score } from './score.ts';
import { casesOf, PARTS } from './truth.ts';

const here = fileURLToPath(new URL('.', import.meta.url));
const root = join(here, '../..');

/** Runs the diagnosis over the truth corpus and writes docs/accuracy.md; prints the same tables and the misses. */
async function main(): Promise<void> {
  const scored: Scored[] = [];
  for (const of of PARTS.flatMap((part) => casesOf(join(root, 'test/corpus'), part))) {
    const { source } = of.truth;
    const reader =
      source === null ? null : await openSourceReader({ root: join(root, source.dir), trimPath: source.trim_path });
    for (const format of FORMATS) {
      scored.push({
        of,
        format,
        score: score(of.truth, runCase(of, format, null)),
        withSource: score(of.truth, runCase(of, format, reader)),
      });
    }
  }
  const explanations: Record<string, string> = JSON.parse(readFileSync(join(here, 'explanations.json'), 'utf8'));
  const page = accuracyPage(scored, explanations, readFileSync(join(here, 'first-seen.md'), 'utf8'));
  writeFileSync(join(root, 'docs/accuracy.md'), page);
  process.stdout.write(page);
  process.stdout.write(`\n${missesOf(scored).length} misses in ${scored.length} runs\n`);
}

await main();
