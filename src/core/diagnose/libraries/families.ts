import { DATABASE_FAMILIES } from './databases.ts';
import type { LibraryFamily } from './family.ts';
import { HTTP_FAMILIES } from './http.ts';
import { libraryName } from './library-name.ts';
import { MESSAGING_FAMILIES } from './messaging.ts';
import { PROCESS_FAMILIES } from './process.ts';
import { REMOTE_FAMILIES } from './remote.ts';
import { isServerFunction } from './servers.ts';
import { STANDARD_FAMILIES } from './standard.ts';

const FAMILIES: readonly LibraryFamily[] = [
  ...HTTP_FAMILIES,
  ...STANDARD_FAMILIES,
  ...DATABASE_FAMILIES,
  ...MESSAGING_FAMILIES,
  ...REMOTE_FAMILIES,
  ...PROCESS_FAMILIES,
];

const FAMILY_OF: ReadonlyMap<string, LibraryFamily> = new Map(
  FAMILIES.flatMap((family) => family.members.map((member) => [member, family] as const)),
);

/** The family that a function's goroutine belongs to, or null. */
export function libraryFamily(name: string): LibraryFamily | null {
  return FAMILY_OF.get(libraryName(name)) ?? null;
}

/** Whether a goroutine is known by this function of a library, given as the tables write it. */
export function isLibraryOwner(bare: string): boolean {
  return FAMILY_OF.has(bare) || isServerFunction(bare);
}
