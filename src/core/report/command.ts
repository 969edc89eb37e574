import type { Analysis } from './model.ts';

/** The command that makes this analysis again, where the files lie in the current folder. Quoted for a POSIX shell. */
export function commandOf({ before, after, series, flags, diff: { comparison } }: Analysis): string {
  const sources = series.length > 0 ? series : before === null || before === after ? [after] : [before, after];
  const words = ['straggler', ...new Set(sources.map(({ name }) => name))];
  for (const filter of comparison.filters) words.push(`--${filter}`);
  for (const flag of flags) words.push(`--${flag}`);
  if (comparison.match !== 'auto') words.push(`--match=${comparison.match}`);
  if (comparison.normalize !== 'none') words.push(`--normalize=${comparison.normalize}`);
  return words.map(quoted).join(' ');
}

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
