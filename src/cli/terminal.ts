import { once } from 'node:events';
import { styleText } from 'node:util';
import { bytes } from '../core/diagnose/words.ts';
import { type Ink, PLAIN_INK } from '../core/report/text.ts';
import type { Progress } from '../worker/protocol.ts';

/** Colours only where somebody sees them and did not ask for none. */
export function inkFor(stream: NodeJS.WriteStream): Ink {
  const { NO_COLOR, TERM } = process.env;
  if (!stream.isTTY || (NO_COLOR !== undefined && NO_COLOR !== '') || TERM === 'dumb') return PLAIN_INK;
  return {
    strong: (text) => styleText('bold', text),
    bad: (text) => styleText(['bold', 'red'], text),
    dim: (text) => styleText('dim', text),
  };
}

/** Writes pieces as fast as they are taken. */
export async function print(pieces: Iterable<string | Uint8Array>): Promise<void> {
  for (const piece of pieces) {
    if (!process.stdout.write(piece)) await once(process.stdout, 'drain');
  }
}

/** What takes less is not worth a line. */
const QUIET_MS = 200;

/** A line on standard error that is written over as the analysis goes on; nothing where that is no terminal. */
export function progressLine(): { readonly show: (progress: Progress) => void; readonly clear: () => void } {
  const { stderr } = process;
  const start = performance.now();
  let shown = false;
  return {
    show({ phase, doneBytes, totalBytes }) {
      if (!stderr.isTTY || performance.now() - start < QUIET_MS) return;
      const share = totalBytes > 0 ? ` ${Math.floor((100 * Math.min(doneBytes, totalBytes)) / totalBytes)} %` : '';
      stderr.write(`\r\x1b[K${phase} ${bytes(doneBytes)}${totalBytes > 0 ? ` of ${bytes(totalBytes)}` : ''}${share}`);
      shown = true;
    },
    clear() {
      if (shown) stderr.write('\r\x1b[K');
    },
  };
}
