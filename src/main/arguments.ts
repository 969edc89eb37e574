import { resolve } from 'node:path';

/** Files of a command line: what is no flag, after the program and (where the app is not packaged) the app's folder. */
export function filesOf(argv: readonly string[], cwd: string, packaged: boolean): string[] {
  const given = argv.slice(1).filter((argument) => !argument.startsWith('-'));
  return (packaged ? given : given.slice(1)).map((argument) => resolve(cwd, argument));
}
