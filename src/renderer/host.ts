import { createContext } from 'svelte';
import type { GoroutineDetail } from '../core/diff/diff.ts';
import type { RowIndex } from '../core/model/index-types.ts';

/** What the components may ask of where they run: the desktop window can all of it, an exported report little. null: not here. */
export interface Host {
  copy(text: string): void;
  readonly openInEditor: ((file: string, line: number) => void) | null;
  readonly goroutines:
    | ((rows: readonly RowIndex[], limit: number) => Promise<readonly GoroutineDetail[] | null>)
    | null;
  readonly chooseSource: (() => void) | null;
  savePicture(kind: 'svg' | 'png', data: string | Uint8Array<ArrayBuffer>): void;
  readonly openHelp: ((page: string) => void) | null;
}

export const [getHost, setHost] = createContext<Host>();
