/**
 * Which line of BEFORE is which of AFTER, in one function: the shift that explains most of the lines that goroutines
 * stand at. Lines of one function move together when something is inserted above it.
 */
export interface LineShift {
  readonly shift: number;
  /** How many lines of BEFORE stand in AFTER at their line + shift. */
  readonly explained: number;
}

/** More pairs than this are not tried: such a function is generated or hostile. */
const MOST_PAIRS = 4096;

/**
 * The shifts that explain most, the least first; a shift of 0 alone where it is among them. Empty where no line of the
 * one side can be a line of the other.
 */
export function bestShifts(before: ReadonlySet<number>, after: ReadonlySet<number>): LineShift[] {
  if (before.size * after.size > MOST_PAIRS) return unshifted(before, after);
  const votes = new Map<number, number>();
  let most = 0;
  for (const from of before) {
    for (const to of after) {
      const explained = (votes.get(to - from) ?? 0) + 1;
      votes.set(to - from, explained);
      if (explained > most) most = explained;
    }
  }
  if (votes.get(0) === most && most > 0) return [{ shift: 0, explained: most }];
  return [...votes]
    .filter(([, explained]) => explained === most)
    .map(([shift, explained]) => ({ shift, explained }))
    .sort((a, b) => Math.abs(a.shift) - Math.abs(b.shift) || a.shift - b.shift);
}

function unshifted(before: ReadonlySet<number>, after: ReadonlySet<number>): LineShift[] {
  let explained = 0;
  for (const line of before) if (after.has(line)) explained++;
  return explained === 0 ? [] : [{ shift: 0, explained }];
}
