import { mkdirSync, writeFileSync } from 'node:fs';
import { patternIndexPage, patternPage } from '../src/core/diagnose/pattern-page.ts';
import { PATTERNS } from '../src/core/diagnose/patterns/index.ts';

/** Writes docs/patterns from the catalogue. Run by `npm run docs:patterns`; a unit test says when it has to be. */
const folder = new URL('../docs/patterns/', import.meta.url);
mkdirSync(folder, { recursive: true });
for (const pattern of PATTERNS) writeFileSync(new URL(`${pattern.id}.md`, folder), patternPage(pattern));
writeFileSync(new URL('README.md', folder), patternIndexPage(PATTERNS));
