import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cliDocs } from './lib/cli-docs.ts';

/** `npm run docs:cli`: writes docs/cli.md, the manual and the completions. */
for (const [path, content] of cliDocs()) {
  const target = join(import.meta.dirname, '..', path);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, content);
  console.log(path);
}
