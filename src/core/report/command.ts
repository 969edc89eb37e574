import type { Analysis } from './model.ts';

/**
 * The command that makes this analysis again, where the files lie in the current folder; of a pair within a series it
 * names that pair alone. What a person matched by hand has no flag. Quoted for a POSIX shell.
 */
export function commandOf(analysis: Analysis): string {
  const {
    flags,
    diff: { comparison },
  } = analysis;
  const words = ['straggler', ...new Set(inputsOf(analysis))];
  for (const filter of comparison.filters) words.push(`--${filter}`);
  for (const flag of flags) words.push(`--${flag}`);
  if (comparison.match !== 'auto') words.push(`--match=${comparison.match}`);
  if (comparison.normalize !== 'none') words.push(`--normalize=${comparison.normalize}`);
  return words.map(quoted).join(' ');
}

function inputsOf({ before, after, series, pair, beside }: Analysis): string[] {
  const isWhole = pair !== null && pair[0] === 0 && pair[1] === series.length - 1;
  const sources = isWhole ? series : before === null ? [after] : [before, after];
  return [...sources, ...beside].map(({ name }) => name);
}

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
