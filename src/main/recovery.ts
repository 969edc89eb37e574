import { type BrowserWindow, dialog, type RenderProcessGoneDetails } from 'electron';

/** A page that crashes again so soon after it was loaded anew is not loaded a third time without being asked for. */
const TOO_SOON = 30_000;

/**
 * Brings a window's page back when its process ends or hangs, and says so. The files and their analysis are main's:
 * the page asks for them again when it is there, so the person's state comes back with it.
 */
export function recoverPage(window: BrowserWindow, now = Date.now): void {
  const { webContents } = window;
  let crashedAt = Number.NEGATIVE_INFINITY;
  let isAsking = false;

  const ask = async (message: string, detail: string, buttons: readonly string[]): Promise<number> => {
    isAsking = true;
    const { response } = await dialog.showMessageBox(window, {
      type: 'warning',
      message,
      detail,
      buttons: [...buttons],
    });
    isAsking = false;
    return response;
  };

  webContents.on('render-process-gone', async (_event, { reason }: RenderProcessGoneDetails) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    const again = now() - crashedAt < TOO_SOON;
    crashedAt = now();
    const message = reason === 'oom' ? 'The window ran out of memory.' : 'The window’s page stopped working.';
    if (!again) {
      webContents.reload();
      await ask(message, 'It has been loaded again. Your files are still open.', ['OK']);
      return;
    }
    const detail = 'It stopped twice within half a minute. Load it again, or close the window.';
    const answer = await ask(message, detail, ['Load Again', 'Close Window']);
    if (window.isDestroyed()) return;
    if (answer === 0) webContents.reload();
    else window.destroy();
  });

  window.on('unresponsive', async () => {
    if (isAsking) return;
    const detail = 'Wait for it, or load its page again; your files stay open.';
    const answer = await ask('The window does not respond.', detail, ['Wait', 'Load Again']);
    if (answer === 1 && !window.isDestroyed()) webContents.forcefullyCrashRenderer();
  });
}
