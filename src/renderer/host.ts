import { createContext } from 'svelte';
import type { GoroutineDetail } from '../core/diff/diff.ts';
import type { RowIndex } from '../core/model/index-types.ts';
import type { Finding } from './finding.ts';

/** What the components may ask of where they run: the desktop window can all of it, an exported report little. null: not here. */
export interface Host {
  copy(text: string): void;
  readonly openInEditor: ((file: string, line: number) => void) | null;
  readonly goroutines:
    | ((rows: readonly RowIndex[], limit: number) => Promise<readonly GoroutineDetail[] | null>)
    | null;
  /** Whether the files are at hand, to be compared anew. */
  readonly recompares: boolean;
  /** Opens the dialog that writes down why the finding is expected; and takes that back. */
  readonly markExpected: ((finding: Finding) => void) | null;
  readonly unmarkExpected: ((finding: Finding) => void) | null;
  readonly chooseSource: (() => void) | null;
  savePicture(kind: 'svg' | 'png', data: string | Uint8Array<ArrayBuffer>): void;
  readonly openHelp: ((page: string) => void) | null;
}

export const [getHost, setHost] = createContext<Host>();
