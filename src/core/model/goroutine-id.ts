/**
 * A hash of a goroutine id, of 32 bits. Ids run in batches of 16: those of one batch stay together, so that a dump is
 * looked through in few steps of memory.
 */
export function hashOfId(id: number): number {
  const batch = id / 16;
  const h = Math.imul((batch | 0) ^ Math.imul((batch / 0x100000000) | 0, 0x85ebca6b), 0x9e3779b1);
  return (((h ^ (h >>> 15)) << 4) | (id & 15)) >>> 0;
}
