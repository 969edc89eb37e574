import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * `npm run example:report`: the reports of the example, as the built command writes them, into examples/checkout/report,
 * and the beginning of the Markdown one into the README.
 */
const root = join(import.meta.dirname, '..');
const example = join(root, 'examples', 'checkout');
const folder = join(example, 'report');
mkdirSync(folder, { recursive: true });
const outputs = ['html', 'md', 'json', 'sarif', 'xml', 'folded', 'svg', 'pb.gz'].flatMap((ending) => [
  '-o',
  join(folder, `leak.${ending}`),
]);
const inputs = ['before.debug2.txt', 'after.debug2.txt'].map((name) => join(example, 'captures', name));
const source = ['--source_path', example, '--trim_path', '/app/checkout'];
execFileSync(process.execPath, [join(root, 'out', 'cli', 'straggler.cjs'), ...inputs, ...source, ...outputs], {
  stdio: 'inherit',
});

const markdown = readFileSync(join(folder, 'leak.md'), 'utf8');
const opening = markdown.slice(0, markdown.indexOf('\n#### ')).trim();
const readme = join(root, 'README.md');
const marked = /(<!-- report -->\n)[\s\S]*?(\n<!-- end of report -->)/;
writeFileSync(
  readme,
  readFileSync(readme, 'utf8').replace(marked, (_, start, end) => `${start}${opening}${end}`),
);
