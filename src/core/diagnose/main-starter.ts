import { NONE } from '../model/column.ts';
import type { FrameIndex } from '../model/index-types.ts';
import type { Starter } from './creator.ts';
import type { Place } from './group.ts';
import type { Scene } from './scene.ts';

/** Who started most of the growth of a place; null where the dump does not tell. */
export function mainStarter(scene: Scene, place: Place): Starter | null {
  const { creator } = scene.diff.parts;
  let first: Starter | null = null;
  for (const row of place.rows) {
    const end = scene.partStart[row + 1] ?? 0;
    for (let part = scene.partStart[row] ?? 0; part < end; part++) {
      const starter = scene.starter(creator[part] ?? NONE);
      first ??= starter;
      if (starter.frame !== first.frame) return starterOfMost(scene, place);
    }
  }
  return first === null || first.frame === null ? null : first;
}

/** Who started goroutines of a place, each go statement once. */
export function startersOf(scene: Scene, place: Place): Starter[] {
  const { creator } = scene.diff.parts;
  const starters = new Map<FrameIndex | null, Starter>();
  for (const row of place.rows) {
    const end = scene.partStart[row + 1] ?? 0;
    for (let part = scene.partStart[row] ?? 0; part < end; part++) {
      const starter = scene.starter(creator[part] ?? NONE);
      if (!starters.has(starter.frame)) starters.set(starter.frame, starter);
    }
  }
  return [...starters.values()];
}

interface StarterGrowth {
  readonly starter: Starter;
  before: number;
  after: number;
}

function starterOfMost(scene: Scene, place: Place): Starter | null {
  const { creator, before, after } = scene.diff.parts;
  const growths = new Map<FrameIndex, StarterGrowth>();
  for (const row of place.rows) {
    const end = scene.partStart[row + 1] ?? 0;
    for (let part = scene.partStart[row] ?? 0; part < end; part++) {
      const starter = scene.starter(creator[part] ?? NONE);
      if (starter.frame === null) continue;
      let growth = growths.get(starter.frame);
      if (growth === undefined) {
        growth = { starter, before: 0, after: 0 };
        growths.set(starter.frame, growth);
      }
      growth.before += before[part] ?? 0;
      growth.after += after[part] ?? 0;
    }
  }
  let most: StarterGrowth | null = null;
  for (const one of growths.values()) if (most === null || isMore(one, most)) most = one;
  return most?.starter ?? null;
}

function isMore(a: StarterGrowth, b: StarterGrowth): boolean {
  const more = a.after - a.before - (b.after - b.before);
  return more > 0 || (more === 0 && a.after > b.after);
}
