import { join } from 'node:path';
import * as v from 'valibot';
import { type Settings, settings } from '../ipc/contract.ts';
import { Expectations, expectedPath } from './expectations.ts';
import { type RecentEntry, recentEntries } from './recent.ts';
import { Store } from './store.ts';
import { FIRST_PLACE, windowPlace } from './window-place.ts';

const DEFAULT_SETTINGS: Settings = {
  theme: 'system',
  palette: 'safe',
  numbers: 'system',
  editor: 'none',
  editorCommand: '',
  pathMapping: [],
};

/** Where captured files go. Addresses and what gives access to them are not kept. */
const captureFolder = v.object({ folder: v.nullable(v.string()) });

/** What the app keeps between runs, each in a file of its own under the person's data folder. */
export interface Library {
  readonly settings: Store<typeof settings>;
  readonly recent: Store<typeof recentEntries>;
  readonly capture: Store<typeof captureFolder>;
  /** The suppressions file. */
  readonly expectations: Expectations;
  readonly place: Store<typeof windowPlace>;
}

export function openLibrary(folder: string): Library {
  const none: RecentEntry[] = [];
  return {
    settings: new Store(join(folder, 'settings.json'), settings, DEFAULT_SETTINGS),
    recent: new Store(join(folder, 'recent.json'), recentEntries, none),
    capture: new Store(join(folder, 'capture.json'), captureFolder, { folder: null }),
    expectations: new Expectations(new Store(join(folder, 'expected.json'), expectedPath, null)),
    place: new Store(join(folder, 'window.json'), windowPlace, FIRST_PLACE),
  };
}
