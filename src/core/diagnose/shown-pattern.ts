import type { Verdict } from './finding.ts';
import { burst } from './patterns/burst.ts';
import type { Growth, Pattern } from './patterns/pattern.ts';
import { poolOrServer } from './patterns/pool-or-server.ts';

/** Growth that is expected is named for why it is, whatever it would be called if it were a leak. */
export function shownPattern(claim: Pattern, verdict: Verdict, { place }: Growth): Pattern {
  if (verdict !== 'expected' || isExcuse(claim)) return claim;
  return place.state === 'running' || place.state === 'sleep' || place.state === 'not-started' ? burst : poolOrServer;
}

/** Whether a pattern names growth that is expected. */
export function isExcuse(claim: Pattern): boolean {
  return claim === poolOrServer || claim === burst;
}
