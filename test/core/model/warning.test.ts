import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { WARNING_CODES } from '../../../src/core/model/warning.ts';

test('docs/formats.md explains every warning, and none that there is not', () => {
  const page = readFileSync(new URL('../../../docs/formats.md', import.meta.url), 'utf8');
  const [, section = ''] = page.split('\n## Warnings\n');
  const [table = ''] = section.split('\n## ');
  const explained = [...table.matchAll(/^\| `([a-z-]+)` +\| (\S.*\S) +\|$/gm)].map(([, code]) => code);
  expect(explained.sort()).toEqual([...WARNING_CODES].sort());
});
