import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Files of a command line: what is no flag, after the program and (where the app is not packaged) the app's folder.
 * Desktops name files as file: URLs; other URLs are not for us.
 */
export function filesOf(argv: readonly string[], cwd: string, packaged: boolean): string[] {
  const given = argv.slice(1).filter((argument) => !argument.startsWith('-'));
  return (packaged ? given : given.slice(1)).flatMap((argument) => {
    const path = pathOf(argument);
    return path === null ? [] : [resolve(cwd, path)];
  });
}

function pathOf(argument: string): string | null {
  if (!/^[a-z][a-z0-9+.-]+:\/\//i.test(argument)) return argument;
  try {
    return fileURLToPath(argument);
  } catch {
    return null;
  }
}
