import { join } from 'node:path';
import * as v from 'valibot';
import { type Settings, settings } from '../ipc/contract.ts';
import { type RecentEntry, recentEntries } from './recent.ts';
import { Store } from './store.ts';
import type { WindowPlace } from './window.ts';

const windowPlace = v.object({
  x: v.optional(v.number()),
  y: v.optional(v.number()),
  width: v.pipe(v.number(), v.minValue(320), v.maxValue(20_000)),
  height: v.pipe(v.number(), v.minValue(240), v.maxValue(20_000)),
});

const DEFAULT_SETTINGS: Settings = {
  theme: 'system',
  palette: 'safe',
  numbers: 'system',
  editor: 'none',
  editorCommand: '',
  pathMapping: [],
};

/** What the app keeps between runs, each in a file of its own under the person's data folder. */
export interface Library {
  readonly settings: Store<typeof settings>;
  readonly recent: Store<typeof recentEntries>;
  readonly place: Store<typeof windowPlace>;
}

export function openLibrary(folder: string): Library {
  const none: RecentEntry[] = [];
  const place: WindowPlace = { width: 1440, height: 860 };
  return {
    settings: new Store(join(folder, 'settings.json'), settings, DEFAULT_SETTINGS),
    recent: new Store(join(folder, 'recent.json'), recentEntries, none),
    place: new Store(join(folder, 'window.json'), windowPlace, place),
  };
}
