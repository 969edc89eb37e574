import type { Warning, WarningCode } from '../../model/warning.ts';
import type { ProfileTables } from './profile-tables.ts';
import type { SnapshotSide } from './snapshot-side.ts';

/** What a reader of the profile should know before trusting it. `assumed`: its kind could not be read. */
export function pprofWarnings(
  tables: ProfileTables,
  sides: readonly SnapshotSide[],
  found: { readonly profile: string; readonly assumed: boolean },
): Warning[] {
  const warnings: Warning[] = [];
  const warn = (code: WarningCode, message: string, offset: number | null = null): void => {
    warnings.push({ code, message, line: null, offset });
  };
  const sum = (of: (side: SnapshotSide) => number): number => sides.reduce((total, side) => total + of(side), 0);

  if (tables.cutAt !== null) {
    const lost = found.assumed
      ? 'the names of its functions come last and are lost, and that it is a goroutine profile is assumed'
      : 'stacks or names that come after that are lost';
    warn('truncated', `The profile ends at byte ${tables.cutAt} in the middle of a field: ${lost}`, tables.cutAt);
  }
  if (tables.sampleTypes.length > 1) {
    warn(
      'several-sample-types',
      `The profile counts ${tables.sampleTypes.length} things; only ${found.profile} is read`,
    );
  }
  const unnamed = sum((side) => side.unnamed);
  if (unnamed > 0) warn('unsymbolized', `${unnamed} places in the code have no name and are shown by their address`);
  const overDeep = sum((side) => side.overDeep);
  if (overDeep > 0)
    warn('limit', `${overDeep} stacks are deeper than anything Go records; only their leaf side is read`);
  if (sides.some((side) => side.saturated)) {
    warn('limit', 'The counts add up to more than a number can hold exactly; they are shown as "at least"');
  }
  if (sides.every((side) => side.total === 0)) warn('empty-profile', 'The profile has no goroutine in it');
  return warnings;
}
