import { dirname, join, resolve } from 'node:path';

const SWITCH = '--user-data-dir=';
/** A folder of this name beside the program makes it portable: nothing is kept elsewhere then. */
const PORTABLE_FOLDER = 'straggler-data';

export interface Surroundings {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Path of the running program. */
  readonly program: string;
  isFolder(path: string): boolean;
}

/**
 * Where settings and recent files are kept, if not where the system wants it (under XDG_CONFIG_HOME, Application
 * Support or AppData): the folder that --user-data-dir names, or the portable one. null: the system's.
 */
export function profileFolder({ argv, env, program, isFolder }: Surroundings): string | null {
  const named = argv.find((argument) => argument.startsWith(SWITCH))?.slice(SWITCH.length);
  if (named !== undefined && named !== '') return resolve(named);
  // An AppImage and a portable .exe run from where they were unpacked to; these name where they lie.
  const beside = env['PORTABLE_EXECUTABLE_DIR'] ?? dirname(env['APPIMAGE'] ?? program);
  const portable = join(beside, PORTABLE_FOLDER);
  return isFolder(portable) ? portable : null;
}
