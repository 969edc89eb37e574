/** Where things lie: the project, and this user's cache for what is too large to fetch twice. */
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Things fetched once per user: an Electron, a Go. */
export const CACHE = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'straggler');

/** The folder the reader called from; npm runs scripts in the project's own. */
export const CALLED_FROM = process.env.INIT_CWD || process.cwd();
