import { basename } from 'node:path';
import { type BrowserWindow, dialog } from 'electron';
import type { Outcome } from '../ipc/contract.ts';
import { writeAtomic } from '../node/write-atomic.ts';

/** Asks where, and writes the picture of the graph that the page drew. Gives the base name, or null if the person cancelled. */
export async function savePicture(
  window: BrowserWindow,
  format: 'svg' | 'png',
  picture: string | Uint8Array,
): Promise<Outcome<string | null>> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    title: 'Save the graph',
    defaultPath: `goroutine-growth.${format}`,
    filters: [{ name: format.toUpperCase(), extensions: [format] }],
  });
  if (canceled || filePath === undefined) return { ok: true, value: null };
  const written = await writeAtomic(filePath, [picture]);
  return written.ok ? { ok: true, value: basename(filePath) } : written;
}
